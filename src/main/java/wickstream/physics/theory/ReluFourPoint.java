package wickstream.physics.theory;

import java.util.Arrays;

/**
 * Of relu: with z_i = |z_i| v_i·ξ, moments T(κ) = E[Π z_i^κ_i; all z_i &gt; 0] by integration by
 * parts (Kan and Robotti, J. Comput. Graph. Stat. 26, 2017)
 *
 * <pre>
 *   T(κ + e_i) = Σ_{j: κ_j &gt; 0} S_ij κ_j T(κ − e_j) + Σ_{j: κ_j = 0} S_ij (2π S_jj)^{−1/2} T_{|z_j = 0}(κ)
 * </pre>
 *
 * <p>down to the probabilities of orthants. The vectors v, rather than S, keep the digits of points
 * that nearly coincide; variables that are multiples of each other are taken as one.
 */
final class ReluFourPoint {
  private static final double NEGLIGIBLE = 1e-14;

  /** Vectors at a smaller angle have no known plane: 2e-16 over it is noise. */
  private static final double LEAST_ANGLE = 1e-8;

  /** The probability that all four are positive; NaN before it is needed. */
  private double allPositive = Double.NaN;

  private ReluFourPoint() {}

  /** The moment; see {@link FourPointMoments#at}. */
  static double at(double[][] s) {
    double norm = 1;
    double[][] rho = new double[4][4];
    for (int i = 0; i < 4; i++) {
      if (!(s[i][i] > 0)) {
        return 0;
      }
      norm *= Math.sqrt(s[i][i]);
      for (int j = 0; j < 4; j++) {
        rho[i][j] = i == j ? 1 : s[i][j] / Math.sqrt(s[i][i] * s[j][j]);
      }
    }
    return norm
        * new ReluFourPoint()
            .moment(PivotedFactor.of(rho, NEGLIGIBLE).rows(), new int[] {1, 1, 1, 1});
  }

  /** T(κ). */
  private double moment(double[][] v, int[] powers) {
    for (int i = 0; i < v.length; i++) {
      for (int j = i + 1; j < v.length; j++) {
        double angle = angle(v[i], v[j]);
        if (angle < LEAST_ANGLE) {
          int[] merged = powers.clone();
          merged[i] += powers[j];
          double ratio = Math.sqrt(dot(v[j], v[j]) / dot(v[i], v[i]));
          return Math.pow(ratio, powers[j]) * moment(without(v, j), without(merged, j));
        }
        if (Math.PI - angle < LEAST_ANGLE) {
          return 0;
        }
      }
    }
    for (int i = 0; i < v.length; i++) {
      if (powers[i] > 0) {
        return byParts(v, powers, i);
      }
    }
    return orthant(v);
  }

  private double byParts(double[][] v, int[] powers, int i) {
    int[] kappa = less(powers, i);
    double sum = 0;
    for (int j = 0; j < v.length; j++) {
      double product = dot(v[i], v[j]);
      if (kappa[j] > 0) {
        sum += product * kappa[j] * moment(v, less(kappa, j));
      } else {
        double root = Math.sqrt(2 * Math.PI * dot(v[j], v[j]));
        sum += product / root * moment(projected(v, j), without(kappa, j));
      }
    }
    return sum;
  }

  /** The probability that all v_i·ξ are positive, of at most four. */
  private double orthant(double[][] v) {
    if (v.length < 4) {
      return (1 + arcsines(v)) / (1 << v.length);
    }
    if (Double.isNaN(allPositive)) {
      allPositive = (1 + arcsines(v) + FourSigns.mean(gram(v))) / 16;
    }
    return allPositive;
  }

  /** Σ of (2/π) arcsin ρ over pairs. */
  private static double arcsines(double[][] v) {
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      for (int j = i + 1; j < v.length; j++) {
        sum += 1 - 2 / Math.PI * angle(v[i], v[j]);
      }
    }
    return sum;
  }

  private static double[][] gram(double[][] v) {
    double[][] gram = new double[v.length][v.length];
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++) {
        gram[i][j] = dot(v[i], v[j]);
      }
    }
    return gram;
  }

  /** The vectors but j, made orthogonal to it. */
  private static double[][] projected(double[][] v, int j) {
    double square = dot(v[j], v[j]);
    double[][] others = without(v, j);
    for (int i = 0; i < others.length; i++) {
      double[] other = others[i].clone();
      for (int round = 0; round < 2; round++) {
        double share = dot(other, v[j]) / square;
        for (int k = 0; k < other.length; k++) {
          other[k] = Math.fma(-share, v[j][k], other[k]);
        }
      }
      others[i] = other;
    }
    return others;
  }

  /** The angle between two vectors, small ones as good as others (Kahan). */
  private static double angle(double[] v, double[] w) {
    double ofV = Math.sqrt(dot(v, v));
    double ofW = Math.sqrt(dot(w, w));
    double difference = 0;
    double sum = 0;
    for (int k = 0; k < v.length; k++) {
      double a = v[k] * ofW;
      double b = w[k] * ofV;
      difference += (a - b) * (a - b);
      sum += (a + b) * (a + b);
    }
    return 2 * StrictMath.atan2(Math.sqrt(difference), Math.sqrt(sum));
  }

  private static double dot(double[] v, double[] w) {
    double dot = 0;
    for (int k = 0; k < v.length; k++) {
      dot = Math.fma(v[k], w[k], dot);
    }
    return dot;
  }

  private static int[] less(int[] powers, int i) {
    int[] less = powers.clone();
    less[i]--;
    return less;
  }

  private static double[][] without(double[][] v, int j) {
    double[][] others = Arrays.copyOf(v, v.length - 1);
    System.arraycopy(v, j + 1, others, j, others.length - j);
    return others;
  }

  private static int[] without(int[] powers, int j) {
    int[] others = Arrays.copyOf(powers, powers.length - 1);
    System.arraycopy(powers, j + 1, others, j, others.length - j);
    return others;
  }
}
