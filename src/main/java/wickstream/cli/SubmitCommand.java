package wickstream.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wickstream.api.Campaign;
import wickstream.api.Estimate;
import wickstream.client.RemoteDaemon;
import wickstream.config.CampaignFile;
import wickstream.config.RunConfig;
import wickstream.results.export.JsonFile;

/** {@code wickstream submit}: has a daemon run a campaign. */
@Command(
    name = "submit",
    description = {
      "Checks a campaign file and has a daemon (wickstream serve) run it, in the order of priority."
    },
    footer = {
      "",
      "Exit codes: 0 submitted, 2 bad input, or refused; with --watch those of wickstream watch."
    })
final class SubmitCommand extends BaseCommand {
  @Parameters(
      index = "0",
      paramLabel = "FILE.conf",
      description = "the campaign file (HOCON); conf/ holds examples")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "override one key of the file, as for run; may be repeated")
  private List<String> overrides = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "what to call the campaign; by default as the file says, or else the file's own name without extension")
  private String name;

  @Option(
      names = "--priority",
      paramLabel = "P",
      description = "-100 to 100, 0 by default; campaigns with a higher one go first")
  private int priority;

  @ArgGroup private Afterwards afterwards = new Afterwards();

  @Mixin private DaemonOptions options;

  @Override
  public Integer call() throws InterruptedException {
    OptionValues.requirePriority("--priority", priority);
    RemoteDaemon daemon = options.daemon();
    String text = CampaignFile.text(file);
    RunConfig config = CampaignFile.load(file, overrides);
    // Overrides cannot be added to a text in braces, and a daemon reads no file of points and no
    // substitutions, and draws no points of very many coordinates: then the whole configuration is
    // sent.
    boolean isRotated = config.campaign().points().coordinates() < config.campaign().dIn();
    boolean isWhole =
        overrides.isEmpty()
            && !isRotated
            && Stream.of("csv", "npy", "${", "+=").noneMatch(text::contains);
    String sent = isWhole ? text : JsonFile.line(config.toMap());
    String called = name == null ? config.campaign().name() : name;
    if (afterwards.dryRun) {
      print(daemon.estimate(sent, called));
      return ExitCode.OK;
    }
    Campaign campaign = daemon.submit(sent, called, priority);
    System.out.println(CampaignText.now(campaign));
    return afterwards.watch ? Watching.follow(daemon, campaign.name()) : ExitCode.OK;
  }

  private static void print(Estimate cost) {
    System.out.println(
        "%s: %d shards; networks: %s; hidden units: %s; time: %s; memory: %s"
            .formatted(
                cost.name(),
                cost.shards(),
                about(cost.networks(), ValueText.count(cost.networks())),
                about(cost.hiddenUnits(), ValueText.size(cost.hiddenUnits())),
                about(cost.seconds(), CampaignText.time(cost.seconds())),
                memory(cost)));
    cost.note().ifPresent(System.out::println);
  }

  private static String memory(Estimate cost) {
    double bytes = cost.memoryBytes().isPresent() ? cost.memoryBytes().getAsLong() : Double.NaN;
    return about(bytes, "%.0f MB".formatted(Math.ceil(bytes * 1e-6)));
  }

  private static String about(double number, String text) {
    return Double.isNaN(number) ? "unknown" : "about " + text;
  }

  /** What to do beside submitting. */
  private static final class Afterwards {
    @Option(names = "--watch", description = "watch the campaign, as wickstream watch does")
    private boolean watch;

    @Option(
        names = "--dry-run",
        description = "only say what the campaign would cost; nothing is started")
    private boolean dryRun;
  }
}
