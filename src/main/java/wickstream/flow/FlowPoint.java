package wickstream.flow;

/**
 * The couplings of a passive flow at one scale (arXiv 2108.01403, eqs. 62 and 63).
 *
 * @param dIn dimension d of the inputs
 * @param k the scale, at least 0
 * @param u2 the squared mass, of dimension k²
 * @param u4 the quartic coupling, of dimension k^{4−d}
 * @param u6 the sextic coupling, of dimension k^{6−2d}
 */
public record FlowPoint(int dIn, double k, double u2, double u4, double u6) {

  /** σ_W(k) = √(d u2/2); NaN where u2 is below 0. */
  public double sigmaW() {
    return Math.sqrt(dIn * u2 / 2);
  }

  /** ū2 = u2/k²; not finite at k = 0. */
  public double dimensionlessU2() {
    return u2 / (k * k);
  }

  /** ū4 = u4 k^{d−4}; not finite at k = 0 for d &lt; 4. */
  public double dimensionlessU4() {
    return u4 * StrictMath.pow(k, dIn - 4);
  }

  /** ū6 = u6 k^{2d−6}; not finite at k = 0 for d &lt; 3. */
  public double dimensionlessU6() {
    return u6 * StrictMath.pow(k, 2 * dIn - 6);
  }

  /** The coupling of a name. */
  public double coupling(FlowCoupling coupling) {
    return switch (coupling) {
      case U2 -> u2;
      case U4 -> u4;
      case U6 -> u6;
    };
  }
}
