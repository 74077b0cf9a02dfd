package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuantityTest {
  private static final Totals TOTALS = SeededBags.sequential("s", 0, 30);

  @Test
  void theMeanOfASeriesHasTheErrorOfItsWholeSample() {
    Quantity quantity = new Quantity.SeriesMean(1);
    assertThat(quantity.series()).containsExactly(1);
    assertThat(quantity.estimate(TOTALS)).isEqualTo(TOTALS.sums().series().get(1).estimate());
  }

  @Test
  void aFunctionOfMeansHasTheErrorOfTheJackknife() {
    Quantity quantity =
        new Quantity.FunctionOfMeans(m -> m.seriesMean(0) / m.componentMean(1), List.of(0, 1));
    assertThat(quantity.series()).containsExactly(0, 1);
    assertThat(quantity.estimate(TOTALS))
        .isEqualTo(Jackknife.estimate(TOTALS, m -> m.seriesMean(0) / m.componentMean(1)));
  }
}
