package wickstream.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import wickstream.config.CampaignFile;
import wickstream.sampling.Kernels;
import wickstream.statistics.Grant;
import wickstream.statistics.Judgement;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;
import wickstream.store.ShardResult;

/**
 * Runs shards to their verdicts on the calling thread, without actors: for tests that need
 * thousands of them.
 */
final class InlineRun {
  private final CampaignPlan plan;

  InlineRun(String campaign) {
    this.plan =
        new CampaignPlan(
            CampaignFile.parse(campaign, "test.conf", List.of()).campaign(),
            Kernels.choose(Optional.empty()));
  }

  /** The results of all shards of the grid. */
  List<ShardResult> results() {
    return IntStream.range(0, plan.shards().size()).mapToObj(this::result).toList();
  }

  private ShardResult result(int index) {
    ShardPlan shard = plan.plan(index);
    Totals totals = Totals.startingAt(plan.shards().get(index).id(), 0);
    Verdict verdict = new Verdict.Continue(shard.rule().firstGrant(), "");
    while (verdict instanceof Verdict.Continue more) {
      totals = run(shard, totals, more.grant());
      Judgement judgement = shard.rule().judge(totals, Duration.ZERO);
      verdict = judgement.verdict();
    }
    return new Evaluation(shard, totals).result(verdict);
  }

  private static Totals run(ShardPlan shard, Totals before, Grant grant) {
    Totals totals = before;
    for (long bag = grant.firstBag(); bag < grant.endBag(); bag++) {
      totals = totals.plus(shard.sampler().measure(bag));
    }
    return totals;
  }
}
