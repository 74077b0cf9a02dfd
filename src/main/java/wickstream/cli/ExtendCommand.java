package wickstream.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import wickstream.client.RemoteDaemon;
import wickstream.config.BadInput;

/** {@code wickstream extend}: a campaign of a daemon goes on under other settings. */
@Command(
    name = "extend",
    description = {
      "Has a campaign of a daemon go on with another target, a larger max-networks or max-time, more widths or more sigma-w.",
      "Every network already drawn is used."
    },
    footer = {"", "Example: wickstream extend figure2 --set stop.relative-error=0.005"})
final class ExtendCommand extends CampaignCommand {
  private static final Pattern WITH_SECTION = Pattern.compile("(campaign|store)\\..*");

  @Option(
      names = "--set",
      paramLabel = "key=value",
      required = true,
      description =
          "the new value of one key, such as stop.relative-error=0.005 or 'widths=[5, 50, 500]'; may be repeated")
  private List<String> changes;

  @Option(names = "--watch", description = "watch the campaign, as wickstream watch does")
  private boolean watch;

  @Override
  int call(RemoteDaemon daemon, String name) throws InterruptedException {
    String overlay =
        changes.stream().map(ExtendCommand::setting).collect(Collectors.joining("\n", "", "\n"));
    System.out.println(CampaignText.now(daemon.extend(name, overlay)));
    return watch ? Watching.follow(daemon, name) : ExitCode.OK;
  }

  /** A line of HOCON, its key with the section. */
  private static String setting(String change) {
    int equals = change.indexOf('=');
    if (equals < 1 || change.substring(0, equals).isBlank()) {
      throw new BadInput("--set %s: must be key=value".formatted(change));
    }
    String setting = change.strip();
    return WITH_SECTION.matcher(setting).lookingAt() ? setting : "campaign." + setting;
  }
}
