package wickstream.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import wickstream.config.BadInput;

/** {@code wickstream priority}: which campaigns of a daemon go first. */
@Command(
    name = "priority",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Changes the priority of a campaign of a daemon; higher ones go first.")
final class PriorityCommand implements Callable<Integer> {
  private static final int LARGEST = 100;

  @Parameters(index = "0", paramLabel = "NAME", description = "the campaign")
  private String name;

  @Parameters(index = "1", paramLabel = "P", description = "-100 to 100")
  private int priority;

  @Mixin private DaemonOptions options;

  @Override
  public Integer call() {
    check("P", priority);
    System.out.println(CampaignText.now(options.daemon().prioritise(name, priority)));
    return ExitCode.OK;
  }

  static void check(String what, int priority) {
    if (Math.abs((long) priority) > LARGEST) {
      throw new BadInput(
          "%s must be %d to %d, was %d".formatted(what, -LARGEST, LARGEST, priority));
    }
  }
}
