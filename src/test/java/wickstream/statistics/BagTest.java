package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BagTest {
  private static final Sums SUMS = SeededBags.bag("s", 0).sums();

  @Test
  void hasTheMomentsOfEachOfItsSeries() {
    assertThatThrownBy(() -> new Bag("s", 0, SUMS, List.of(new double[5])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a bag must have the moments of each of its 1 series, had 2");
  }

  @Test
  void keepsItsOwnListOfSeries() {
    List<double[]> series = new ArrayList<>(List.of(new double[5], new double[5]));
    Bag bag = new Bag("s", 0, SUMS, series);
    series.clear();
    assertThat(bag.contributions()).hasSize(2);
  }
}
