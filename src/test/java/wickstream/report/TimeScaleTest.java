package wickstream.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TimeScaleTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static List<String> labels(TimeScale scale) {
    return scale.ticks(6).stream()
        .flatMap(tick -> tick.label().stream())
        .map(Label::plain)
        .toList();
  }

  @Test
  void zeroAndInfinityStandAtTheEnds() {
    TimeScale scale = TimeScale.of(List.of(0.0, 0.1, 1.0, 10.0, INFINITY));
    assertThat(List.of(0.0, 0.1, 1.0, 10.0, INFINITY))
        .extracting(scale::place)
        .isSorted()
        .allMatch(place -> place > 0 && place < 1);
    assertThat(scale.place(1)).isCloseTo(0.5, within(1e-12));
    assertThat(labels(scale)).startsWith("0").endsWith("∞").contains("1", "10");
    assertThat(scale.borders()).hasSize(2);
  }

  @Test
  void whereThereAreNoneTheFiniteTimesTakeTheAxis() {
    TimeScale scale = TimeScale.of(List.of(1.0, 100.0));
    assertThat(labels(scale)).doesNotContain("0", "∞");
    assertThat(scale.borders()).isEmpty();
    assertThat(scale.place(scale.finite().first())).isZero();
    assertThat(scale.place(scale.finite().last())).isEqualTo(1);
    assertThat(TimeScale.of(List.of(INFINITY)).place(INFINITY)).isBetween(0.9, 1.0);
  }

  /** The marks of ten series stay nearer to their own time than to any other. */
  @Test
  void shiftsStayWithinTheGaps() {
    List<Double> times = List.of(0.0, 0.5, 0.6, 1000.0, INFINITY);
    TimeScale scale = TimeScale.of(times);
    double gap = scale.place(0.6) - scale.place(0.5);
    assertThat(IntStream.range(0, 10).mapToObj(i -> scale.shift(times, i, 10)))
        .isSorted()
        .allMatch(shift -> Math.abs(shift) < gap / 2);
    assertThat(scale.shift(times, 0, 1)).isZero();
  }

  @Test
  void spreadReachesFromEndToEnd() {
    TimeScale scale = TimeScale.of(List.of(1.0, 100.0));
    assertThat(scale.spread(5)).hasSize(5).isSorted();
    assertThat(scale.spread(5).get(4)).isCloseTo(scale.finite().last(), within(1e-9));
  }
}
