package wickstream.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wickstream watch}: one campaign of a daemon, to its end. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Shows how a campaign of a daemon gets on, until it has ended, and then its values.",
      "Ctrl-C ends the watching, not the campaign. A daemon that goes away is waited for, two minutes long."
    },
    footer = {
      "",
      "Exit codes: 0 every shard converged, 3 some did not, 130 the campaign was cancelled, or Ctrl-C, 2 it could not be run, or bad input."
    })
final class WatchCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "the campaign")
  private String name;

  @Mixin private DaemonOptions options;

  @Override
  public Integer call() throws InterruptedException {
    return Watching.follow(options.daemon(), name);
  }
}
