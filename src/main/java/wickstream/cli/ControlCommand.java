package wickstream.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import wickstream.api.Campaign;
import wickstream.client.RemoteDaemon;

/** A command that changes the state of a daemon's campaign and then prints it. */
abstract class ControlCommand extends CampaignCommand {
  @Override
  final int call(RemoteDaemon daemon, String name) {
    System.out.println(CampaignText.now(change(daemon, name)));
    return ExitCode.OK;
  }

  /** Asks for the change; returns the campaign after it. */
  abstract Campaign change(RemoteDaemon daemon, String name);

  /** {@code wickstream pause}. */
  @Command(
      name = "pause",
      description =
          "Has a campaign of a daemon rest until wickstream resume; what was measured by then is kept.")
  static final class Pause extends ControlCommand {
    @Override
    Campaign change(RemoteDaemon daemon, String name) {
      return daemon.pause(name);
    }
  }

  /** {@code wickstream resume}. */
  @Command(
      name = "resume",
      description =
          "Has a campaign of a daemon go on that was paused or cancelled, from where it was.")
  static final class Resume extends ControlCommand {
    @Override
    Campaign change(RemoteDaemon daemon, String name) {
      return daemon.resume(name);
    }
  }

  /** {@code wickstream cancel}. */
  @Command(
      name = "cancel",
      description = "Ends a campaign of a daemon; what was measured by then is kept.")
  static final class Cancel extends ControlCommand {
    @Override
    Campaign change(RemoteDaemon daemon, String name) {
      return daemon.cancel(name);
    }
  }

  /** {@code wickstream priority}. */
  @Command(
      name = "priority",
      description = "Changes the priority of a campaign of a daemon; higher ones go first.")
  static final class Priority extends ControlCommand {
    @Parameters(index = "1", paramLabel = "P", description = "-100 to 100")
    private int priority;

    @Override
    Campaign change(RemoteDaemon daemon, String name) {
      OptionValues.requirePriority("P", priority);
      return daemon.prioritise(name, priority);
    }
  }
}
