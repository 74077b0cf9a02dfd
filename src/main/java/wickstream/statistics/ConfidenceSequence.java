package wickstream.statistics;

/**
 * Intervals for a mean that hold at every sample size at once, and so at whatever size a
 * data-dependent rule stops: the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha,
 * Kennedy, Ramdas (Annals of Statistics 52, 2024, theorem 2.2).
 *
 * @param confidence 1 − α, between 0 and 1
 * @param expectedCount the sample size at which the interval is tightest, at least 1; chosen before
 *     the data are seen
 */
public record ConfidenceSequence(double confidence, double expectedCount) {

  public ConfidenceSequence {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must be between 0 and 1, was " + confidence);
    }
    if (!(expectedCount >= 1)) {
      throw new IllegalArgumentException("expected count must be at least 1, was " + expectedCount);
    }
  }

  /**
   * The half-width of the interval around a mean of n terms: σ̂ √( 2(nρ²+1)/(n²ρ²) · log(
   * √(nρ²+1)/α ) ).
   *
   * @param standardError σ̂/√n
   */
  public double halfWidth(double standardError, long n) {
    double v = n * rhoSquared();
    double alpha = 1 - confidence;
    return standardError
        * StrictMath.sqrt(2 * (v + 1) / v * (0.5 * StrictMath.log1p(v) - StrictMath.log(alpha)));
  }

  /**
   * The half-width of the interval around an estimate from n networks, wider where its standard
   * error is itself uncertain.
   */
  public double halfWidth(Estimate estimate, long n) {
    return estimate.halfWidth(halfWidth(1, n));
  }

  /** ρ² that makes the interval nearly tightest at the expected count (ibid., appendix B). */
  private double rhoSquared() {
    double twoLog = -2 * StrictMath.log(1 - confidence);
    return (twoLog + StrictMath.log1p(twoLog)) / expectedCount;
  }
}
