package wickstream.daemon;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.StoredResults;
import wickstream.campaign.StoredStatus;
import wickstream.config.ProgramInfo;
import wickstream.persistence.CampaignArchive;
import wickstream.persistence.Database;
import wickstream.persistence.DatabaseFailure;
import wickstream.persistence.NumberedEvent;
import wickstream.persistence.ResultsDatabase;
import wickstream.persistence.RunTotals;
import wickstream.results.CampaignResult;
import wickstream.results.MeasuredCampaign;
import wickstream.results.TrainedTime;
import wickstream.sampling.ComputeBackend;

/**
 * What the databases say of campaigns, whether they run or not.
 *
 * @param queueStore knows where they are
 */
record CampaignDatabases(QueueStore queueStore, ComputeBackend computeBackend) {
  private static final Logger LOG = LoggerFactory.getLogger(CampaignDatabases.class);

  /** A campaign of which nothing is known but its ticket. Hashes its shards. */
  CampaignEntry entry(QueuedCampaign queuedCampaign) {
    return new CampaignEntry(queuedCampaign, nothing(plan(queuedCampaign)));
  }

  private CampaignPlan plan(QueuedCampaign queuedCampaign) {
    return new CampaignPlan(queuedCampaign.config().campaign(), computeBackend);
  }

  /** What is known of a campaign that is not running. */
  CampaignSnapshot loadSnapshot(QueuedCampaign queuedCampaign) {
    CampaignPlan plan = plan(queuedCampaign);
    Database database = queueStore.database(queuedCampaign.name());
    if (database.isAbsent()) {
      return nothing(plan);
    }
    try (ResultsDatabase open = ResultsDatabase.open(database)) {
      CampaignArchive archive = new CampaignArchive(open, queuedCampaign.name());
      RunTotals tally = archive.tally();
      long before = Math.max(0, archive.lastEvent() - CampaignSnapshot.MAX_EVENTS);
      return new CampaignSnapshot(
          StoredStatus.of(plan, archive.keptShards(), tally),
          CampaignProgress.Pace.atRest(tally.spent()),
          archive.events(before, CampaignSnapshot.MAX_EVENTS));
    } catch (DatabaseFailure e) {
      LOG.error(
          "What campaign {} measured cannot be read: {}", queuedCampaign.name(), e.getMessage());
      return nothing(plan);
    }
  }

  private static CampaignSnapshot nothing(CampaignPlan plan) {
    return new CampaignSnapshot(StoredStatus.unknown(plan), CampaignProgress.Pace.NONE, List.of());
  }

  /** The events of a campaign after one. */
  List<NumberedEvent> events(String name, long after, int most) {
    Database database = queueStore.database(name);
    if (database.isAbsent()) {
      return List.of();
    }
    try (ResultsDatabase open = ResultsDatabase.open(database)) {
      return new CampaignArchive(open, name).events(after, most);
    }
  }

  /** The numbers of the shards that have ended; see {@link StoredResults#ended}. */
  CampaignResult numbers(CampaignProgress campaign) {
    CampaignPlan plan = new CampaignPlan(campaign.config(), computeBackend);
    Database database = queueStore.database(campaign.name());
    if (database.isAbsent()) {
      return new CampaignResult(ProgramInfo.version(), campaign.config(), List.of(), Map.of());
    }
    try (ResultsDatabase open = ResultsDatabase.open(database)) {
      return StoredResults.ended(plan, new CampaignArchive(open, campaign.name()));
    }
  }

  /**
   * The results of a campaign as far as they have been saved.
   *
   * @throws RequestRejected if there are none
   */
  MeasuredCampaign results(CampaignProgress campaign) {
    Database database = queueStore.database(campaign.name());
    if (database.isAbsent()) {
      throw noneYet(campaign);
    }
    CampaignPlan plan = new CampaignPlan(campaign.config(), computeBackend);
    try (ResultsDatabase open = ResultsDatabase.open(database)) {
      if (open.campaign(campaign.name()).isEmpty()) {
        throw noneYet(campaign);
      }
      return StoredResults.campaign(
          plan,
          new CampaignArchive(open, campaign.name()),
          Map.of("state", campaign.state().label()));
    }
  }

  /**
   * What the trained networks of a shard are, as far as they have been saved.
   *
   * @param shard the identity of one of the campaign
   */
  List<TrainedTime> trained(CampaignProgress campaign, String shard) {
    Database database = queueStore.database(campaign.name());
    if (database.isAbsent()) {
      return List.of();
    }
    CampaignPlan plan = new CampaignPlan(campaign.config(), computeBackend);
    try (ResultsDatabase open = ResultsDatabase.open(database)) {
      return StoredResults.trained(plan, new CampaignArchive(open, campaign.name()), shard);
    }
  }

  private static RequestRejected noneYet(CampaignProgress campaign) {
    return new RequestRejected(
        RequestRejected.Kind.CONFLICT,
        "campaign %s has no results yet: it has not begun".formatted(campaign.name()));
  }
}
