package wickstream.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import wickstream.statistics.ConfidenceSequence;
import wickstream.statistics.Estimate;

final class MeasuredValueTest {
  private static final ConfidenceSequence SEQUENCE = new ConfidenceSequence(0.95, 20_000);

  @Test
  void hasTheIntervalOfTheConfidenceSequenceAroundTheEstimate() {
    MeasuredValue value =
        MeasuredValue.of(new Estimate(-1.25, 0.01), SEQUENCE, 20_000, OptionalDouble.empty());
    double halfWidth = SEQUENCE.halfWidth(0.01, 20_000);
    assertThat(halfWidth).as("wider than the 1.96 σ of a fixed size").isGreaterThan(0.0196);
    assertThat(value.low()).isEqualTo(-1.25 - halfWidth);
    assertThat(value.high()).isEqualTo(-1.25 + halfWidth);
    assertThat(value.confidence()).isEqualTo(0.95);
  }

  @Test
  void countsItsDistanceFromTheExactValueInStandardErrors() {
    MeasuredValue value =
        MeasuredValue.of(new Estimate(1.03, 0.02), SEQUENCE, 1000, OptionalDouble.of(1));
    assertThat(value.pull()).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void hasNoPullWithoutAnExactValueOrAnEstimate() {
    assertThat(
            MeasuredValue.of(new Estimate(1, 0.1), SEQUENCE, 1000, OptionalDouble.empty()).pull())
        .isNaN();
    assertThat(MeasuredValue.unknown(SEQUENCE, OptionalDouble.of(1)).pull()).isNaN();
  }

  @Test
  void keepsTheExactValueOfWhatCannotBeHad() {
    MeasuredValue value = MeasuredValue.unknown(SEQUENCE, OptionalDouble.of(2));
    assertThat(value.exact()).hasValue(2);
    assertThat(value.value()).isNaN();
    assertThat(value.standardError()).isNaN();
    assertThat(value.low()).isNaN();
    assertThat(value.high()).isNaN();
  }

  @Test
  void keepsItsNumbersBesideATheory() {
    MeasuredValue value =
        MeasuredValue.of(new Estimate(1.03, 0.02), SEQUENCE, 1000, OptionalDouble.of(1));
    MeasuredValue beside = value.withTheory(OptionalDouble.of(1.5));
    assertThat(beside.theory()).contains(new TheoryValue(1.5, 1));
    assertThat(beside.withTheory(OptionalDouble.empty())).isEqualTo(value);
  }
}
