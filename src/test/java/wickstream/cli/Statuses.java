package wickstream.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.campaign.CampaignStatus;
import wickstream.campaign.CampaignStatus.Phase;
import wickstream.campaign.LastJudgement;
import wickstream.campaign.ShardStatus;
import wickstream.campaign.StoreStatus;
import wickstream.results.MeasuredValue;
import wickstream.sampling.NetworkSize;
import wickstream.statistics.Assessment;
import wickstream.statistics.Estimate;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/** States of campaigns, for tests of what is shown of them. */
final class Statuses {
  private static final TailDiagnosis TAME = new TailDiagnosis(1e-4, 0.1);
  private static final TailDiagnosis HEAVY = new TailDiagnosis(0.5, 0.9);

  /** At how many networks {@link #judged} shards were judged. */
  static final long JUDGED_AT = 20_000;

  private Statuses() {}

  static CampaignStatus of(ShardStatus... shards) {
    return new CampaignStatus(
        "demo", List.of(shards), new StoreStatus(0, 0, Instant.EPOCH, Optional.empty()));
  }

  static ShardStatus waiting(int width) {
    return shard(width, Phase.WAITING, 0, 0, Optional.empty(), Optional.empty());
  }

  /** A shard in its first grant, not judged yet. */
  static ShardStatus begun(int width, long networks, long granted) {
    return shard(width, Phase.RUNNING, networks, granted, Optional.empty(), Optional.empty());
  }

  /** A shard that was judged and goes on. */
  static ShardStatus judged(int width, long networks, long granted, boolean heavy) {
    return shard(
        width,
        Phase.RUNNING,
        networks,
        granted,
        Optional.of(lastJudgement(JUDGED_AT, 0.02, heavy)),
        Optional.empty());
  }

  /** A shard that has the precision it needs and goes on all the same. */
  static ShardStatus precise(int width, long networks, long granted) {
    return shard(
        width,
        Phase.RUNNING,
        networks,
        granted,
        Optional.of(lastJudgement(JUDGED_AT, 0.004, false)),
        Optional.empty());
  }

  static ShardStatus converged(int width, long networks) {
    return shard(
        width,
        Phase.ENDED,
        networks,
        networks,
        Optional.of(lastJudgement(networks, 0.005, false)),
        Optional.of(new Verdict.Converged("so it is")));
  }

  static ShardStatus failed(int width) {
    return shard(
        width, Phase.ENDED, 0, 0, Optional.empty(), Optional.of(new Verdict.Failed("crashed")));
  }

  /** What is remembered of the same shard before it goes on in another run. */
  static ShardStatus again(ShardStatus shard) {
    return new ShardStatus(
        shard.id(),
        shard.size(),
        shard.sigmaW(),
        Phase.WAITING,
        new ShardStatus.Progress(
            shard.networks(), shard.networks(), shard.networks(), 0, 0, 0, Duration.ZERO),
        shard.allowance(),
        shard.lastJudgement(),
        shard.history(),
        shard.verdict());
  }

  /** The same shard with a budget. */
  static ShardStatus within(ShardStatus.Allowance allowance, ShardStatus shard) {
    return new ShardStatus(
        shard.id(),
        shard.size(),
        shard.sigmaW(),
        shard.phase(),
        shard.progress(),
        allowance,
        shard.lastJudgement(),
        shard.history(),
        shard.verdict());
  }

  /** The same shard of networks with two hidden layers. */
  static ShardStatus deep(ShardStatus shard) {
    return new ShardStatus(
        shard.id(),
        new NetworkSize(shard.width(), 2, 6 * shard.width()),
        shard.sigmaW(),
        shard.phase(),
        shard.progress(),
        shard.allowance(),
        shard.lastJudgement(),
        shard.history(),
        shard.verdict());
  }

  private static ShardStatus shard(
      int width,
      Phase phase,
      long networks,
      long granted,
      Optional<LastJudgement> lastJudgement,
      Optional<Verdict> verdict) {
    return new ShardStatus(
        "shard" + width,
        new NetworkSize(width, 1, 0),
        1.5,
        phase,
        new ShardStatus.Progress(networks, 0, granted, 20, 0, 0, Duration.ofSeconds(1)),
        ShardStatus.Allowance.UNLIMITED,
        lastJudgement,
        lastJudgement.map(LastJudgement::assessment).stream().toList(),
        verdict);
  }

  private static LastJudgement lastJudgement(long networks, double error, boolean heavy) {
    Assessment assessment =
        new Assessment(networks, new Estimate(-0.5, error), 0.005, heavy ? HEAVY : TAME);
    MeasuredValue value = new MeasuredValue(-0.5, error, -0.6, -0.4, 0.95, OptionalDouble.empty());
    return new LastJudgement(assessment, value, Optional.of(value), networks);
  }
}
