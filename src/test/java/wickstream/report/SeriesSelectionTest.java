package wickstream.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesSelectionTest {
  private static List<Integer> upTo(int n) {
    return IntStream.rangeClosed(1, n).boxed().toList();
  }

  @Test
  void spreadKeepsBothEnds() {
    assertThat(SeriesSelection.spread(upTo(3), 3)).containsExactly(1, 2, 3);
    assertThat(SeriesSelection.spread(upTo(10), 4)).containsExactly(1, 4, 7, 10);
    assertThat(SeriesSelection.spread(upTo(10), 1)).containsExactly(1);
  }

  @Test
  void apartKeepsBothEndsAndNothingClose() {
    assertThat(SeriesSelection.apart(List.of(3.0), 5)).containsExactly(3.0);
    assertThat(SeriesSelection.apart(List.of(1.0, 1.01), 5)).containsExactly(1.0, 1.01);
    assertThat(SeriesSelection.apart(List.of(1.0, 10.0, 100.0), 2))
        .containsExactly(1.0, 10.0, 100.0);
    assertThat(SeriesSelection.apart(List.of(1.0, 4.0, 15.0, 16.0), 2))
        .containsExactly(1.0, 4.0, 16.0);
    assertThat(SeriesSelection.apart(List.of(1.0, 9.0, 10.0), 2)).containsExactly(1.0, 10.0);
  }

  @Test
  void saysHowManyIfNotAll() {
    assertThat(SeriesSelection.told(" Left:", upTo(3), upTo(5), "N."))
        .isEqualTo(" Left: 3 of 5 N.");
    assertThat(SeriesSelection.told(" Left:", upTo(5), upTo(5), "N.")).isEmpty();
  }

  @Test
  void apartAllowsSoManySteps() {
    List<Double> fine = DoubleStream.iterate(1, x -> 1.01 * x).limit(500).boxed().toList();
    List<Double> chosen = SeriesSelection.apart(fine, 12);
    assertThat(chosen).hasSizeBetween(11, 13).startsWith(1.0).endsWith(fine.get(499));
  }
}
