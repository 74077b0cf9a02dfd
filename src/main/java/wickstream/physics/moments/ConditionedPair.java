package wickstream.physics.moments;

import wickstream.numeric.DifferenceOfProducts;

/**
 * Six normal numbers of which two, i and j, are 0, their covariances scaled by τ.
 *
 * @param s the covariance of the six at τ = 1
 * @param u 1 − τ
 */
record ConditionedPair(double[][] s, int i, int j, double tau, double u) {

  /** √(S_ii S_jj − τ²S_ij²). */
  double area() {
    double pair = DifferenceOfProducts.of(s[i][i], s[j][j], s[i][j], s[i][j]);
    return Math.sqrt(Math.fma(u * (1 + tau), s[i][i] * s[j][j], tau * tau * Math.max(0, pair)));
  }

  /** Of the other four. */
  double[][] covarianceOfOthers() {
    double[][] others = new double[s.length - 2][s.length - 2];
    double perSquare = tau * tau / (area() * area());
    for (int k = 0; k < others.length; k++) {
      for (int l = k; l < others.length; l++) {
        double[] ofK = s[other(k)];
        double[] ofL = s[other(l)];
        double explained =
            s[j][j] * ofK[i] * ofL[i]
                + s[i][i] * ofK[j] * ofL[j]
                - tau * s[i][j] * (ofK[i] * ofL[j] + ofK[j] * ofL[i]);
        double own = k == l ? ofK[other(k)] : tau * ofK[other(l)];
        others[k][l] = own - perSquare * explained;
        others[l][k] = others[k][l];
      }
    }
    return others;
  }

  /** The index of the k-th of the others. */
  private int other(int k) {
    int after = k < i ? k : k + 1;
    return after < j ? after : after + 1;
  }
}
