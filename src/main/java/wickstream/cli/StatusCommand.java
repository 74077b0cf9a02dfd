package wickstream.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wickstream.api.Campaign;
import wickstream.client.RemoteDaemon;

/** {@code wickstream status}: how the campaigns of a daemon are. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Lists the campaigns of a daemon, or the shards of one of them.")
final class StatusCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "the campaign; by default all, those that are running first")
  private String name;

  @Option(
      names = "--json",
      description =
          "as JSON: {\"campaigns\": [...]}, or of one {\"campaign\": ..., \"shards\": [...]}")
  private boolean json;

  @Mixin private DaemonOptions options;

  @Override
  public Integer call() {
    RemoteDaemon daemon = options.daemon();
    if (json) {
      System.out.println(name == null ? daemon.campaignsAsJson() : daemon.campaignAsJson(name));
    } else if (name == null) {
      show(daemon.campaigns());
    } else {
      show(daemon, daemon.campaign(name));
    }
    return ExitCode.OK;
  }

  private static void show(List<Campaign> campaigns) {
    if (campaigns.isEmpty()) {
      System.out.println("There are no campaigns.");
    } else {
      CampaignTable.lines(campaigns).forEach(System.out::println);
    }
  }

  private static void show(RemoteDaemon daemon, Campaign campaign) {
    System.out.println(CampaignText.progress(campaign));
    System.out.println(CampaignText.task(campaign));
    campaign.reason().ifPresent(System.out::println);
    System.out.println();
    ShardTable.lines(daemon.shards(campaign.name()), campaign.observable())
        .forEach(System.out::println);
  }
}
