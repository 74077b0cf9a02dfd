package wickstream.physics.moments;

import java.util.Arrays;
import wickstream.numeric.LegendreRule;
import wickstream.physics.Ball;

/**
 * E[Π erf(z_s)] of normal numbers from their covariance: erf(z) = E sign(z + ξ/√2) with independent
 * standard normal ξ, so that they are averages of signs of numbers with covariance S + 1/2.
 */
public final class ErfMoments {
  private static final LegendreRule RULE = LegendreRule.of(16);

  /** E[erf(z)⁴] ≤ (2/√π)⁴ E[z⁴]. */
  private static final double LINEAR = Math.pow(48 / (Math.PI * Math.PI), 0.25);

  private static final double ULPS = 64;

  private ErfMoments() {}

  /**
   * Of four numbers, to 1e-14 or better of the fourth root of the product of their E[erf⁴].
   *
   * @param s their covariance, which may be singular
   */
  public static double ofFour(double[][] s) {
    return ofFour(s, RULE).value();
  }

  /** The same by another rule, with a bound on the rounding error. */
  public static Ball ofFour(double[][] s, LegendreRule rule) {
    return rounded(SignAverage.ofFour(GramMinors.of(withNoise(s)), rule), s);
  }

  /** Of six numbers, likewise. */
  public static Ball ofSix(double[][] s, LegendreRule rule) {
    double leastEigenvalue = 1 / (1 + 2 * largest(s));
    return rounded(SignAverage.ofSix(withNoise(s), leastEigenvalue, kinds(s), rule), s);
  }

  private static double[][] withNoise(double[][] s) {
    double[][] noisy = new double[s.length][];
    for (int a = 0; a < s.length; a++) {
      noisy[a] = s[a].clone();
      noisy[a][a] += 0.5;
    }
    return noisy;
  }

  /** For each number the first that varies as it does. */
  private static int[] kinds(double[][] s) {
    int[] kinds = new int[s.length];
    for (int a = 0; a < s.length; a++) {
      while (!Arrays.equals(s[kinds[a]], s[a])) {
        kinds[a]++;
      }
    }
    return kinds;
  }

  private static double largest(double[][] s) {
    double largest = 0;
    for (int a = 0; a < s.length; a++) {
      largest = Math.max(largest, s[a][a]);
    }
    return largest;
  }

  /**
   * Relative to a bound on E[Π |erf|], by Hölder's inequality; the addition of 1/2 loses digits
   * where variances are large.
   */
  private static Ball rounded(double value, double[][] s) {
    return new Ball(value, ULPS * Ball.ULP * (1 + 2 * largest(s)) * size(s));
  }

  /** A bound on E[Π |erf(z_s)|]. */
  public static double size(double[][] s) {
    double size = 1;
    for (int a = 0; a < s.length; a++) {
      size *= Math.min(1, LINEAR * Math.sqrt(s[a][a]));
    }
    return size;
  }
}
