package wickstream.persistence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import wickstream.results.MeasuredValue;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/**
 * What the tables say of a shard.
 *
 * @param width N
 * @param sigmaW σ_W
 * @param verdict how it ended, if it has
 * @param networks how many networks were measured
 * @param tail of the target; NaN where it is not known
 * @param effectiveSampleSize NaN where it is not known
 * @param bags how many bags these were in
 * @param values couplings, deviations and other numbers by name; none while it runs
 * @param tails of each of these numbers; NaN for what was saved before it was kept
 * @param judgements all judgements so far, the earliest first
 */
public record StoredShard(
    int width,
    double sigmaW,
    Optional<Verdict> verdict,
    long networks,
    long bags,
    TailDiagnosis tail,
    double effectiveSampleSize,
    Map<String, MeasuredValue> values,
    Map<String, TailDiagnosis> tails,
    List<JudgementRecord> judgements) {

  public StoredShard {
    values = Map.copyOf(values);
    tails = Map.copyOf(tails);
    judgements = List.copyOf(judgements);
  }
}
