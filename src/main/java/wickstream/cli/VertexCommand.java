package wickstream.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.StoredRun;
import wickstream.config.BadInput;
import wickstream.config.CampaignConfig;
import wickstream.config.CampaignFile;
import wickstream.results.ShardResult;

/** {@code wickstream vertex}: whether the quartic vertex is local. */
@Command(
    name = "vertex",
    description = {
      "Prints how well a local quartic vertex describes the connected four-point function G_c4 of all multisets of points, and how well it does with"
          + " one that grows as |x|^2, with a non-local one, and with both:",
      "",
      "  G_c4 = - integral of (local + quadratic |x|^2) K_W K_W K_W K_W + nonLocal (K_W K_W + K_W K_W + K_W K_W)",
      "",
      "Of a run each is fitted twice: with equal weights, and with those of the measured covariance, which also tests it. Of a campaign file"
          + " the same is done to exact values, or else to theory to leading order in 1/N, without sampling.",
      "",
      "  unexplained  root of the sum of squares that the fit leaves, over that of G_c4",
      "  held out     the same of every fourth multiset, predicted from the others"
    },
    footer = {
      "",
      "Examples:",
      "  wickstream vertex conf/quickstart.conf --set 'widths=[5]'",
      "  wickstream vertex conf/quickstart.conf --shift 0.5,1,2",
      "  wickstream vertex runs/quickstart --csv vertex.csv"
    })
final class VertexCommand extends BaseCommand {
  @Parameters(
      index = "0",
      paramLabel = "DIR|FILE.conf",
      description = "the directory of a run, or a campaign file")
  private Path source;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "override one key of the campaign file; may be repeated")
  private List<String> overrides = List.of();

  @Option(
      names = "--shift",
      paramLabel = "S",
      split = ",",
      description =
          "also print N u4 and what is left unexplained, exactly or by theory, once all points are moved by S along the first axis; may be repeated")
  private List<Double> shifts = List.of();

  @Mixin private StoredRunOptions stored;
  @Mixin private TableFileOptions files;

  @Override
  public Integer call() {
    files.requireWritable();
    return Files.isDirectory(source) ? ofRun() : ofFile();
  }

  private int ofRun() {
    if (!overrides.isEmpty()) {
      throw new BadInput("--set must come with a campaign file, came with the run " + source);
    }
    try (StoredRun run = stored.open(source)) {
      List<ShardResult> shards =
          StoredRunOptions.measured(run).stream()
              .filter(shard -> shard.vertex().isPresent())
              .toList();
      if (shards.isEmpty()) {
        throw new BadInput(
            "%s must have measured u4 at two points or more in two bags or more, has not"
                .formatted(source));
      }
      return print(VertexTable.measured(shards), run.config());
    }
  }

  private int ofFile() {
    CampaignConfig config = CampaignFile.load(source, overrides).campaign();
    CampaignPlan plan = new CampaignPlan(config);
    return print(VertexTable.known(plan), config);
  }

  private int print(VertexTable table, CampaignConfig config) {
    VertexShifts moved = VertexShifts.of(config, shifts);
    table.lines().forEach(System.out::println);
    moved.lines().forEach(System.out::println);
    files.write(table.object().with("shifts", moved.objects()), table.rows());
    return ExitCode.OK;
  }
}
