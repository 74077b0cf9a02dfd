package wickstream.statistics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Value and error of a function of averages, by leaving out one block at a time. Blocks may differ
 * in size (Busing, Meijer, van der Leeden, "Delete-m jackknife for unequal m", Statistics and
 * Computing 9, 1999); for equal sizes this is the ordinary bias-corrected jackknife.
 */
public final class Jackknife {
  private Jackknife() {}

  /**
   * The bias-corrected value of {@code function} at the true averages, with its standard error,
   * whose degrees of freedom are one less than the number of blocks; {@link Estimate#NONE} for
   * fewer than two blocks.
   */
  public static Estimate estimate(Totals totals, ToDoubleFunction<Means> function) {
    List<Block> blocks = totals.blocks();
    int g = blocks.size();
    if (g < 2) {
      return Estimate.NONE;
    }
    double n = totals.networks();
    Sums sums = totals.sums();
    double all = function.applyAsDouble(sums);
    double[] without =
        blocks.stream()
            .mapToDouble(block -> function.applyAsDouble(new Without(sums, block.sums(), n)))
            .toArray();

    double corrected = g * all;
    for (int j = 0; j < g; j++) {
      corrected -= (1 - blocks.get(j).networks() / n) * without[j];
    }
    double variance = 0;
    for (int j = 0; j < g; j++) {
      double h = n / blocks.get(j).networks();
      double pseudo = h * all - (h - 1) * without[j] - corrected;
      variance += pseudo * pseudo / (h - 1);
    }
    return new Estimate(corrected, Math.sqrt(variance / g), g - 1);
  }

  /** The averages over all networks but those of one block. */
  private record Without(Sums all, Sums left, double networks) implements Means {
    @Override
    public double componentMean(int k) {
      return without(all.componentMean(k), left.componentMean(k));
    }

    @Override
    public double seriesMean(int s) {
      return without(all.seriesMean(s), left.seriesMean(s));
    }

    private double without(double total, double block) {
      double share = left.networks() / networks;
      return (total - share * block) / (1 - share);
    }
  }
}
