package wickstream.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wickstream delete}: a daemon forgets a campaign. */
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Has a daemon forget a campaign that is neither running nor queued. Its files stay unless --files is given.")
final class DeleteCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "the campaign")
  private String name;

  @Option(
      names = "--files",
      description = "delete the campaign's directory too, with results and checkpoints")
  private boolean files;

  @Mixin private DaemonOptions options;

  @Override
  public Integer call() {
    options.daemon().delete(name, files);
    System.out.println(
        files ? name + " and its files are deleted" : name + " is deleted; its files are kept");
    return ExitCode.OK;
  }
}
