package wickstream.cli;

import picocli.CommandLine.Command;
import wickstream.client.RemoteDaemon;

/** {@code wickstream watch}: one campaign of a daemon, to its end. */
@Command(
    name = "watch",
    description = {
      "Shows how a campaign of a daemon gets on, until it has ended, and then its values.",
      "Ctrl-C ends the watching, not the campaign. A daemon that goes away is waited for, two minutes long."
    },
    footer = {
      "",
      "Exit codes: 0 every shard converged, 3 some did not, 130 the campaign was cancelled, or Ctrl-C, 2 it could not be run, or bad input."
    })
final class WatchCommand extends CampaignCommand {
  @Override
  int call(RemoteDaemon daemon, String name) throws InterruptedException {
    return Watching.follow(daemon, name);
  }
}
