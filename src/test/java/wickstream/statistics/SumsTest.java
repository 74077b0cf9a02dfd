package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SumsTest {
  private static final Sums FIRST = SeededBags.bag("s", 1).sums();
  private static final Sums SECOND = SeededBags.bag("s", 2).sums();

  @Test
  void addsComponentsAndEachSeries() {
    Sums both = FIRST.plus(SECOND);
    assertThat(both.networks()).isEqualTo(2L * SeededBags.BAG_SIZE);
    assertThat(both.components()).isEqualTo(FIRST.components().plus(SECOND.components()));
    for (int s = 0; s < 2; s++) {
      assertThat(both.series().get(s))
          .isEqualTo(FIRST.series().get(s).plus(SECOND.series().get(s)));
      assertThat(both.seriesMean(s)).isEqualTo(both.series().get(s).mean());
      assertThat(both.componentMean(s)).isEqualTo(both.components().mean(s));
    }
  }

  @Test
  void keepsItsOwnListOfSeries() {
    List<CentralMoments> series = new ArrayList<>(FIRST.series());
    Sums sums = new Sums(FIRST.components(), series);
    series.clear();
    assertThat(sums).isEqualTo(FIRST);
  }
}
