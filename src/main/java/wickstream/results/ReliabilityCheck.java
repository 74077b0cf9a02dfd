package wickstream.results;

import java.util.Optional;
import wickstream.statistics.Objection;
import wickstream.statistics.TailDiagnosis;

/** Why a measured number with its error, however large, may not be believed. */
public final class ReliabilityCheck {
  private ReliabilityCheck() {}

  /**
   * One clause; empty if it may be believed.
   *
   * @param tail of the contributions to the number, and what else speaks against the sample
   */
  public static Optional<String> about(TailDiagnosis tail) {
    return tail.reason().map(Objection::why);
  }
}
