package wickstream.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Many numbers that follow from the same averages, as independent blocks of networks of equal size
 * have them. Their errors are correlated, and only the differences between blocks tell how.
 */
public final class BlockSample {
  private final List<double[]> blocks;
  private final double[] mean;

  private BlockSample(List<double[]> blocks) {
    this.blocks = blocks;
    this.mean = new double[blocks.isEmpty() ? 0 : blocks.get(0).length];
    for (double[] block : blocks) {
      Arrays.setAll(mean, k -> mean[k] + block[k] / blocks.size());
    }
  }

  /** The pseudo-values of the jackknife of the blocks of the largest size. */
  public static BlockSample of(Totals totals, Function<Means, double[]> numbers) {
    return new BlockSample(Jackknife.pseudoValues(totals.equalBlocks(), numbers));
  }

  /** The numbers of each block, all of one length; of a single block nothing has an error. */
  public static BlockSample of(List<double[]> blocks) {
    return new BlockSample(List.copyOf(blocks));
  }

  /** The numbers at some positions alone. */
  public BlockSample at(int[] positions) {
    return new BlockSample(blocks.stream().map(block -> at(block, positions)).toList());
  }

  /** The entries of an array at some positions. */
  public static double[] at(double[] numbers, int[] positions) {
    double[] at = new double[positions.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = numbers[positions[i]];
    }
    return at;
  }

  /** How many blocks there are. */
  public int size() {
    return blocks.size();
  }

  double[] block(int b) {
    return blocks.get(b);
  }

  /** The mean over blocks of each number. */
  double[] mean() {
    return mean.clone();
  }

  /** The mean over all blocks but one. */
  double[] meanWithout(int b) {
    double[] left = blocks.get(b);
    double[] means = new double[mean.length];
    for (int k = 0; k < means.length; k++) {
      means[k] = mean[k] + (mean[k] - left[k]) / (blocks.size() - 1);
    }
    return means;
  }

  /** The largest size of any number in any block. */
  double largest() {
    return blocks.stream().flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(Double.NaN);
  }

  /** The mean of a linear function with its standard error, which is Student's. */
  Estimate linear(ToDoubleFunction<double[]> function) {
    double[] values = blocks.stream().mapToDouble(function).toArray();
    Estimate known = CentralMoments.of(values, values.length).estimate();
    return new Estimate(known.value(), known.standardError(), values.length - 1.0);
  }
}
