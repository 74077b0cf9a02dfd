package wickstream.statistics;

import static wickstream.statistics.BlockDirections.ROUNDING;
import static wickstream.statistics.BlockDirections.dot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Beta;

/**
 * A linear model y = Σ_j β_j x_j of many numbers that were measured on the same networks, fitted in
 * a few directions that were chosen beforehand, as there are too few blocks to estimate the
 * covariance of all numbers from: of z = D y.
 *
 * <p>Generalised least squares weights the directions with their covariance S between B blocks. It
 * is itself measured, and everything that follows from it allows for that, exactly if means of
 * blocks are normal (Rao, "Least squares theory using an estimated dispersion matrix", Fifth
 * Berkeley Symposium 1, 355, 1967). With X = D x and r directions more than coefficients
 *
 * <pre>
 *   β = (Xᵀ S⁻¹ X)⁻¹ Xᵀ S⁻¹ z̄,     T² = B (z̄ − Xβ)ᵀ S⁻¹ (z̄ − Xβ)
 *   T² (B − r)/(r (B − 1))  is distributed as F with r and B − r degrees of freedom, and
 *   (Xᵀ S⁻¹ X)⁻¹ (1/B) (B − 1)/(B − 1 − r) (1 + T²/(B − 1))  estimates the covariance of β,
 * </pre>
 *
 * whose errors are Student's with B − 1 − r degrees of freedom. The first is Hotelling's test of
 * whether the model holds.
 *
 * <p>Directions in which blocks differ by rounding alone are left out.
 */
public final class LinearFit {
  /** Terms are the same if a combination of them is as small as this, relative to them. */
  private static final double DEPENDENT = 1e-10;

  private final BlockSample sample;
  private final List<double[]> terms;
  private final BlockDirections directions;
  private final boolean generalised;

  /** The columns of X, for terms of unit length. */
  private final double[][] design;

  private final double[] units;

  /** Of all blocks; null where nothing is determined. */
  private final HouseholderQr solution;

  private LinearFit(BlockDirections directions, List<double[]> terms, boolean generalised) {
    this.sample = directions.sample();
    this.terms = terms;
    this.directions = directions;
    this.generalised = generalised;
    this.units = terms.stream().mapToDouble(term -> 1 / length(term)).toArray();
    this.design = new double[terms.size()][];
    for (int j = 0; j < design.length; j++) {
      double unit = units[j];
      design[j] = Arrays.stream(directions.of(terms.get(j))).map(x -> unit * x).toArray();
    }
    this.solution = determinesAll() ? solution(-1) : null;
  }

  /**
   * Least squares in which all numbers weigh the same.
   *
   * @param terms x_j
   * @param directions orthonormal rows that span the terms
   */
  public static LinearFit equallyWeighted(
      BlockSample sample, List<double[]> terms, List<double[]> directions) {
    return new LinearFit(BlockDirections.all(sample, directions), terms, false);
  }

  /**
   * Generalised least squares.
   *
   * @param terms x_j
   * @param directions D, of orthonormal rows, those first that span the terms
   */
  public static LinearFit generalised(BlockDirections directions, List<double[]> terms) {
    return new LinearFit(directions, terms, true);
  }

  /** Whether all coefficients follow from the directions, and their errors from the blocks. */
  public boolean isDetermined() {
    return solution != null;
  }

  private boolean determinesAll() {
    int p = directions.size();
    if (p < terms.size() || generalised && sample.size() < p + 2) {
      return false;
    }
    HouseholderQr columns = new HouseholderQr(design);
    return IntStream.range(0, terms.size())
        .allMatch(j -> Math.abs(columns.triangle(j, j)) > DEPENDENT);
  }

  /** The design as it is weighted, of all blocks or without one. */
  private HouseholderQr solution(int without) {
    return new HouseholderQr(
        Arrays.stream(design).map(x -> weighted(x, without)).toArray(double[][]::new));
  }

  private double[] weighted(double[] projected, int without) {
    return generalised ? directions.whitened(projected, without) : projected;
  }

  /** The coefficients that other numbers have with the same weights. */
  public double[] coefficientsOf(double[] numbers) {
    return coefficients(solution, weighted(directions.of(numbers), -1));
  }

  private double[] coefficients(HouseholderQr solution, double[] weighted) {
    double[] coefficients = solution.leastSquares(weighted);
    Arrays.setAll(coefficients, j -> coefficients[j] * units[j]);
    return coefficients;
  }

  /** β with its standard errors. */
  public List<Estimate> coefficients() {
    if (!isDetermined()) {
      return terms.stream().map(term -> Estimate.NONE).toList();
    }
    return generalised ? withEstimatedWeights() : withFixedWeights();
  }

