package wickstream.persistence;

import java.time.Duration;

/**
 * The totals of all runs of a campaign so far.
 *
 * @param saves how often its state was saved
 * @param failures how often that failed
 * @param spent how long it has been running
 */
public record RunTotals(long saves, long failures, Duration spent) {
  /** It has not been run. */
  public static final RunTotals NONE = new RunTotals(0, 0, Duration.ZERO);
}
