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
        "ensemble.activation=tanh ensemble.d-in=2 stop.observable=m4 points=[[0,1],[1,0]] |"
            + " tanh has them at ensemble.d-in = 1 only, was 2",
        "ensemble.activation=erf ensemble.depth=2 |"
            + " at ensemble.depth = 2 relu has them, at a single point or, with sigma-b = 0, at points"
            + " on one ray from the origin",
        "ensemble.activation=relu ensemble.depth=3 ensemble.sigma-b=0.1 points=[0.5,1] |"
            + " at ensemble.depth = 3 relu has them, at a single point or, with sigma-b = 0, at points"
            + " on one ray from the origin",
      })
  void saysWhyThereAreNone(String settings, String reason) {
    Outcome outcome = exact(settings);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo("wickstream: campaign has no exact values: %s\n".formatted(reason));
  }

  private Outcome exact(String settings) {
    List<String> arguments = new ArrayList<>(List.of("exact"));
    arguments.add(Campaigns.tinyIn(directory).toString());
    for (String setting : settings.split(" ")) {
      arguments.addAll(List.of("--set", setting));
    }
    return Invocation.of(arguments.toArray(String[]::new));
  }

  /** Where couplings are not defined but deviations are, and at depth. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ensemble.activation=cos points=[0.5,-400] stop.observable=m4 | m4 connected4",
        "ensemble.activation=relu ensemble.d-in=2 stop.observable=m4 points=[[0,1],[1,0]] | m4 connected4",
        "ensemble.activation=erf ensemble.d-in=3 stop.observable=m4 points=[[0,1,1],[1,0,0]] | m4 connected4",
        "ensemble.activation=relu ensemble.depth=3 points=[0.5] | u4 m4 connected4",
        "ensemble.activation=relu ensemble.depth=3 ensemble.sigma-b=0 points=[0.5,1] | u4 m4 connected4"
      })
  void printsWhatIsKnown(String settings, String columns) {
    Outcome outcome = exact(settings);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().lines().findFirst().orElseThrow().trim().split(" +"))
        .containsExactly(("N sigma_W " + columns + " relativeError").split(" "));
    assertThat(outcome.out()).doesNotContain(" - ");
  }
}
