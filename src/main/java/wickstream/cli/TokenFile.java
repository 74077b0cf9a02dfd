package wickstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import wickstream.campaign.OutputDirectory;
import wickstream.config.BadInput;

/** A file that holds the daemon's token, which no message may show. */
final class TokenFile {
  private static final String OPTION = "--token-file ";

  private TokenFile() {}

  /**
   * The token.
   *
   * @throws BadInput if the file cannot be read, or others may read it too: anyone with the token
   *     may drive the daemon
   */
  static String read(Path file) {
    try {
      String token = Files.readString(file).strip();
      requirePrivate(file);
      return token;
    } catch (IOException e) {
      throw new BadInput(
          "%s%s cannot be read%s"
              .formatted(
                  OPTION,
                  file,
                  Files.exists(file) ? ": " + OutputDirectory.reason(e) : ": there is none"));
    }
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return; // who may read it is said in other ways
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    boolean isShared =
        permissions.contains(PosixFilePermission.GROUP_READ)
            || permissions.contains(PosixFilePermission.OTHERS_READ);
    if (isShared) {
      throw new BadInput(
          "%s%s may be read by others: chmod 600 %s, or give the token by WICKSTREAM_TOKEN"
              .formatted(OPTION, file, file));
    }
  }
}
