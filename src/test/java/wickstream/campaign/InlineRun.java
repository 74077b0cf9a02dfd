package wickstream.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import wickstream.config.CampaignFile;
import wickstream.results.ShardResult;
import wickstream.sampling.ComputeBackend;
import wickstream.statistics.Estimate;
import wickstream.statistics.Grant;
import wickstream.statistics.Judgement;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;

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
            ComputeBackend.choose(Optional.empty()));
  }

  /**
   * What has become of one shard.
   *
   * @param target the estimate by which it was stopped
   */
  record Ended(ShardResult result, Estimate target) {}

  /** The results of all shards of the grid. */
  List<ShardResult> results() {
    return ended().stream().map(Ended::result).toList();
  }

  /** What has become of all shards of the grid. */
  List<Ended> ended() {
    return IntStream.range(0, plan.shards().size()).mapToObj(this::ended).toList();
  }

  private Ended ended(int index) {
    ShardPlan shard = plan.plan(index);
    Totals totals = Totals.startingAt(plan.shards().get(index).id(), 0);
    Verdict verdict = new Verdict.Continue(shard.rule().firstGrant(), "");
    while (verdict instanceof Verdict.Continue more) {
      totals = run(shard, totals, more.grant());
      Judgement judgement = shard.rule().judge(totals, Duration.ZERO);
      verdict = judgement.verdict();
    }
    return new Ended(
        new Evaluation(shard, totals).result(verdict), shard.rule().assess(totals).estimate());
  }

  private static Totals run(ShardPlan shard, Totals before, Grant grant) {
    Totals totals = before;
    for (long bag = grant.firstBag(); bag < grant.endBag(); bag++) {
      totals = totals.plus(shard.sampler().measure(bag));
    }
    return totals;
  }
}
