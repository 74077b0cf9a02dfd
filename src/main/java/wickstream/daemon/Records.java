package wickstream.daemon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.StoredResults;
import wickstream.campaign.StoredStatus;
import wickstream.config.Program;
import wickstream.sampling.Kernels;
import wickstream.store.CampaignArchive;
import wickstream.store.CampaignResult;
import wickstream.store.Database;
import wickstream.store.DatabaseFailure;
import wickstream.store.MeasuredShard;
import wickstream.store.NumberedEvent;
import wickstream.store.ResultsDatabase;
import wickstream.store.Tally;

/**
 * What the databases say of campaigns, whether they run or not.
 *
 * @param tickets knows where they are
 */
record Records(Tickets tickets, Kernels kernels) {
  private static final Logger LOG = LoggerFactory.getLogger(Records.class);

  /**
   * What is known of a campaign that is not running.
   *
   * @param newest how many of its last events are wanted
   */
  Memory remember(Ticket ticket, int newest) {
    CampaignPlan plan = new CampaignPlan(ticket.config().campaign(), kernels);
    Database database = tickets.database(ticket.name());
    if (database.isAbsent()) {
      return nothing(plan);
    }
    try (ResultsDatabase open = ResultsDatabase.open(database)) {
      CampaignArchive archive = new CampaignArchive(open, ticket.name());
      Tally tally = archive.tally();
      return new Memory(
          StoredStatus.of(plan, archive.keptShards(), tally),
          tally.spent(),
          archive.events(Math.max(0, archive.lastEvent() - newest), newest));
    } catch (DatabaseFailure e) {
      LOG.error("What campaign {} measured cannot be read: {}", ticket.name(), e.getMessage());
      return nothing(plan);
    }
  }

  private static Memory nothing(CampaignPlan plan) {
    return new Memory(StoredStatus.unknown(plan), Duration.ZERO, List.of());
  }

  /** The events of a campaign after one. */
  List<NumberedEvent> events(String name, long after, int most) {
    Database database = tickets.database(name);
    if (database.isAbsent()) {
      return List.of();
    }
    try (ResultsDatabase open = ResultsDatabase.open(database)) {
      return new CampaignArchive(open, name).events(after, most);
    }
  }

  /**
   * The results of a campaign as far as they have been saved.
   *
   * @throws Refusal if there are none
   */
  CampaignResult results(CampaignProgress campaign) {
    Database database = tickets.database(campaign.name());
    if (database.isAbsent()) {
      throw noneYet(campaign);
    }
    CampaignPlan plan = new CampaignPlan(campaign.config(), kernels);
    try (ResultsDatabase open = ResultsDatabase.open(database)) {
      if (open.campaign(campaign.name()).isEmpty()) {
        throw noneYet(campaign);
      }
      List<MeasuredShard> shards =
          StoredResults.of(plan, new CampaignArchive(open, campaign.name()));
      return new CampaignResult(
          Program.version(),
          campaign.config(),
          shards.stream().map(MeasuredShard::result).toList(),
          Map.of("state", campaign.state().label()));
    }
  }

  private static Refusal noneYet(CampaignProgress campaign) {
    return new Refusal(
        Refusal.Kind.CONFLICT,
        "campaign %s has no results yet: it has not begun".formatted(campaign.name()));
  }
}
