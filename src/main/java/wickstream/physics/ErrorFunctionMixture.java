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
public final class ErrorFunctionMixture {
  /**
   * Of tanh: the Gauss rule of 14 nodes, in log κ, of Kolmogorov's density 8κ Σ (−1)^{j−1} j²
   * exp(−2j²κ²), by the Stieltjes procedure and Golub and Welsch's in 50-digit arithmetic. The
   * smooth functions of log κ that are averaged have no singularity within π/2 of the real axis, in
   * units in which the distribution is 0.3 wide: E[(κ² + c)^{−1/2}] is right to 2.3e-16 for all c ≥
   * 0.
   */
  public static final ErrorFunctionMixture TANH =
      new ErrorFunctionMixture(
          new double[] {
            0x1.08320f2a4c0e8p-2, 0x1.3cc4acc06b02ep-2,
            0x1.78d0bf907c8e6p-2, 0x1.c173478e9adf1p-2,
            0x1.0dcf555546f66p-1, 0x1.467b468f36857p-1,
            0x1.8dd70acaee1afp-1, 0x1.e6ce9ab588bb8p-1,
            0x1.29b08facb81d4p+0, 0x1.6a430e021c7c7p+0,
            0x1.b5ac666013dacp+0, 0x1.06a56cd0065c9p+1,
            0x1.3a4ab364b1847p+1, 0x1.7b01e9357a379p+1,
          },
          new double[] {
            0x1.4649626d82029p-21, 0x1.7272d2c0195bdp-14,
            0x1.2787093e591d3p-9, 0x1.479ed71b44015p-6,
            0x1.517d7e61cb866p-4, 0x1.7dcd6d30a871dp-3,
            0x1.08d03f4bfdb1dp-2, 0x1.e2fa8c02710d8p-3,
            0x1.27441f5b70857p-3, 0x1.cd36a59135c1ap-5,
            0x1.9af7325c091edp-7, 0x1.5e297f7d1e867p-10,
            0x1.a7582c782b958p-15, 0x1.6d3d947990f80p-22,
          });

  /** Of erf: a single scale. */
  public static final ErrorFunctionMixture ERF =
      new ErrorFunctionMixture(new double[] {Math.sqrt(0.5)}, new double[] {1});

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
  public int size() {
    return squares.length;
  }

  /** κ_k². */
  public double square(int k) {
    return squares[k];
  }

  /** w_k. */
  public double weight(int k) {
    return weights[k];
  }

  /** h′(0). */
  public double slopeAtZero() {
    double sum = 0;
    for (int k = 0; k < squares.length; k++) {
      sum += weights[k] / Math.sqrt(squares[k]);
    }
    return Math.sqrt(2 / Math.PI) * sum;
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
        double other = uu == vv ? one : angle(squares[l], squares[k], uu, vv, uv, gram);
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
