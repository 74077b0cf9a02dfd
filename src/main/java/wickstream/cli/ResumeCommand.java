package wickstream.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wickstream resume}: a campaign of a daemon goes on. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Has a campaign of a daemon go on that was paused or cancelled, from where it was.")
final class ResumeCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "the campaign")
  private String name;

  @Mixin private DaemonOptions options;

  @Override
  public Integer call() {
    System.out.println(CampaignText.now(options.daemon().resume(name)));
    return ExitCode.OK;
  }
}
