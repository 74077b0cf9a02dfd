package wickstream.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wickstream cancel}: ends a campaign of a daemon. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Ends a campaign of a daemon; what was measured by then is kept.")
final class CancelCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "the campaign")
  private String name;

  @Mixin private DaemonOptions options;

  @Override
  public Integer call() {
    System.out.println(CampaignText.now(options.daemon().cancel(name)));
    return ExitCode.OK;
  }
}
