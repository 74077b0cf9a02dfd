package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** At which port other nodes reach a worker. */
class WorkerCommandTest {
  @TempDir private Path directory;

  private static int port(String... words) {
    WorkerCommand worker = new WorkerCommand();
    new CommandLine(worker).parseArgs(words);
    return worker.config().port();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "--set port=7999, 7999",
    "--set cluster.port=7999, 7999",
    "--set port=7998 --set port=7999, 7999",
    "--cluster-port 7999, 7999",
    "--cluster-port 7999 --set port=7998, 7999",
    "--cluster-port 0 --set port=7998, 0"
  })
  void isThatOfItsOptions(String options, int port) {
    String words = ("--join 127.0.0.1:7871 " + options).strip();
    assertThat(port(words.split(" "))).isEqualTo(port);
  }

  /** The file is that of all nodes, several of which may be on one machine. */
  @Test
  void isNotThatOfTheFile() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("cluster.conf"),
            "cluster { port = 7871, join = [\"127.0.0.1:7871\"] }");
    assertThat(port("--cluster", file.toString())).isZero();
    assertThat(port("--cluster", file.toString(), "--set", "port=7999")).isEqualTo(7999);
  }
}
