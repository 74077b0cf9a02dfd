package wickstream.statistics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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
    return totals.blocks().size() < 2
        ? Estimate.NONE
        : estimates(totals, means -> new double[] {function.applyAsDouble(means)}).get(0);
  }

  /**
   * The same for many functions of the same averages at once, in the order in which {@code
   * functions} gives them; of totals that hold at least one bag.
   */
  public static List<Estimate> estimates(Totals totals, Function<Means, double[]> functions) {
    List<Block> blocks = totals.blocks();
    double n = totals.networks();
    Sums sums = totals.sums();
    double[] all = functions.apply(sums);
    if (blocks.size() < 2) {
      return Collections.nCopies(all.length, Estimate.NONE);
    }
    double[][] without =
        blocks.stream()
            .map(block -> functions.apply(new Without(sums, block.sums(), n)))
            .toArray(double[][]::new);
    return IntStream.range(0, all.length)
        .mapToObj(
            k -> {
              double[] of = Arrays.stream(without).mapToDouble(values -> values[k]).toArray();
              return estimate(blocks, n, all[k], of);
            })
        .toList();
  }

  /**
   * Values of functions at the averages themselves, not corrected for their bias, which is far
   * below the errors; with the errors that {@link #estimates} finds.
   */
  public static List<Estimate> aboutAverages(Totals totals, Function<Means, double[]> functions) {
    double[] values = functions.apply(totals.sums());
    List<Estimate> estimates = estimates(totals, functions);
    return IntStream.range(0, values.length)
        .mapToObj(
            k -> {
              Estimate known = estimates.get(k);
              return new Estimate(values[k], known.standardError(), known.degreesOfFreedom());
            })
        .toList();
  }

  /**
   * The pseudo-values h f − (h − 1) f₋ⱼ of functions of averages, one array a block j, with h the
   * number of blocks and f₋ⱼ the values without that block: independent to leading order, with the
   * function of the true averages as their mean (Tukey, Annals of Mathematical Statistics 29, 614,
   * 1958). Of a linear function they are its values in the blocks.
   *
   * @param blocks of equal size; none if there are fewer than two
   */
  static List<double[]> pseudoValues(List<Block> blocks, Function<Means, double[]> functions) {
    int h = blocks.size();
    if (h < 2) {
      return List.of();
    }
    Sums sums = blocks.stream().map(Block::sums).reduce(Sums::plus).orElseThrow();
    double[] all = functions.apply(sums);
    return blocks.stream()
        .map(block -> functions.apply(new Without(sums, block.sums(), sums.networks())))
        .map(
            without ->
                IntStream.range(0, all.length)
                    .mapToDouble(k -> h * all[k] - (h - 1) * without[k])
                    .toArray())
        .toList();
  }

  private static Estimate estimate(List<Block> blocks, double n, double all, double[] without) {
    int g = blocks.size();
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
