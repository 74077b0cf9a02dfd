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
 * @param verdict how it ended, if it has
 * @param networks how many networks were measured
 * @param tail of the target; NaN where it is not known
 * @param effectiveSampleSize NaN where it is not known
 * @param values couplings and deviations by name; none while it runs
 * @param judgements all judgements so far, the earliest first
 */
public record StoredShard(
    Optional<Verdict> verdict,
    long networks,
    TailDiagnosis tail,
    double effectiveSampleSize,
    Map<String, MeasuredValue> values,
    List<JudgementRecord> judgements) {

  public StoredShard {
    values = Map.copyOf(values);
    judgements = List.copyOf(judgements);
  }
}
