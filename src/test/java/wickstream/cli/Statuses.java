package wickstream.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import wickstream.campaign.CampaignStatus;
import wickstream.campaign.CampaignStatus.Phase;
import wickstream.campaign.CampaignStatus.ShardStatus;
import wickstream.campaign.StoreStatus;
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
    return new ShardStatus(width, 1.5, Phase.WAITING, 0, 0, 0, Optional.empty(), Optional.empty());
  }

  /** A shard in its first grant, not judged yet. */
  static ShardStatus begun(int width, long networks, long granted) {
    return new ShardStatus(
        width, 1.5, Phase.RUNNING, networks, 0, granted, Optional.empty(), Optional.empty());
  }

  /** A shard that was judged and goes on. */
  static ShardStatus judged(int width, long networks, long granted, boolean heavy) {
    return new ShardStatus(
        width,
        1.5,
        Phase.RUNNING,
        networks,
        0,
        granted,
        Optional.of(assessment(JUDGED_AT, 0.02, heavy)),
        Optional.empty());
  }

  static ShardStatus converged(int width, long networks) {
    return new ShardStatus(
        width,
        1.5,
        Phase.ENDED,
        networks,
        0,
        networks,
        Optional.of(assessment(networks, 0.005, false)),
        Optional.of(new Verdict.Converged("so it is")));
  }

  static ShardStatus failed(int width) {
    return new ShardStatus(
        width,
        1.5,
        Phase.ENDED,
        0,
        0,
        0,
        Optional.empty(),
        Optional.of(new Verdict.Failed("crashed")));
  }

  private static Assessment assessment(long networks, double error, boolean heavy) {
    return new Assessment(networks, new Estimate(-0.5, error), 0.005, heavy ? HEAVY : TAME);
  }
}
