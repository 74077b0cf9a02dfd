package wickstream.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import wickstream.client.RemoteDaemon;

/** {@code wickstream delete}: a daemon forgets a campaign. */
@Command(
    name = "delete",
    description =
        "Has a daemon forget a campaign that is neither running nor queued. Its files stay unless --files is given.")
final class DeleteCommand extends CampaignCommand {
  @Option(
      names = "--files",
      description = "delete the campaign's directory too, with results and checkpoints")
  private boolean files;

  @Override
  int call(RemoteDaemon daemon, String name) {
    daemon.delete(name, files);
    System.out.println(
        files ? name + " and its files are deleted" : name + " is deleted; its files are kept");
    return ExitCode.OK;
  }
}
