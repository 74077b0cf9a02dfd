package wickstream.flow;

import wickstream.statistics.Estimate;

/**
 * How Wetterich's equation is read where it turns u4/Z0² into the strength α of the regulator. The
 * power of σ_W is the same in all; (1−α)/α differs by a factor that depends on d alone.
 */
public enum WetterichReading {
  /**
   * As arXiv 2212.11811 has it: K(p) of eq. 9 has a factor (2π)^{−d}, and so do the integrals over
   * momenta of eq. 10, of which one convention of Fourier transforms allows one only.
   */
  PUBLISHED,

  /**
   * Eq. 13 in one convention, no matter which: 1/Z0 is (2π)^d times as large where momenta are
   * integrated with d^dq/(2π)^d.
   */
  CONSISTENT,

  /** The same where Z0 ∝ Λ^{d−4} is differentiated with respect to Λ as well. */
  RUNNING_Z0;

  /** (1−α)/α as it is in this reading, from the published one; none where it is infinite. */
  Estimate amplitude(int dIn, Estimate published) {
    double consistent = StrictMath.pow(2 * Math.PI, 2 * dIn);
    return switch (this) {
      case PUBLISHED -> published;
      case CONSISTENT -> published.times(consistent);
      case RUNNING_Z0 -> {
        double running = Wetterich.ofRunningZ0(dIn);
        yield running == 0 ? Estimate.NONE : published.times(consistent / running);
      }
    };
  }
}