  private List<Estimate> withFixedWeights() {
    return IntStream.range(0, terms.size())
        .mapToObj(j -> sample.linear(numbers -> coefficientsOf(numbers)[j]))
        .toList();
  }

  private List<Estimate> withEstimatedWeights() {
    double[] values = coefficientsOf(sample.mean());
    double free = sample.size() - 1.0 - degreesOfFreedom();
    double excess = degreesOfFreedom() > 0 ? 1 + chiSquare() / (sample.size() - 1) : 1;
    double factor = Math.sqrt((sample.size() - 1) / free * excess / sample.size());
    return IntStream.range(0, terms.size())
        .mapToObj(j -> new Estimate(values[j], units[j] * factor * inverseRow(j), free))
        .toList();
  }

  /** The length of row j of R⁻¹, which is that of column j of R⁻ᵀ. */
  private double inverseRow(int j) {
    double[] unit = new double[terms.size()];
    unit[j] = 1;
    return length(solution.whitened(unit));
  }

  /** T²; NaN for equal weights, and where no direction is left to test the model in. */
  public double chiSquare() {
    if (!generalised || !isDetermined() || degreesOfFreedom() == 0) {
      return Double.NaN;
    }
    // Orthogonal to all columns of the design: differences with fitted values would lose digits.
    double[] left = solution.rotated(weighted(directions.of(sample.mean()), -1));
    double squared = 0;
    for (int i = terms.size(); i < left.length; i++) {
      squared += left[i] * left[i];
    }
    return sample.size() * squared;
  }

  /** r; 0 for equal weights, and where nothing is determined. */
  public int degreesOfFreedom() {
    return generalised ? Math.max(0, directions.size() - terms.size()) : 0;
  }

  /** Of a T² as large or larger if the model holds; NaN where T² is. */
  public double probability() {
    double squared = chiSquare();
    int r = degreesOfFreedom();
    int blocks = sample.size();
    return Double.isNaN(squared)
        ? Double.NaN
        : Beta.regularizedBeta((blocks - 1) / (blocks - 1 + squared), (blocks - r) / 2.0, r / 2.0);
  }

  /**
   * The share of numbers that the fitted model leaves unexplained, √(Σ (y − Σ_j β_j x_j)²/Σ y²),
   * less what noise adds, by the bias-corrected jackknife; 0 where noise explains more than all of
   * it, and where it is rounding, which is then its error. NaN where a direction is that of one
   * block alone.
   *
   * @param numbers of the same blocks, which need not be those fitted
   * @param at the terms of these numbers
   */
  public Estimate shareUnexplained(BlockSample numbers, List<double[]> at) {
    int blocks = sample.size();
    if (!isDetermined() || blocks < 3) {
      return Estimate.NONE;
    }
    double all = squared(numbers.mean(), at, coefficientsOf(sample.mean()));
    double[] without =
        IntStream.range(0, blocks)
            .mapToDouble(b -> squared(numbers.meanWithout(b), at, coefficientsWithout(b)))
            .toArray();
    CentralMoments moments = CentralMoments.of(without, blocks);
    double corrected = blocks * all - (blocks - 1) * moments.mean();
    double error = Math.sqrt((blocks - 1.0) / blocks * moments.m2());
    double share = Math.sqrt(Math.max(0, corrected));
    if (share < ROUNDING && Math.sqrt(error) < ROUNDING) {
      return new Estimate(0, ROUNDING, blocks - 1.0);
    }
    double ofShare = Math.min(error / (2 * share), Math.sqrt(error)); // of a root, also at zero
    return new Estimate(share, ofShare, blocks - 1.0);
  }

  private double[] coefficientsWithout(int b) {
    double[] projected = directions.of(sample.meanWithout(b));
    return coefficients(generalised ? solution(b) : solution, weighted(projected, b));
  }

  /** The share that given coefficients leave unexplained of given numbers. */
  public static double shareUnexplained(
      double[] numbers, List<double[]> terms, double[] coefficients) {
    return Math.sqrt(squared(numbers, terms, coefficients));
  }

  private static double squared(double[] numbers, List<double[]> terms, double[] coefficients) {
    double[] left = numbers.clone();
    for (int j = 0; j < coefficients.length; j++) {
      double[] term = terms.get(j);
      double coefficient = coefficients[j];
      for (int k = 0; k < left.length; k++) {
        left[k] -= coefficient * term[k];
      }
    }
    return dot(left, left) / dot(numbers, numbers);
  }

  private static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }
}
