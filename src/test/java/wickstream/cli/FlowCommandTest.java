package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flows from given couplings: what is printed, and what is refused. */
final class FlowCommandTest {
  @Test
  void scalesGoFromZeroToTheLastThatWasAskedFor() {
    Outcome outcome =
        Invocation.of(
            "flow", "passive", "--sigma-w=1", "--u4=-5", "--u6=50", "--to=20", "--points=4");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out().lines().skip(3).map(line -> line.strip().split(" +")[0]))
        .hasSize(4)
        .startsWith("0.0000")
        .endsWith("20.000");
  }

  /** reference/passive-flow.json, u4 = -5: the row of k = 1. */
  @Test
  void scalesCanBeGiven() {
    Outcome outcome =
        Invocation.of("flow", "passive", "--sigma-w=1", "--u4=-5", "--u6=50", "--at=1,0.5");
    assertThat(outcome.out().lines().skip(3))
        .hasSize(2)
        .element(1)
        .asString()
        .matches(
            " *1\\.0000 +1\\.0190 +2\\.0768 +-4\\.7893 +36\\.645 +2\\.0768 +-4\\.7893 +36\\.645");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| a kind of flow is needed: passive, active, wetterich, depth",
        "passive | --sigma-w is needed",
        "passive --sigma-w 1 --u4 1 | --u6 is needed",
        "passive --sigma-w 0 --u4 1 --u6 1 | --sigma-w must be finite and above 0, was 0.0",
        "passive --sigma-w 1 --u4 x --u6 1 | --u4",
        "passive --sigma-w 1 --u4 NaN --u6 1 | '--u4': must be a number, was NaN",
        "passive --sigma-w 1 --u4 1e999 --u6 1 | --u4 must be between",
        "passive --sigma-w 0x1p1 --u4 1 --u6 1 | '--sigma-w': must be a number, was 0x1p1",
        "passive --sigma-w 1 --u4 1e-999999999 --u6 1 | '--u4': must be 0 or at least 4.9E-324 in size, was 1e-999999999",
        "passive --sigma-w 1 --u4 1 --u6 1 --at 1,1e-400 | must be 0 or at least",
        "passive --sigma-w 1 --u4 1 --u6 1e300 | --u6 must be between",
        "passive --d-in 0 --sigma-w 1 --u4 1 --u6 1 | --d-in must be at least 1, was 0",
        "passive --sigma-w 1 --u4 1 --u6 1 --to -1 | --to must be above 0 and at most",
        "passive --sigma-w 1 --u4 1 --u6 1 --to 1e99 | --to must be above 0 and at most",
        "passive --sigma-w 1 --u4 1 --u6 1 --points 1 | --points must be at least 2",
        "passive --sigma-w 1 --u4 1 --u6 1 --at 1,-2 | --at must be at least 0",
        "passive --sigma-w 1 --u4 1 --u6 1 --n 5 | --n is for couplings of a run",
        "passive --sigma-w 1 --u4 1 --u6 1 --draws 5 | --draws is for couplings of a run",
        "backwards | backwards"
      })
  void refusesInOneLine(String words, String complaint) {
    String[] arguments = (words == null ? "flow" : "flow " + words).split(" ");
    Outcome outcome = Invocation.of(arguments);
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isEqualTo(2);
    assertThat(outcome.err().lines()).singleElement().asString().contains(complaint);
    assertThat(outcome.out()).isEmpty();
  }
}
