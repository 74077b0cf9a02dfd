package wickstream.physics.moments;

import wickstream.physics.Ball;

/**
 * E[Π sin z_s] of an even number of normal numbers from their covariance: of sin z = (e^{iz} −
 * e^{−iz})/2i
 *
 * <pre>
 *   E[sin z_1 … sin z_k] = (−1)^{k/2} 2^{−k} Σ_σ σ_1 … σ_k exp(−½ Σ σ_a σ_b S_ab),   σ = ±1
 * </pre>
 */
public final class SineMoments {
  private SineMoments() {}

  /** The moment. */
  public static double of(double[][] s) {
    return bounded(s).value();
  }

  /** The moment, with a bound on its rounding error; what nearly cancels is summed by size. */
  public static Ball bounded(double[][] s) {
    int k = s.length;
    double sum = 0;
    double lost = 0;
    double error = 0;
    for (int signs = 0; signs < 1 << (k - 1); signs++) {
      double exponent = 0;
      double size = 0;
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          boolean isSame = (signs >> a & 1) == (signs >> b & 1);
          exponent += isSame ? s[a][b] : -s[a][b];
          size += Math.abs(s[a][b]);
        }
      }
      double term = StrictMath.exp(-exponent / 2);
      double next = Integer.bitCount(signs) % 2 == 0 ? term : -term;
      double total = sum + next;
      lost += Math.abs(sum) >= Math.abs(next) ? (sum - total) + next : (next - total) + sum;
      sum = total;
      error += (k * k * size / 2 + 2) * Ball.ULP * term;
    }
    double factor = Math.scalb(k % 4 == 0 ? 1.0 : -1.0, 1 - k); // σ and −σ are alike
    return new Ball(factor * (sum + lost), Math.abs(factor) * error);
  }
}
