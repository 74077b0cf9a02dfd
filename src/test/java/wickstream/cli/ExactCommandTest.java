package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known without sampling; where nothing is, the reason is said. */
final class ExactCommandTest {
  @TempDir private Path directory;

  @Test
  void saysWhyNothingIsKnown() {
    Outcome outcome =
        exact(
            "ensemble.activation=erf ensemble.depth=2 ensemble.d-in=30 stop.observable=m4"
                + " points={sphere={count=21,radius=1.0}}");
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo(
            "wickstream: campaign has neither exact values nor a theory: theory takes at most 20"
                + " points, there were 21; and at ensemble.depth = 2 only relu and its like have them, at a single"
                + " point or, with sigma-b = 0, at points on one ray from the origin\n");
  }

  /** Theory stands alone, with a line that says why. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ensemble.activation=erf points=[0.5,4000] | u4Theory m4Theory |"
            + " at sigma-w = 1.0 and these points, up to 4000.0 from 0, those of erf are beyond what"
            + " can be computed: lower sigma-w or sigma-b, or bring the points closer to 0",
        "ensemble.activation=tanh ensemble.d-in=2 stop.observable=m4 points=[[0,1],[1,0]] | m4Theory |"
            + " tanh has them at ensemble.d-in = 1 only, was 2",
        "ensemble.activation=erf ensemble.depth=2 | u4Theory m2Theory m4Theory |"
            + " at ensemble.depth = 2 only relu and its like have them, at a single point or, with sigma-b = 0, at points"
            + " on one ray from the origin",
        "ensemble.activation=relu ensemble.depth=3 ensemble.sigma-b=0.1 points=[0.5,1] |"
            + " u4Theory m2Theory m4Theory |"
            + " at ensemble.depth = 3 only relu and its like have them, at a single point or, with sigma-b = 0, at points"
            + " on one ray from the origin",
      })
  void printsTheoryWhereNothingIsExact(String settings, String columns, String reason) {
    Outcome outcome = exact(settings);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().lines().findFirst().orElseThrow().trim().split(" +"))
        .containsExactly(("N sigma_W " + columns + " connected4Theory").split(" "));
    assertThat(outcome.out().lines()).contains("no exact values: " + reason);
  }

  /** σ_W* = √π/2 of erf; gauss, of a single hidden layer, has none. */
  @Test
  void saysWhereAnActivationIsCritical() {
    assertThat(exact("ensemble.activation=erf").out().lines())
        .filteredOn(line -> line.startsWith("critical"))
        .singleElement()
        .asString()
        .startsWith("critical at sigma-w = 0.8862, sigma-b = 0 (");
    assertThat(exact("widths=[5]").out()).doesNotContain("critical");
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
        "ensemble.activation=relu ensemble.depth=3 points=[0.5] |"
            + " u4 u4Theory m4 m4Theory connected4 connected4Theory",
        "ensemble.activation=relu ensemble.depth=3 ensemble.sigma-b=0 points=[0.5,1] |"
            + " u4 u4Theory m4 m4Theory connected4 connected4Theory"
      })
  void printsWhatIsKnown(String settings, String columns) {
    Outcome outcome = exact(settings);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().lines().findFirst().orElseThrow().trim().split(" +"))
        .containsExactly(("N sigma_W " + columns + " relativeError").split(" "));
    assertThat(outcome.out()).doesNotContain(" - ");
  }
}
