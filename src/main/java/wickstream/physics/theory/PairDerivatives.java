package wickstream.physics.theory;

import wickstream.numeric.DifferenceOfProducts;
import wickstream.physics.Activation;
import wickstream.physics.ErrorFunctionMixture;

/**
 * How m = E[g(u) g(v)] of normal u, v changes with s = Var u, c = Cov(u, v) and t = Var v.
 *
 * @param first ∂m by s, c, t
 * @param second ∂²m by pairs of them
 */
record PairDerivatives(double[] first, double[][] second) {
  /**
   * √(st − c²)/√(st) below which relu has no curvature. It grows as the inverse of this, along a
   * direction in which covariances of so near points vary as its square: what is left out is its
   * cube, what is kept has the rounding of those over it.
   */
  private static final double LEAST_SINE = 1e-4;

  /** Those of an activation that may be deep; u and v may be the same. */
  static PairDerivatives of(Activation activation, double s, double c, double t) {
    return switch (activation.family()) {
      case ERF -> ofMixture(ErrorFunctionMixture.ERF, s, c, t);
      case TANH -> ofMixture(ErrorFunctionMixture.TANH, s, c, t);
      case RECTIFIED -> ofRectified(activation.negativeSlope(), s, c, t);
      case SIN -> ofSin(s, c, t);
      case FORMULA ->
          activation.equals(Activation.STEP)
              ? ofStep(s, c, t)
              : FormulaDerivatives.of(activation.formula().orElseThrow(), s, c, t);
      case GAUSS, COS -> throw new IllegalArgumentException(activation.label() + " is not deep");
    };
  }

  /** m = (2/π) Σ_{k,l} w_k w_l arcsin( c/√(AB) ), A = κ_k² + s, B = κ_l² + t. */
  private static PairDerivatives ofMixture(
      ErrorFunctionMixture mixture, double s, double c, double t) {
    double gram = gram(s, c, t);
    double[] first = new double[3];
    double[][] second = new double[3][3];
    for (int k = 0; k < mixture.size(); k++) {
      double p = mixture.square(k);
      double a = p + s;
      for (int l = 0; l < mixture.size(); l++) {
        double q = mixture.square(l);
        double b = q + t;
        double d = p * q + p * t + q * s + gram;
        double weight = mixture.weight(k) * mixture.weight(l) / (Math.PI * Math.sqrt(d));
        first[0] -= weight * c / a;
        first[1] += weight * 2;
        first[2] -= weight * c / b;
        second[0][0] += weight * c * (1 / a + b / (2 * d)) / a;
        second[0][1] -= weight * b / d;
        second[0][2] += weight * c / (2 * d);
        second[1][1] += weight * 2 * c / d;
        second[1][2] -= weight * a / d;
        second[2][2] += weight * c * (1 / b + a / (2 * d)) / b;
      }
    }
    return new PairDerivatives(first, symmetric(second));
  }

  /** m = (π−θ)/2π with the θ of relu; where u and v are the same, 1/2. */
  private static PairDerivatives ofStep(double s, double c, double t) {
    double d = Math.sqrt(gram(s, c, t));
    double[] first = new double[3];
    double[][] second = new double[3][3];
    if (d > 0) {
      double cube = 4 * Math.PI * d * d * d;
      first[0] = -c / (4 * Math.PI * s * d);
      first[1] = 1 / (2 * Math.PI * d);
      first[2] = -c / (4 * Math.PI * t * d);
      second[0][0] = c * (d * d / (s * s) + t / (2 * s)) / cube;
      second[0][1] = -t / cube;
      second[0][2] = c / (2 * cube);
      second[1][1] = 2 * c / cube;
      second[1][2] = -s / cube;
      second[2][2] = c * (d * d / (t * t) + s / (2 * t)) / cube;
    }
    return new PairDerivatives(first, symmetric(second));
  }

  /** m = exp(−(s+t)/2) sinh c. */
  private static PairDerivatives ofSin(double s, double c, double t) {
    double sum = StrictMath.exp(-(s + t) / 2 + c) / 2;
    double difference = StrictMath.exp(-(s + t) / 2 - c) / 2;
    double m = sum - difference;
    double mc = sum + difference;
    double[][] second = {{m / 4, -mc / 2, m / 4}, {-mc / 2, m, -mc / 2}, {m / 4, -mc / 2, m / 4}};
    return new PairDerivatives(new double[] {-m / 2, mc, -m / 2}, second);
  }

  /** m = s₋ c + (1 − s₋)² times that of relu, s₋ the slope below 0. */
  private static PairDerivatives ofRectified(double slope, double s, double c, double t) {
    PairDerivatives relu = ofRelu(s, c, t);
    double factor = (1 - slope) * (1 - slope);
    double[] first = new double[3];
    double[][] second = new double[3][3];
    for (int p = 0; p < 3; p++) {
      first[p] = factor * relu.first[p] + (p == 1 ? slope : 0);
      for (int q = 0; q < 3; q++) {
        second[p][q] = factor * relu.second[p][q];
      }
    }
    return new PairDerivatives(first, second);
  }

  /** m = (D + (π−θ)c)/2π, D = √(st − c²), θ the angle with sine D and cosine c. */
  private static PairDerivatives ofRelu(double s, double c, double t) {
    double d = Math.sqrt(gram(s, c, t));
    double[] first = {0, (Math.PI - StrictMath.atan2(d, c)) / (2 * Math.PI), 0};
    double[][] second = new double[3][3];
    if (d > 0) {
      first[0] = d / (4 * Math.PI * s);
      first[2] = d / (4 * Math.PI * t);
    }
    if (d > LEAST_SINE * Math.sqrt(s * t)) {
      second[0][0] = (t / (2 * s * d) - d / (s * s)) / (4 * Math.PI);
      second[0][1] = -c / (4 * Math.PI * s * d);
      second[0][2] = 1 / (8 * Math.PI * d);
      second[1][1] = 1 / (2 * Math.PI * d);
      second[1][2] = -c / (4 * Math.PI * t * d);
      second[2][2] = (s / (2 * t * d) - d / (t * t)) / (4 * Math.PI);
    }
    return new PairDerivatives(first, symmetric(second));
  }

  /** st − c² to the rounding of its arguments. */
  static double gram(double s, double c, double t) {
    return Math.max(0, DifferenceOfProducts.of(s, t, c, c));
  }

  private static double[][] symmetric(double[][] upper) {
    for (int i = 0; i < upper.length; i++) {
      for (int j = 0; j < i; j++) {
        upper[i][j] = upper[j][i];
      }
    }
    return upper;
  }
}
