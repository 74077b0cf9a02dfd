package wickstream.physics;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Moments of q of relu at one point by E[q_{l+1}^k] = Σ_j C(k,j) σ_b^{2(k−j)} (σ_W²/N)^j E[q_l^j]
 * μ_j, μ_j = E[(Σ_i g(u_i)²)^j], in decimals.
 */
public final class DecimalRelu {
  private static final int MOST = 6;
  private static final MathContext DIGITS = new MathContext(100);

  private DecimalRelu() {}

  /** E[(q − E q)^k], k = 0…6. */
  public static double[] centralMoments(Ensemble ensemble, double x, int width) {
    BigDecimal variance = new BigDecimal(ensemble.sigmaW()).pow(2);
    BigDecimal biasVariance = new BigDecimal(ensemble.sigmaB()).pow(2);
    BigDecimal[] mu = sums(width);
    BigDecimal[] q = new BigDecimal[MOST + 1];
    BigDecimal first = biasVariance.add(variance.multiply(new BigDecimal(x).pow(2)));
    for (int k = 0; k <= MOST; k++) {
      q[k] = first.pow(k);
    }
    BigDecimal perUnit = variance.divide(BigDecimal.valueOf(width), DIGITS);
    for (int l = 0; l < ensemble.depth(); l++) {
      BigDecimal[] next = new BigDecimal[MOST + 1];
      for (int k = 0; k <= MOST; k++) {
        next[k] = BigDecimal.ZERO;
        for (int j = 0; j <= k; j++) {
          next[k] =
              next[k].add(
                  binomial(k, j)
                      .multiply(biasVariance.pow(k - j))
                      .multiply(perUnit.pow(j))
                      .multiply(q[j])
                      .multiply(mu[j]),
                  DIGITS);
        }
      }
      q = next;
    }
    double[] central = new double[MOST + 1];
    for (int k = 0; k <= MOST; k++) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int j = 0; j <= k; j++) {
        sum = sum.add(binomial(k, j).multiply(q[j]).multiply(q[1].negate().pow(k - j)));
      }
      central[k] = sum.doubleValue();
    }
    return central;
  }

  /** μ_j for N units, unit by unit from one's moments (2j−1)!!/2. */
  private static BigDecimal[] sums(int width) {
    BigDecimal[] one = new BigDecimal[MOST + 1];
    one[0] = BigDecimal.ONE;
    BigDecimal odd = BigDecimal.ONE;
    for (int j = 1; j <= MOST; j++) {
      odd = odd.multiply(BigDecimal.valueOf(2 * j - 1));
      one[j] = odd.divide(BigDecimal.valueOf(2));
    }
    BigDecimal[] sums = new BigDecimal[MOST + 1];
    for (int j = 0; j <= MOST; j++) {
      sums[j] = j == 0 ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    for (int i = 0; i < width; i++) {
      for (int k = MOST; k >= 0; k--) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int j = 0; j <= k; j++) {
          sum = sum.add(binomial(k, j).multiply(one[j]).multiply(sums[k - j]));
        }
        sums[k] = sum;
      }
    }
    return sums;
  }

  private static BigDecimal binomial(int n, int k) {
    BigDecimal of = BigDecimal.ONE;
    for (int i = 1; i <= k; i++) {
      of = of.multiply(BigDecimal.valueOf(n - k + i)).divide(BigDecimal.valueOf(i));
    }
    return of;
  }
}
