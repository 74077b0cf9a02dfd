package wickstream.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wickstream.client.RemoteDaemon;
import wickstream.config.BadInput;

/** {@code wickstream extend}: a campaign of a daemon goes on under other settings. */
@Command(
    name = "extend",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Has a campaign of a daemon go on with another target, a larger max-networks or max-time, more widths or more sigma-w.",
      "Every network already drawn is used."
    },
    footer = {"", "Example: wickstream extend figure2 --set stop.relative-error=0.005"})
final class ExtendCommand implements Callable<Integer> {
  private static final Pattern WITH_SECTION = Pattern.compile("(campaign|store)\\..*");

  @Parameters(index = "0", paramLabel = "NAME", description = "the campaign")
  private String name;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      required = true,
      description =
          "the new value of one key, such as stop.relative-error=0.005 or 'widths=[5, 50, 500]'; may be repeated")
  private List<String> changes;

  @Option(names = "--watch", description = "watch the campaign, as wickstream watch does")
  private boolean watch;

  @Mixin private DaemonOptions options;

  @Override
  public Integer call() throws InterruptedException {
    RemoteDaemon daemon = options.daemon();
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
