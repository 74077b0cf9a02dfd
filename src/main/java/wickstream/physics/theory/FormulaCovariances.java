package wickstream.physics.theory;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.apache.commons.math3.special.Erf;
import wickstream.formula.ArrayEvaluation;
import wickstream.formula.Formula;
import wickstream.numeric.ArrayFunctions;
import wickstream.numeric.PolarRule;
import wickstream.physics.Activation;
import wickstream.physics.Multisets;
import wickstream.physics.PolarMeans;

/**
 * Cov(g_a g_b, g_c g_d) of a formula g of normal numbers, for all pairs of them at once: by a
 * {@link PolarRule} where all lie in a plane, else by points of Sobol's sequence in the independent
 * variables of z = L ξ, the largest first, with −ξ beside each ξ. The sequence is moved, modulo 1,
 * eight times; the spread of the eight is the error of their mean, some 1e-5 to 1e-4 (L'Ecuyer and
 * Lemieux, 2002). Products and their means come from the same points, so that what they err alike
 * cancels.
 */
final class FormulaCovariances {
  private static final double NEGLIGIBLE = 1e-14;
  private static final int SHIFTS = 8;
  private static final int POINTS = 1 << 15;
  private static final int BLOCK = 512;

  /** Of the first variables: numbers that contribute most are then not the largest of a sample. */
  private static final double[] STRETCHES = {1.8, 1.4, 1.1};

  /** The largest error of a covariance, relative to the variances of its two products. */
  private static final double LARGEST_ERROR = 5e-3;

  /** The variance of a product over its mean square from which on it is rounding. */
  private static final double CANCELLED = 1e-10;

  private final Formula formula;
  private final PivotedFactor factor;
  private final Multisets pairs;

  private FormulaCovariances(Formula formula, PivotedFactor factor, Multisets pairs) {
    this.formula = formula;
    this.factor = factor;
    this.pairs = pairs;
  }

  /** The formula of an activation that has no moments in closed form. */
  static Optional<Formula> formula(Activation activation) {
    boolean hasClosedForms =
        activation.family() != Activation.Family.FORMULA || activation.equals(Activation.STEP);
    return hasClosedForms ? Optional.empty() : activation.formula();
  }

  /**
   * The covariances, symmetric; NaN where they do not exist or are too uncertain.
   *
   * @param c the covariances of the normal numbers, by pairs
   * @param points how many numbers there are
   */
  static double[][] of(Formula formula, double[] c, int points) {
    Multisets pairs = Multisets.of(points, 2);
    double[][] s = new double[points][points];
    for (int a = 0; a < points; a++) {
      for (int b = 0; b < points; b++) {
        s[a][b] = c[pairs.indexOf(a, b)];
      }
    }
    FormulaCovariances of = new FormulaCovariances(formula, PivotedFactor.of(s, NEGLIGIBLE), pairs);
    return of.factor.rank() <= 2 ? of.inPlane() : of.ofShifts();
  }

  private double[][] inPlane() {
    double[][] rows = factor.rows();
    double[] norms = new double[rows.length];
    double[] angles = new double[rows.length];
    for (int a = 0; a < rows.length; a++) {
      double x = factor.rank() > 0 ? rows[a][0] : 0;
      double y = factor.rank() > 1 ? rows[a][1] : 0;
      norms[a] = Math.hypot(x, y);
      angles[a] = StrictMath.atan2(y, x);
    }
    PolarMeans means = new PolarMeans(formula);
    double reach = means.reach(Arrays.stream(norms).max().orElse(0), 4);
    Sums sums = new Sums();
    if (Double.isNaN(reach)) {
      return sums.unknown();
    }
    double[][] finer =
        byRule(PolarRule.of(norms, angles, reach, PolarMeans.MORE_NODES), means, norms, angles);
    double[][] fine =
        byRule(PolarRule.of(norms, angles, reach, PolarMeans.NODES), means, norms, angles);
    for (int p = 0; p < fine.length; p++) {
      for (int q = 0; q < fine.length; q++) {
        double allowed = LARGEST_ERROR * Math.sqrt(fine[p][p] * fine[q][q]);
        if (!(Math.abs(fine[p][q] - finer[p][q]) <= allowed)) {
          return sums.unknown();
        }
      }
    }
    return fine;
  }

  private double[][] byRule(PolarRule rule, PolarMeans means, double[] norms, double[] angles) {
    double[][] values = new double[norms.length][];
    for (int a = 0; a < values.length; a++) {
      values[a] = means.values(rule, norms[a], angles[a]);
    }
    double[] weights = new double[rule.size()];
    Arrays.setAll(weights, rule::weight);
    Sums sums = new Sums();
    sums.add(values, weights, weights.length);
    return sums.covariances();
  }

