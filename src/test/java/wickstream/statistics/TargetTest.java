package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  private static Estimate exactly(double value) {
    return new Estimate(value, 0);
  }

  @Test
  void aRelativeTargetGoesWithTheSizeOfTheValue() {
    Target target = new Target(OptionalDouble.of(0.125), NONE);
    assertThat(target.tolerance(exactly(8))).isEqualTo(1);
    assertThat(target.tolerance(exactly(-8))).isEqualTo(1);
    assertThat(target.tolerance(exactly(0))).isZero();
  }

  @Test
  void itCountsTheValueOneErrorNearerToZeroButNoNearerThanHalfWay() {
    Target target = new Target(OptionalDouble.of(0.125), NONE);
    assertThat(target.tolerance(new Estimate(-10, 2))).isEqualTo(1);
    assertThat(target.tolerance(new Estimate(16, 100))).isEqualTo(1);
  }

  /** A known value is allowed the error with which it would just meet the target if measured. */
  @Test
  void whatAKnownValueIsAllowedMeetsTheTarget() {
    for (double relative : new double[] {0.01, 0.3, 1, 5}) {
      Target target = new Target(OptionalDouble.of(relative), NONE);
      double allowed = target.tolerance(-3);
      assertThat(target.tolerance(new Estimate(-3, allowed))).isCloseTo(allowed, within(1e-15));
    }
  }

  @Test
  void anAbsoluteTargetDoesNot() {
    Target target = new Target(NONE, OptionalDouble.of(0.5));
    assertThat(target.tolerance(new Estimate(8, 3))).isEqualTo(0.5);
    assertThat(target.tolerance(0)).isEqualTo(0.5);
  }

  @Test
  void ofTwoTargetsTheLooserCounts() {
    Target target = new Target(OptionalDouble.of(0.125), OptionalDouble.of(0.5));
    assertThat(target.tolerance(exactly(1))).isEqualTo(0.5);
    assertThat(target.tolerance(exactly(-80))).isEqualTo(10);
  }

  @Test
  void anUnknownValueHasAnUnknownTolerance() {
    assertThat(new Target(OptionalDouble.of(0.1), OptionalDouble.of(1)).tolerance(Double.NaN))
        .isNaN();
  }

  @Test
  void noTargetAtAllIsRefused() {
    assertThatThrownBy(() -> new Target(NONE, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a target must bound the relative error, the absolute error, or both");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN})
  void targetsNotAboveZeroAreRefused(double bad) {
    OptionalDouble wrong = OptionalDouble.of(bad);
    OptionalDouble right = OptionalDouble.of(1);
    assertRefused(wrong, NONE, bad);
    assertRefused(NONE, wrong, bad);
    assertRefused(wrong, right, bad);
    assertRefused(right, wrong, bad);
  }

  private static void assertRefused(OptionalDouble relative, OptionalDouble absolute, double bad) {
    assertThatThrownBy(() -> new Target(relative, absolute))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a target must be above 0, was relative ")
        .hasMessageContaining(Double.toString(bad));
  }
}
