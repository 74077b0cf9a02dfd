package wickstream.physics.theory;

/**
 * A function f of one eigenvalue, with the divided differences by which f of a symmetric matrix
 * varies.
 */
@FunctionalInterface
interface SpectralFunction {

  /**
   * f[a] = f(a), f[a, b] = (f[a] − f[b])/(a − b) and f[a, b, c] = (f[a, b] − f[b, c])/(a − c), or
   * their limits where eigenvalues are equal, to nearly all digits however near these are.
   */
  double[] dividedDifferences(double a, double b, double c);

  /** f(λ) = 1/(λ + noise). */
  static SpectralFunction inverse(double noise) {
    return (a, b, c) -> {
      double ofA = 1 / (a + noise);
      double ofAB = ofA / (b + noise);
      return new double[] {ofA, -ofAB, ofAB / (c + noise)};
    };
  }
}
