package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final Estimate ESTIMATE = new Estimate(4, 0.5);

  @Test
  void otherUnitsScaleValueAndErrorAndErrorsStayPositive() {
    assertThat(ESTIMATE.times(3)).isEqualTo(new Estimate(12, 1.5));
    assertThat(ESTIMATE.times(-2)).isEqualTo(new Estimate(-8, 1));
  }

  @Test
  void anExactShiftLeavesTheError() {
    assertThat(ESTIMATE.plus(-7)).isEqualTo(new Estimate(-3, 0.5));
  }

  @Test
  void theRelativeErrorIsPositiveAndUnboundedNearZero() {
    assertThat(ESTIMATE.relativeError()).isEqualTo(0.125);
    assertThat(ESTIMATE.times(-1).relativeError()).isEqualTo(0.125);
    assertThat(new Estimate(0, 0.5).relativeError()).isInfinite();
    assertThat(new Estimate(0, 0).relativeError()).isNaN();
  }

  @Test
  void threeErrorsFromZeroAreNotClearOfIt() {
    assertThat(new Estimate(-1.51, 0.5).isClearOfZero()).isTrue();
    assertThat(new Estimate(1.5, 0.5).isClearOfZero()).isFalse();
    assertThat(Estimate.NONE.isClearOfZero()).isFalse();
  }

  @Test
  void whatCannotBeHadStaysSo() {
    Estimate none = Estimate.NONE.times(2).plus(1);
    assertThat(none).isEqualTo(Estimate.NONE);
    assertThat(none.relativeError()).isNaN();
  }

  /** Student's t of 9 degrees of freedom at the quantiles of ±1 and ±1.96 of a normal (tables). */
  @Test
  void fewDegreesOfFreedomWidenTheInterval() {
    Estimate few = new Estimate(0, 2, 9);
    assertThat(few.halfWidth(1)).isCloseTo(2 * 1.0585, within(2e-3));
    assertThat(few.halfWidth(1.959963985)).isCloseTo(2 * 2.262157, within(1e-5));
    assertThat(new Estimate(0, 2).halfWidth(1.5)).isEqualTo(3);
    assertThat(few.times(-3).degreesOfFreedom()).isEqualTo(9);
    assertThat(few.plus(1).degreesOfFreedom()).isEqualTo(9);
  }

  /** Where probabilities leave the range of a double: intervals grow in proportion. */
  @Test
  void farOutIntervalsGrowInProportion() {
    for (double degrees : new double[] {1, 2, 9, 127}) {
      Estimate few = new Estimate(0, 1, degrees);
      double eight = few.halfWidth(8);
      assertThat(eight).isGreaterThan(8).isFinite();
      assertThat(few.halfWidth(40)).isCloseTo(5 * eight, within(1e-9 * eight));
      assertThat(few.halfWidth(7.9)).isLessThan(eight);
    }
    assertThat(new Estimate(0, 1, 9).halfWidth(0)).isZero();
  }
}
