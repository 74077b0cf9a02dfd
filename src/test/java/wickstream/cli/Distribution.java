package wickstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** What the build packs for users. */
final class Distribution {
  private Distribution() {}

  /** Copies a distribution, its permissions included. */
  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** The campaign files that come with it. */
  static List<Path> campaigns() {
    try (Stream<Path> files = Files.list(Program.home().resolve("conf"))) {
      return files
          .filter(file -> file.toString().endsWith(".conf"))
          .filter(file -> !file.endsWith("cluster.conf"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The tarball beside the distribution, for those who have a JDK. */
  static Path tarball() {
    return tarball("wickstream-[0-9.]+\\.tar\\.gz");
  }

  /** The tarball with a Java runtime, for this system. */
  static Path image() {
    return tarball("wickstream-[0-9.]+-[a-z]+-\\w+\\.tar\\.gz");
  }

  private static Path tarball(String name) {
    try (Stream<Path> files = Files.list(Program.home().getParent())) {
      List<Path> tarballs =
          files.filter(file -> file.getFileName().toString().matches(name)).toList();
      if (tarballs.size() != 1) {
        throw new AssertionError("not one tarball %s: %s".formatted(name, tarballs));
      }
      return tarballs.get(0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Unpacks a tarball into an empty directory; the one folder that it has at its top. */
  static Path unpack(Path tarball, Path directory) throws IOException {
    Commands.run(List.of("tar", "-xzf", tarball.toString(), "-C", directory.toString()));
    try (Stream<Path> top = Files.list(directory)) {
      List<Path> folders = top.toList();
      if (folders.size() != 1) {
        throw new AssertionError("not one folder at the top: " + folders);
      }
      return folders.get(0);
    }
  }
}
