package wickstream.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import wickstream.client.RemoteDaemon;

/** A command about one campaign of a daemon. */
abstract class CampaignCommand extends BaseCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "the campaign")
  private String name;

  @Mixin private DaemonOptions options;

  @Override
  public final Integer call() throws InterruptedException {
    return call(options.daemon(), name);
  }

  /** Does its work and returns the exit code. */
  abstract int call(RemoteDaemon daemon, String name) throws InterruptedException;
}
