package wickstream.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wickstream.campaign.CampaignStatus.Phase;
import wickstream.sampling.Shard;
import wickstream.statistics.Assessment;
import wickstream.statistics.Estimate;
import wickstream.statistics.Target;
import wickstream.store.KeptShard;
import wickstream.store.Value;

/** The status of a campaign that is not running, from what its database says. */
public final class StoredStatus {
  private StoredStatus() {}

  /** The status of a campaign of which nothing is known. */
  public static CampaignStatus unknown(CampaignPlan plan) {
    return of(plan, Map.of());
  }

  /**
   * The status of a campaign as its last run left it.
   *
   * @param kept what the tables say of each shard, by its identity
   */
  public static CampaignStatus of(CampaignPlan plan, Map<String, KeptShard> kept) {
    List<ShardStatus> shards =
        plan.shards().stream()
            .map(shard -> status(plan, shard, Optional.ofNullable(kept.get(shard.id()))))
            .toList();
    return new CampaignStatus(plan.config().name(), shards, StoreStatus.begun(Instant.now()));
  }

  private static ShardStatus status(CampaignPlan plan, Shard shard, Optional<KeptShard> kept) {
    Optional<Reading> reading = kept.flatMap(known -> reading(plan, known));
    long networks = kept.map(KeptShard::networks).orElse(0L);
    return new ShardStatus(
        shard.id(),
        shard.size(),
        shard.ensemble().sigmaW(),
        kept.flatMap(KeptShard::verdict).isPresent() ? Phase.ENDED : Phase.WAITING,
        ShardStatus.Progress.remembered(networks),
        reading,
        reading.map(Reading::assessment).stream().toList(),
        kept.flatMap(KeptShard::verdict));
  }

  private static Optional<Reading> reading(CampaignPlan plan, KeptShard kept) {
    String observable = plan.config().stop().observable().label();
    return Optional.ofNullable(kept.values().get(observable))
        .filter(value -> kept.networks() > 0)
        .map(
            value ->
                new Reading(
                    assessment(plan, kept, value),
                    value,
                    Optional.ofNullable(kept.values().get("u4")),
                    kept.effectiveSampleSize()));
  }

  private static Assessment assessment(CampaignPlan plan, KeptShard kept, Value value) {
    Target target =
        new Target(plan.config().stop().relativeError(), plan.config().stop().absoluteError());
    Estimate estimate = new Estimate(value.value(), value.standardError());
    return new Assessment(kept.networks(), estimate, target.tolerance(estimate), kept.tail());
  }
}
