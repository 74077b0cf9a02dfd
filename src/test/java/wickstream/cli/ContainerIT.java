package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of conf/Containerfile, run without a container. */
final class ContainerIT {
  private static final Containerfile IMAGE = Containerfile.read();

  @TempDir private Path directory;

  @Test
  void whatIsCopiedIsInTheDistribution() {
    for (List<String> copy : IMAGE.copies()) {
      for (String source : copy.subList(0, copy.size() - 1)) {
        assertThat(Program.home().resolve(source)).exists();
      }
    }
    assertThat(Program.home().resolve(Containerfile.FILE)).exists();
  }

  private static boolean isHealthy(RunningDaemon daemon) {
    String[] words =
        IMAGE.words("HEALTHCHECK").stream()
            .map(word -> word.replace("7870", Integer.toString(daemon.uri("/").getPort())))
            .toArray(String[]::new);
    return Commands.succeeds(words);
  }

  @Test
  void isFoundHealthyUntilItIsStopped() {
    Path data = directory.resolve("runs");
    try (RunningDaemon daemon = RunningDaemon.in(directory, IMAGE.options(data))) {
      assertThat(isHealthy(daemon)).isTrue();
      daemon.submit("a", "campaign { widths = [5], sigma-w = [1.0], stop.relative-error = 1e-6 }");
      daemon.awaitProgress("a");
      assertThat(data.resolve("a")).isDirectory();
      Outcome outcome = daemon.program().endedBy(IMAGE.only("STOPSIGNAL").replaceFirst("^SIG", ""));
      assertThat(outcome.took()).isLessThan(Duration.ofSeconds(5));
      assertThat(outcome.exitCode()).isEqualTo(143);
      assertThat(isHealthy(daemon)).isFalse();
    }
  }

  @Test
  void isFoundHealthyWhereOthersCanReachIt() {
    Program program = Program.in(directory).with("WICKSTREAM_TOKEN", "0123456789abcdef");
    try (RunningDaemon daemon = RunningDaemon.of(program, directory, "--host", "0.0.0.0")) {
      assertThat(isHealthy(daemon)).isTrue();
    }
  }
}
