package wickstream.cli;

import java.time.Duration;
import wickstream.api.Campaign;
import wickstream.client.CampaignFeed;
import wickstream.client.RemoteDaemon;

/** Watches a daemon's campaign to its end. */
final class Watching {
  /** A daemon that is started again may have a large database to look through. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration PAUSE = Duration.ofMillis(500);

  private Watching() {}

  /** Shows a campaign's progress and outcome; returns the exit code that goes with it. */
  static int follow(RemoteDaemon daemon, String name) throws InterruptedException {
    WatchView view = new WatchView(Screen.onStandardError());
    Campaign campaign;
    try (Interruption interruption = Interruption.watching(name)) {
      campaign = new CampaignFeed(daemon, name, PATIENCE, PAUSE).follow(view);
    } finally {
      view.clear();
    }
    ShardTable.lines(view.shards(), campaign.observable()).forEach(System.out::println);
    System.out.println();
    System.out.println(CampaignText.summary(campaign));
    System.out.println(CampaignText.now(campaign));
    return exitCode(campaign);
  }

  /** The same as that of a run in the foreground. */
  private static int exitCode(Campaign campaign) {
    return switch (campaign.state()) {
      case "cancelled" -> ExitCode.INTERRUPTED;
      case "failed" -> ExitCode.BAD_INPUT;
      default ->
          campaign.shards().converged() == campaign.shards().total()
              ? ExitCode.OK
              : ExitCode.NOT_CONVERGED;
    };
  }

  /** Says on Ctrl-C that only the watching ends. */
  private record Interruption(Thread hook) implements AutoCloseable {
    static Interruption watching(String name) {
      Thread hook =
          new Thread(
              () ->
                  System.err.println(
                      "wickstream: %s goes on; wickstream cancel %s would end it"
                          .formatted(name, name)),
              "interrupted");
      Runtime.getRuntime().addShutdownHook(hook);
      return new Interruption(hook);
    }

    @Override
    public void close() {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // It is running.
      }
    }
  }
}
