package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
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
    assertThat(quantity.vouching(TOTALS.sums())).containsExactly(0, 1);
  }

  @Test
  void aSeriesThatDoesNotVaryIsLeftOutWhereThatIsAllowed() {
    Sums still = SeededBags.alternating(20, 100, 3, 0).sums();
    Sums varying = SeededBags.alternating(20, 100, 3, 1).sums();
    Quantity always = new Quantity.FunctionOfMeans(m -> m.seriesMean(0), List.of(0));
    Quantity ifVarying =
        new Quantity.Scaled(
            new Quantity.FunctionOfMeans(m -> m.seriesMean(0), List.of(0), Set.of(0)), 2);
    assertThat(always.vouching(still)).containsExactly(0);
    assertThat(ifVarying.vouching(still)).isEmpty();
    assertThat(ifVarying.vouching(varying)).containsExactly(0);
  }
}
