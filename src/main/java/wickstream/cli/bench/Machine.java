package wickstream.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What this program is running on. */
public final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Path OWN_STATUS = Path.of("/proc/self/status");

  private Machine() {}

  public static String java() {
    return System.getProperty("java.vm.name") + " " + System.getProperty("java.version");
  }

  public static String system() {
    return "%s %s %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"));
  }

  public static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** The processor's model, or where that is not known its architecture. */
  public static String processor() {
    return value(PROCESSORS, "model name").orElse(System.getProperty("os.arch"));
  }

  /** The first processor that this process may use, if the system says which. */
  static Optional<String> firstProcessor() {
    return value(OWN_STATUS, "Cpus_allowed_list").map(list -> list.split("[-,]")[0]);
  }

  /** The value of the first line {@code key : value} of a file of the system. */
  private static Optional<String> value(Path file, String key) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
