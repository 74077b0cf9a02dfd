package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where there are no exact values, the reason is said. */
final class ExactCommandTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ensemble.activation=erf points=[0.5,4000] |"
            + " at sigma-w = 1.0 and these points, up to 4000.0 from 0, those of erf are beyond what"
            + " can be computed: lower sigma-w or sigma-b, or bring the points closer to 0",
        "ensemble.activation=cos points=[0.5,-400] stop.observable=m4 |"
            + " at sigma-w = 1.0 one of the coupling integrals that u4 and u6 divide by is 0 or too"
            + " large for a double at these points",
        "ensemble.activation=relu ensemble.d-in=2 stop.observable=m4 points=[[0,1],[1,0]] |"
            + " relu has them at ensemble.d-in = 1 only, was 2",
        "ensemble.activation=erf ensemble.depth=2 | they take ensemble.depth = 1, was 2"
      })
  void saysWhyThereAreNone(String settings, String reason) {
    List<String> arguments = new ArrayList<>(List.of("exact"));
    arguments.add(Campaigns.tinyIn(directory).toString());
    for (String setting : settings.split(" ")) {
      arguments.addAll(List.of("--set", setting));
    }
    Outcome outcome = Invocation.of(arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo("wickstream: campaign has no exact values: %s\n".formatted(reason));
  }
}