  private double[][] ofShifts() {
    double[][][] estimates = new double[SHIFTS][][];
    for (int i = 0; i < SHIFTS; i++) {
      double[] shift = new double[factor.rank()];
      for (int k = 0; k < shift.length; k++) {
        shift[k] = (i + 1) * Math.PI * Math.sqrt(k + 2) % 1; // as good as random
      }
      estimates[i] = ofShift(shift);
    }
    int size = pairs.size();
    double[][] mean = new double[size][size];
    double[][] error = new double[size][size];
    for (int p = 0; p < size; p++) {
      for (int q = 0; q < size; q++) {
        double sum = 0;
        double squares = 0;
        for (double[][] estimate : estimates) {
          sum += estimate[p][q];
        }
        mean[p][q] = sum / SHIFTS;
        for (double[][] estimate : estimates) {
          squares += Math.pow(estimate[p][q] - mean[p][q], 2);
        }
        error[p][q] = Math.sqrt(squares / (SHIFTS * (SHIFTS - 1.0)));
      }
    }
    for (int p = 0; p < size; p++) {
      for (int q = 0; q < size; q++) {
        double allowed = LARGEST_ERROR * Math.sqrt(mean[p][p] * mean[q][q]);
        if (!(error[p][q] <= allowed)) {
          return new Sums().unknown();
        }
      }
    }
    return mean;
  }

  private double[][] ofShift(double[] shift) {
    int rank = factor.rank();
    int points = factor.rows().length;
    SobolSequenceGenerator sequence = new SobolSequenceGenerator(rank);
    ArrayEvaluation evaluation = formula.evaluation(ArrayFunctions.SCALAR);
    double[] weights = new double[BLOCK];
    double[][] values = new double[points][BLOCK];
    double[] xi = new double[rank];
    Sums sums = new Sums();
    for (int done = 0; done < POINTS; done += BLOCK / 2) {
      for (int n = 0; n < BLOCK; n += 2) {
        double[] uniform = sequence.nextVector();
        for (int k = 0; k < rank; k++) {
          double u = (uniform[k] + shift[k]) % 1;
          xi[k] = Math.sqrt(2) * Erf.erfInv(2 * Math.max(u, 0x1p-53) - 1);
        }
        weights[n] = 0.5 / POINTS * stretched(xi);
        weights[n + 1] = weights[n];
        for (int a = 0; a < points; a++) {
          double z = 0;
          for (int k = 0; k < rank; k++) {
            z = Math.fma(factor.rows()[a][k], xi[k], z);
          }
          values[a][n] = z;
          values[a][n + 1] = -z;
        }
      }
      for (double[] value : values) {
        evaluation.apply(value, BLOCK);
      }
      sums.add(values, weights, BLOCK);
    }
    return sums.covariances();
  }

  /**
   * Stretches the variables that count most, so that products that grow are met where they are
   * largest, and returns the density that is missing.
   */
  private static double stretched(double[] xi) {
    double density = 1;
    for (int k = 0; k < Math.min(xi.length, STRETCHES.length); k++) {
      double stretch = STRETCHES[k];
      density *= stretch * StrictMath.exp((1 - stretch * stretch) * xi[k] * xi[k] / 2);
      xi[k] *= stretch;
    }
    return density;
  }

  /** Weighted sums of products. */
  private final class Sums {
    private final double[] means = new double[pairs.size()];
    private final double[][] products = new double[pairs.size()][pairs.size()];

    void add(double[][] values, double[] weights, int n) {
      double[][] ofPairs = new double[pairs.size()][n];
      double[] weighted = new double[n];
      for (int p = 0; p < ofPairs.length; p++) {
        int[] ab = pairs.indices(p);
        for (int i = 0; i < n; i++) {
          ofPairs[p][i] = values[ab[0]][i] * values[ab[1]][i];
          weighted[i] = weights[i] * ofPairs[p][i];
          means[p] += weighted[i];
        }
        for (int q = 0; q <= p; q++) {
          double sum = 0;
          for (int i = 0; i < n; i++) {
            sum = Math.fma(weighted[i], ofPairs[q][i], sum);
          }
          products[p][q] += sum;
        }
      }
    }

    double[][] covariances() {
      double[][] covariances = new double[means.length][means.length];
      for (int p = 0; p < means.length; p++) {
        for (int q = 0; q <= p; q++) {
          covariances[p][q] = products[p][q] - means[p] * means[q];
          covariances[q][p] = covariances[p][q];
        }
        if (covariances[p][p] <= CANCELLED * products[p][p]) {
          return unknown();
        }
      }
      return covariances;
    }

    double[][] unknown() {
      Arrays.stream(products).forEach(row -> Arrays.fill(row, Double.NaN));
      return products;
    }
  }
}
