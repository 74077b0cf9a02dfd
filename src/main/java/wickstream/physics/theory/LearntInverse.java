package wickstream.physics.theory;

/**
 * What gradient descent has made of 1/λ after n steps: φ_n(λ) = (1 − r(λ)ⁿ)/λ, where a step leaves
 * r = 1 − ηλ of a residual, or r = exp(−hλ) of gradient flow. Then ψ_n = (1 − r²ⁿ)/λ is φ_2n.
 *
 * <p>Divided differences are elements of φ_n(Λ), Λ a triangular matrix with the eigenvalues on its
 * diagonal and −1 above it (Opitz 1964; the sign makes all elements positive while r is, so that
 * nothing cancels). Steps are doubled by φ_2n = φ_n (1 + rⁿ), and diagonals, which are known, put
 * in at each doubling: errors add up and do not grow.
 */
final class LearntInverse implements SpectralFunction {
  /** Flow sets out from a time at which hλ is below 1/32. */
  private static final int SMALL = 6;

  /** Terms of the exponential series of numbers below 1/32. */
  private static final int TERMS = 12;

  private final double step;
  private final double steps;
  private final boolean isFlow;

  private LearntInverse(double step, double steps, boolean isFlow) {
    this.step = step;
    this.steps = steps;
    this.isFlow = isFlow;
  }

  /** By flow for a finite time, of eigenvalues up to some largest one. */
  static LearntInverse flow(double time, double largest) {
    int doublings = Math.max(0, Math.getExponent(time * largest) + SMALL);
    double steps = time == 0 ? 0 : Math.scalb(1.0, doublings);
    return new LearntInverse(Math.scalb(time, -doublings), steps, true);
  }

  /** By whole steps of descent, at most 2⁵³ of them. */
  static LearntInverse descent(double rate, double steps) {
    return new LearntInverse(rate, steps, false);
  }

  @Override
  public double[] dividedDifferences(double a, double b, double c) {
    double[] nodes = {a, b, c};
    double[][] phi = new double[3][3];
    if (steps > 0) {
      double[][] phiOfOne = ofOneStep(nodes);
      double[][] leftByOne = left(nodes, phiOfOne);
      phi = phiOfOne;
      double[][] left = leftByOne;
      for (int bit = Math.getExponent(steps) - 1; bit >= 0; bit--) {
        double n = Math.floor(Math.scalb(steps, -bit)); // the leading bits of the number of steps
        phi = sum(phi, product(left, phi));
        left = product(left, left);
        if (n % 2 == 1) {
          phi = sum(phi, product(left, phiOfOne));
          left = product(left, leftByOne);
        }
        putDiagonals(nodes, n, phi, left);
      }
    }
    return new double[] {phi[0][0], -phi[0][1], phi[0][2]};
  }

  private double[][] ofOneStep(double[] nodes) {
    double[][] series = scaledIdentity(1);
    for (int k = isFlow ? TERMS : 0; k > 0; k--) {
      double[][] times = timesNodes(nodes, series);
      for (int i = 0; i < 3; i++) {
        for (int j = i; j < 3; j++) {
          series[i][j] = (i == j ? 1 : 0) - step * times[i][j] / (k + 1);
        }
      }
    }
    return product(scaledIdentity(step), series);
  }

  /** rⁿ = 1 − Λ φ_n. */
  private static double[][] left(double[] nodes, double[][] phi) {
    double[][] left = timesNodes(nodes, phi);
    for (int i = 0; i < 3; i++) {
      for (int j = i; j < 3; j++) {
        left[i][j] = (i == j ? 1 : 0) - left[i][j];
      }
    }
    return left;
  }

  private void putDiagonals(double[] nodes, double n, double[][] phi, double[][] left) {
    for (int i = 0; i < 3; i++) {
      double rest = 1 - step * nodes[i];
      if (isFlow || rest > 0) {
        double perStep = isFlow ? -step * nodes[i] : StrictMath.log1p(-step * nodes[i]);
        left[i][i] = StrictMath.exp(n * perStep);
        phi[i][i] = nodes[i] == 0 ? n * step : -StrictMath.expm1(n * perStep) / nodes[i];
      } else {
        left[i][i] = StrictMath.pow(rest, n);
        phi[i][i] = (1 - left[i][i]) / nodes[i];
      }
    }
  }

  private static double[][] timesNodes(double[] nodes, double[][] m) {
    double[][] times = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = i; j < 3; j++) {
        times[i][j] = nodes[i] * m[i][j] - (i < j ? m[i + 1][j] : 0);
      }
    }
    return times;
  }

  private static double[][] scaledIdentity(double scale) {
    return new double[][] {{scale, 0, 0}, {0, scale, 0}, {0, 0, scale}};
  }

  private static double[][] sum(double[][] a, double[][] b) {
    double[][] sum = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = i; j < 3; j++) {
        sum[i][j] = a[i][j] + b[i][j];
      }
    }
    return sum;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] product = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = i; j < 3; j++) {
        for (int k = i; k <= j; k++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }
}
