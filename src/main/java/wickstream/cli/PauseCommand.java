package wickstream.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wickstream pause}: a campaign of a daemon rests. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Has a campaign of a daemon rest until wickstream resume; what was measured by then is kept.")
final class PauseCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "the campaign")
  private String name;

  @Mixin private DaemonOptions options;

  @Override
  public Integer call() {
    System.out.println(CampaignText.now(options.daemon().pause(name)));
    return ExitCode.OK;
  }
}
