package wickstream.statistics;

import static wickstream.statistics.BlockDirections.dot;

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
 * <p>Numbers that are the same in every network differ by rounding, which is neither normal nor
 * zero on average: a spread at that level is none, and directions in which no block differs by more
 * are not tested.
 *
 * @param spread the standard deviation of the true numbers: that of the measured ones less what
 *     noise adds, by the bias-corrected jackknife; 0 where noise explains more than all of it, and
 *     where it is below the resolution, which is then its error
 * @param exact the same of the exact numbers, where they are known
 * @param resolution the least difference between numbers that doubles resolve: {@value #ROUNDING}
 *     of the largest number in any block; NaN without blocks
 * @param hotelling T²; NaN where there are too few blocks, or nothing to resolve
 * @param directions how many of those asked for are above the resolution in some block
 * @param blocks how many
 * @param probability of a T² as large or larger if the numbers are the same; NaN where T² is
 */
public record HomogeneityTest(
    Estimate spread,
    OptionalDouble exact,
    double resolution,
    double hotelling,
    int directions,
    int blocks,
    double probability) {

  /**
   * Averages of many products of rounded numbers: some thousand units in the last place of the
   * largest, as the terms of an average may be larger than it is.
   */
  private static final double ROUNDING = 1e-12;

  /**
   * @param totals of at least one bag
   * @param numbers how the numbers follow from averages, linearly
   * @param directions the same number of orthonormal rows, the entries of each summing to zero
   * @param exact the exact numbers, or none
   */
  public static HomogeneityTest of(
      Totals totals, Function<Means, double[]> numbers, List<double[]> directions, double[] exact) {
    List<double[]> blocks =
        totals.equalBlocks().stream().map(block -> numbers.apply(block.sums())).toList();
    double resolution = ROUNDING * largest(blocks);
    List<double[]> resolved =
        directions.stream().filter(direction -> isResolved(direction, blocks, resolution)).toList();
    double squared = hotelling(blocks, resolved);
    Estimate variance = Jackknife.estimate(totals, means -> variance(numbers.apply(means)));
    return new HomogeneityTest(
        spread(variance, resolution),
        exact.length > 1 ? OptionalDouble.of(spread(exact)) : OptionalDouble.empty(),
        resolution,
        squared,
        resolved.size(),
        blocks.size(),
        probability(squared, resolved.size(), blocks.size()));
  }

  private static double largest(List<double[]> blocks) {
    return blocks.stream().flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(Double.NaN);
  }

  private static boolean isResolved(double[] direction, List<double[]> blocks, double resolution) {
    return blocks.stream().anyMatch(of -> Math.abs(dot(direction, of)) > resolution);
  }

  /** Of exact numbers; 0 where it is rounding. */
  private static double spread(double[] exact) {
    double spread = Math.sqrt(variance(exact));
    return spread > ROUNDING * largest(List.of(exact)) ? spread : 0;
  }

  private static double variance(double[] numbers) {
    double mean = Arrays.stream(numbers).average().orElseThrow();
    return Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).sum() / (numbers.length - 1);
  }

  private static Estimate spread(Estimate variance, double resolution) {
    double spread = Math.sqrt(Math.max(0, variance.value())); // NaN stays NaN
    double error = variance.standardError();
    if (spread <= resolution && Math.sqrt(error) <= resolution) {
      return new Estimate(0, resolution);
    }
    return new Estimate(spread, spread > 0 ? error / (2 * spread) : Math.sqrt(error));
  }

  /** T² = B z̄ᵀ S⁻¹ z̄ of the projections z of B blocks. */
  private static double hotelling(List<double[]> blocks, List<double[]> directions) {
    int count = blocks.size();
    int p = directions.size();
    if (p == 0 || count < p + 2) {
      return Double.NaN;
    }
    double[][] z = new double[count][];
    RealVector mean = new ArrayRealVector(p);
    for (int b = 0; b < count; b++) {
      double[] of = blocks.get(b);
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

  /** T² (B − p)/(p (B − 1)) has the distribution of F with p and B − p degrees of freedom. */
  private static double probability(double squared, int p, int count) {
    return Double.isNaN(squared)
        ? Double.NaN
        : Beta.regularizedBeta((count - 1) / (count - 1 + squared), (count - p) / 2.0, p / 2.0);
  }
}
