package wickstream.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import wickstream.statistics.Estimate;

class GreenFunctionsTest {
  private static final GreenFunction SECOND =
      new GreenFunction(
          2,
          List.of(0, 5),
          new Estimate(1.25, 0.5, 19),
          1,
          0.25,
          -0.0,
          Estimate.NONE,
          new Estimate(1.25, Double.NaN));
  private static final GreenFunction FOURTH =
      new GreenFunction(
          4,
          List.of(0, 1, 1, 300),
          new Estimate(-3, 1e-300),
          Double.NaN,
          Double.NEGATIVE_INFINITY,
          Double.MIN_VALUE,
          new Estimate(7, 8, 9),
          new Estimate(10, 11, 12),
          OptionalDouble.of(13),
          OptionalDouble.of(-14),
          OptionalDouble.of(15),
          OptionalDouble.of(-16));

  @Test
  void comeBackAsTheyWere() {
    List<GreenFunction> some = List.of(SECOND, FOURTH, SECOND);
    assertThat(GreenFunctions.of(some)).isEqualTo(some).hasSameHashCodeAs(some);
    assertThat(GreenFunctions.of(List.of())).isEmpty();
  }

  @Test
  void areOfTheirKindOnce() {
    List<GreenFunction> some = GreenFunctions.of(List.of(SECOND));
    assertThat(GreenFunctions.of(some)).isSameAs(some);
    assertThatThrownBy(() -> some.set(0, FOURTH)).isInstanceOf(RuntimeException.class);
  }
}
