package wickstream.persistence;

import wickstream.statistics.Assessment;
import wickstream.statistics.Estimate;
import wickstream.statistics.TailDiagnosis;

/**
 * The estimate of a shard's target observable at one judgement, without the error allowed for it.
 *
 * @param networks how many networks had been measured
 * @param estimate value and standard error; NaN where they could not be had
 * @param tail of the contributions
 */
public record JudgementRecord(long networks, Estimate estimate, TailDiagnosis tail) {

  /** What an assessment says apart from what was allowed. */
  public static JudgementRecord of(Assessment known) {
    return new JudgementRecord(known.networks(), known.estimate(), known.tail());
  }
}
