package wickstream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, as the build wrote it down. */
final class Version implements IVersionProvider {
  /** The version alone, such as 0.1.0. */
  static String number() {
    try (InputStream in = Version.class.getResourceAsStream("/wickstream/version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own version cannot be read", e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"wickstream " + number()};
  }
}
