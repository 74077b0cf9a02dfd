package wickstream.statistics;

/**
 * What is known about the target quantity at some point.
 *
 * @param networks how many networks were measured
 * @param estimate value and standard error
 * @param tolerance the largest standard error allowed
 * @param tail whether the standard error can be believed
 */
public record Assessment(long networks, Estimate estimate, double tolerance, TailDiagnosis tail) {

  /**
   * Whether the standard error is small enough, if it can be believed; widened as Student has it
   * where it comes from few blocks.
   */
  public boolean isPrecise() {
    return estimate.halfWidth(1) <= tolerance;
  }

  /** Whether the target is reached: precise, and believably so. */
  public boolean isReached() {
    return isPrecise() && !tail.isHeavy();
  }
}
