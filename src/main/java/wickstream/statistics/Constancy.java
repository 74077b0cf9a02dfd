package wickstream.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.special.Beta;

/**
 * Whether many numbers that were measured on the same networks, and are correlated, are one and the
 * same. Their covariance has more entries than there are blocks to estimate it from, so the test
 * looks at a few directions that were chosen beforehand: Hotelling's T² of the numbers'
 * projections, over blocks of equal size, whose means are taken as normal.
 *
 * @param spread the standard deviation of the true numbers: that of the measured ones less what
 *     noise adds, by the bias-corrected jackknife; 0 where noise explains more than all of it
 * @param exact the same of the exact numbers, where they are known
 * @param hotelling T²; NaN where there are too few blocks
 * @param directions how many
 * @param blocks how many
 * @param probability of a T² as large or larger if the numbers are the same; NaN where there are
 *     too few blocks
 */
public record Constancy(
    Estimate spread,
    OptionalDouble exact,
    double hotelling,
    int directions,
    int blocks,
    double probability) {

  /**
   * @param totals of at least one bag
   * @param numbers how the numbers follow from averages, linearly
   * @param directions the same number of orthonormal rows, the entries of each summing to zero
   * @param exact the exact numbers, or none
   */
  public static Constancy of(
      Totals totals, Function<Means, double[]> numbers, List<double[]> directions, double[] exact) {
    List<Block> blocks = equalBlocks(totals);
    double squared = hotelling(blocks, numbers, directions);
    return new Constancy(
        spread(Jackknife.estimate(totals, means -> variance(numbers.apply(means)))),
        exact.length > 1 ? OptionalDouble.of(Math.sqrt(variance(exact))) : OptionalDouble.empty(),
        squared,
        directions.size(),
        blocks.size(),
        probability(squared, directions.size(), blocks.size()));
  }

  private static double variance(double[] numbers) {
    double mean = Arrays.stream(numbers).average().orElseThrow();
    return Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).sum() / (numbers.length - 1);
  }

  private static Estimate spread(Estimate variance) {
    double spread = Math.sqrt(Math.max(0, variance.value())); // NaN stays NaN
    double error = variance.standardError();
    return new Estimate(spread, spread > 0 ? error / (2 * spread) : Math.sqrt(error));
  }

  /** Those that hold as many bags as the largest: all but the last few of a growing range. */
  private static List<Block> equalBlocks(Totals totals) {
    long largest = totals.blocks().stream().mapToLong(Block::bags).max().orElse(0);
    return totals.blocks().stream().filter(block -> block.bags() == largest).toList();
  }

  /** T² = B z̄ᵀ S⁻¹ z̄ of the projections z of B blocks. */
  private static double hotelling(
      List<Block> blocks, Function<Means, double[]> numbers, List<double[]> directions) {
    int count = blocks.size();
    int p = directions.size();
    if (p == 0 || count < p + 2) {
      return Double.NaN;
    }
    double[][] z = new double[count][];
    RealVector mean = new ArrayRealVector(p);
    for (int b = 0; b < count; b++) {
      double[] of = numbers.apply(blocks.get(b).sums());
      z[b] = directions.stream().mapToDouble(direction -> dot(direction, of)).toArray();
      mean = mean.add(new ArrayRealVector(z[b]).mapDivide(count));
    }
    RealMatrix covariance = new Array2DRowRealMatrix(p, p);
    for (double[] row : z) {
      RealVector away = new ArrayRealVector(row).subtract(mean);
      covariance = covariance.add(away.outerProduct(away).scalarMultiply(1.0 / (count - 1)));
    }
    RealVector solved = new SingularValueDecomposition(covariance).getSolver().solve(mean);
    return count * mean.dotProduct(solved);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** T² (B − p)/(p (B − 1)) has the distribution of F with p and B − p degrees of freedom. */
  private static double probability(double squared, int p, int count) {
    return Double.isNaN(squared)
        ? Double.NaN
        : Beta.regularizedBeta((count - 1) / (count - 1 + squared), (count - p) / 2.0, p / 2.0);
  }
}
