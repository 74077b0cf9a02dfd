package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  @Test
  void aRelativeTargetGoesWithTheSizeOfTheValue() {
    Target target = new Target(OptionalDouble.of(0.125), NONE);
    assertThat(target.tolerance(8)).isEqualTo(1);
    assertThat(target.tolerance(-8)).isEqualTo(1);
    assertThat(target.tolerance(0)).isZero();
  }

  @Test
  void anAbsoluteTargetDoesNot() {
    Target target = new Target(NONE, OptionalDouble.of(0.5));
    assertThat(target.tolerance(8)).isEqualTo(0.5);
    assertThat(target.tolerance(0)).isEqualTo(0.5);
  }

  @Test
  void ofTwoTargetsTheLooserCounts() {
    Target target = new Target(OptionalDouble.of(0.125), OptionalDouble.of(0.5));
    assertThat(target.tolerance(1)).isEqualTo(0.5);
    assertThat(target.tolerance(-80)).isEqualTo(10);
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
