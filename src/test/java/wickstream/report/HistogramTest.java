package wickstream.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HistogramTest {
  private static final LogScale DECADES = new LogScale(1, 1e4);

  @Test
  void countsInBinsOfEqualRatios() {
    Histogram histogram = Histogram.of(new double[] {1, 2, 50, 5000, 1e4}, DECADES, 4);
    assertThat(histogram.counts()).containsExactly(2, 1, 0, 2);
    assertThat(histogram.edge(2)).isCloseTo(100, within(1e-10));
    assertThat(histogram.largest()).isEqualTo(0.4);
  }

  @Test
  void countsWhatIsBeyondTheAxisAtItsEnds() {
    Histogram histogram = Histogram.of(new double[] {0, 1e-9, 1e9}, DECADES, 4);
    assertThat(histogram.counts()).containsExactly(2, 0, 0, 1);
  }

  @Test
  void outlineEnclosesOne() {
    Histogram histogram = Histogram.of(new double[] {3, 30, 3000, 3100}, DECADES, 4);
    List<Spot> outline = histogram.outline();
    double area = 0;
    for (int i = 1; i < outline.size(); i++) {
      double bins = 4 * (DECADES.at(outline.get(i).x()) - DECADES.at(outline.get(i - 1).x()));
      area += bins * outline.get(i).y();
    }
    assertThat(area).isCloseTo(1, within(1e-12));
    assertThat(outline).as("one level a spot twice").hasSize(6);
  }
}
