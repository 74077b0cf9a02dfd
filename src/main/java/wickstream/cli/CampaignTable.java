package wickstream.cli;

import java.util.List;
import wickstream.api.Campaign;

/** The campaigns of a daemon: one row each. */
final class CampaignTable {
  private CampaignTable() {}

  static List<String> lines(List<Campaign> campaigns) {
    Table table =
        new Table(
            "name", "state", "priority", "shards", "converged", "networks", "units/s", "to go");
    for (Campaign campaign : campaigns) {
      table.row(
          campaign.name(),
          campaign.position().isPresent()
              ? "%s (%d)".formatted(campaign.state(), campaign.position().getAsInt())
              : Paint.OUT.verdict(campaign.state()),
          Integer.toString(campaign.priority()),
          "%d of %d".formatted(campaign.shards().ended(), campaign.shards().total()),
          Integer.toString(campaign.shards().converged()),
          ValueText.count(campaign.networks()),
          campaign.hiddenUnitsPerSecond() > 0
              ? "%.1fM".formatted(campaign.hiddenUnitsPerSecond() * 1e-6)
              : "-",
          CampaignText.time(campaign.etaSeconds()));
    }
    return table.lines();
  }
}
