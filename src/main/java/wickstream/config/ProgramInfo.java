package wickstream.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;

/** What this program is, and where it runs. */
public final class ProgramInfo {
  private ProgramInfo() {}

  /** Its version as the build wrote it down, such as 0.1.0. */
  public static String version() {
    try (InputStream in = ProgramInfo.class.getResourceAsStream("/wickstream/version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own version cannot be read", e);
    }
  }

  /** The machine's name, where it has one. */
  public static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this machine";
    }
  }
}
