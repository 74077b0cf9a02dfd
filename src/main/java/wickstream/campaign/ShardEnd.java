package wickstream.campaign;

import static wickstream.campaign.Evaluation.resultOf;

import java.util.List;
import java.util.Optional;
import wickstream.persistence.Checkpoint;
import wickstream.persistence.CheckpointStore;
import wickstream.persistence.JudgementRecord;
import wickstream.persistence.ShardSnapshot;
import wickstream.results.ShardResult;
import wickstream.sampling.Shard;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;

/**
 * What a shard ends with.
 *
 * @param result its result
 * @param snapshot what is to be kept, if this run has measured anything
 */
record ShardEnd(ShardResult result, Optional<ShardSnapshot> snapshot) {

  /** The end of a shard that was measured. */
  static ShardEnd of(
      Shard shard,
      Optional<ShardPlan> plan,
      Checkpoint last,
      List<JudgementRecord> judgements,
      Verdict verdict) {
    ShardResult result = resultOf(shard, plan, last.totals(), verdict);
    return new ShardEnd(result, Optional.of(new ShardSnapshot(last, result, judgements)));
  }

  /** The end of a shard of which something could not be computed. */
  static ShardEnd notComputed(Shard shard, Throwable cause) {
    Totals none = Totals.startingAt(shard.id(), 0);
    return new ShardEnd(
        Evaluation.withoutValues(shard, none, Evaluation.failed(cause)), Optional.empty());
  }

  /** The end of a shard that this run has not measured; earlier ones may have. */
  static ShardEnd ofUnmeasured(
      CampaignPlan plan,
      int index,
      Optional<ShardPlan> planned,
      CheckpointStore.Recovery recovery,
      Verdict verdict) {
    Shard shard = plan.shards().get(index);
    ShardResult result =
        recovery
            .checkpoint()
            .map(kept -> resultOf(shard, Optional.of(plan.plan(index)), kept.totals(), verdict))
            .orElseGet(() -> resultOf(shard, planned, Totals.startingAt(shard.id(), 0), verdict));
    return new ShardEnd(result, Optional.empty());
  }
}
