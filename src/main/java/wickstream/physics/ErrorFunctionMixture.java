package wickstream.physics;

import wickstream.numeric.Elementary;

/**
 * An odd sigmoid as a mixture of error functions of random scale, h(z) = E[erf(z/(√2 κ))], by a
 * quadrature rule for the distribution of κ. The covariance of two units is then a sum of arcsines,
 * good for every σ_W, σ_b and d_in, as with u, v normal of covariance c
 *
 * <pre>
 *   E[h(u) h(v)] = (2/π) Σ_{k,l} w_k w_l arcsin( c_uv / √((κ_k² + c_uu)(κ_l² + c_vv)) )
 * </pre>
 *
 * <p>tanh is such a mixture: a logistic variable is a normal one times twice a κ of Kolmogorov's
 * distribution (Andrews and Mallows, J. R. Stat. Soc. B 36, 1974; Stefanski, Stat. Probab. Lett.
 * 11, 1991). erf itself has the single scale κ = 1/√2. Sigmoids that are mixtures of error
 * functions with another distribution of scales need their rule alone.
 */
final class ErrorFunctionMixture {
  /**
   * Of tanh: the Gauss rule of 12 nodes, in log κ, of Kolmogorov's density 8κ Σ (−1)^{j−1} j²
   * exp(−2j²κ²), by the Stieltjes procedure and Golub and Welsch's in 50-digit arithmetic. The
   * smooth functions of log κ that are averaged have no singularity within π/2 of the real axis, in
   * units in which the distribution is 0.3 wide: E[(κ² + c)^{−1/2}] is right to 2.3e-16 for all c ≥
   * 0.
   */
  static final ErrorFunctionMixture TANH =
      new ErrorFunctionMixture(
          new double[] {
            0x1.1c150300971eep-2, 0x1.5b0201e1f67f3p-2,
            0x1.a54ad0c6456fap-2, 0x1.010fcc9812127p-1,
            0x1.3c7aa6c8fa2aap-1, 0x1.891287f130355p-1,
            0x1.eadf868b26aa1p-1, 0x1.324abbb9e1723p+0,
            0x1.7bc3dc9989192p+0, 0x1.d2f5d6572dc16p+0,
            0x1.1d8bb00b84b34p+1, 0x1.5f44199aea629p+1,
          },
          new double[] {
            0x1.b542a3d669710p-18, 0x1.4cc29bc2933b8p-11,
            0x1.6a3c5fa789867p-7, 0x1.11a0a484e5cbep-4,
            0x1.7da3143e86815p-3, 0x1.215d5a86dfe1ep-2,
            0x1.06d23115f826dp-2, 0x1.24feeb6892cb3p-3,
            0x1.74b79d01d9d60p-5, 0x1.c86099a737ec1p-8,
            0x1.8f722881ac1bbp-12, 0x1.fe9f4fd8bf52ep-19,
          });

  private final double[] squares;
  private final double[] weights;

  private ErrorFunctionMixture(double[] scales, double[] weights) {
    this.squares = new double[scales.length];
    this.weights = weights;
    for (int k = 0; k < scales.length; k++) {
      squares[k] = scales[k] * scales[k];
    }
  }

  /** How many scales there are. */
  int size() {
    return squares.length;
  }

  /** κ_k². */
  double square(int k) {
    return squares[k];
  }

  double weight(int k) {
    return weights[k];
  }

  /**
   * E[h(u) h(v)], the same bits when u and v change places.
   *
   * @param uu the variance of u
   * @param vv the variance of v
   * @param uv their covariance
   * @param gram uu·vv − uv², which the caller has without cancellation
   */
  double covariance(double uu, double vv, double uv, double gram) {
    double sum = 0;
    for (int k = 0; k < squares.length; k++) {
      sum += weights[k] * weights[k] * angle(squares[k], squares[k], uu, vv, uv, gram);
      for (int l = 0; l < k; l++) {
        double one = angle(squares[k], squares[l], uu, vv, uv, gram);
        double other = angle(squares[l], squares[k], uu, vv, uv, gram);
        sum += weights[k] * weights[l] * (one + other);
      }
    }
    return 2 / Math.PI * sum;
  }

  /** arcsin( uv/√((p + uu)(q + vv)) ) as an angle of a right triangle. */
  private static double angle(double p, double q, double uu, double vv, double uv, double gram) {
    return Elementary.atan(uv / Math.sqrt(p * q + (p * vv + q * uu) + gram));
  }
}
