package wickstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.StoredResults;
import wickstream.campaign.StoredRun;
import wickstream.config.BadInput;
import wickstream.report.FigureFormat;
import wickstream.report.FigureSize;
import wickstream.report.Report;
import wickstream.report.ReportData;

/** {@code wickstream report}: tables and figures from the database of a run. */
@Command(
    name = "report",
    description = {
      "Makes report.html and figures from the results in the database of a run, without sampling, whether it has ended, was interrupted or"
          + " is running. The page is one file that needs no network.",
      "Beside each figure NAME.txt holds its caption, as the page has it. The same results make the same bytes."
    },
    footer = {
      "",
      "Figures, as far as the results allow them:",
      "  figure1-sigma-w-S       deviations m2, m4, m6 of all multisets of points, a panel for each N (smallest, middle, largest sigma_W)",
      "  figure2-u4, -u6         |coupling| against sigma_W, with exact values and the predicted power law; raw and canonical",
      "  width-u4, -u6           |coupling| against N, with fitted power laws",
      "  vertex                  share of the connected four-point function that a local vertex leaves unexplained, and others, against sigma_W",
      "  flow-passive-sigma-w-S  u2, u4, u6 against the scale k from measured couplings (smallest, middle, largest sigma_W)",
      "  flow-active-u4, -u6     slope of log|coupling| between neighbouring sigma_W, with exact and predicted ones; raw and canonical",
      "  flow-depth              quartic coupling predicted layer by layer, and measured after the last one of several",
      "  flow-wetterich          u4/Z0^2 over what Wetterich's equation predicts, and the strength of its regulator against N",
      "  training-*-sigma-w-S    of trained networks: mean with quartiles and data; connected functions and their flow at points that are not data, against time; remainder of theory against N",
      "  errors                  standard error of the target against the number of networks",
      "  tails                   tail shape and variance of variance of each shard, with their limits",
      "",
      "Examples:",
      "  wickstream report runs/quickstart",
      "  wickstream report runs/figure2 --format pdf --format png --out figures",
      "  wickstream report runs/figure2 --format pdf --width 3.4in --font-size 8 --out paper",
      "",
      "Exit codes: 0 the report was written, 2 bad input."
    })
final class ReportCommand extends BaseCommand {
  @Parameters(index = "0", paramLabel = "DIR", description = "the directory of the run")
  private Path directory;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = FigureFormats.Labels.class,
      split = ",",
      description = "svg, png or pdf; may be repeated; by default svg")
  private List<String> formats = List.of("svg");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "where to; by default the directory of the run, which may otherwise be read-only")
  private Path out;

  @Mixin private FigureSizeOptions size;

  @Mixin private StoredRunOptions stored;

  @Override
  public Integer call() {
    Set<FigureFormat> wanted = FigureFormats.of(formats);
    FigureSize wantedSize = size.wanted();
    if (!Files.isDirectory(directory)) {
      throw new BadInput("%s must be the directory of a run, is none".formatted(directory));
    }
    Path target = StoredRunOptions.target(directory, out);
    try (StoredRun run = stored.open(directory)) {
      ReportData reportData = reportData(run);
      OutputDirectory.requireWritable("--out", target);
      Report report = Report.of(reportData, wanted, wantedSize, System.err::println);
      report.write(target).forEach(System.out::println);
    } catch (IOException e) {
      throw new BadInput("the files could not be written: " + OutputDirectory.reason(e));
    }
    return ExitCode.OK;
  }

  private ReportData reportData(StoredRun run) {
    if (run.archive().shards().isEmpty()) {
      throw new BadInput(
          "%s holds no results yet: no bag of networks was saved".formatted(directory));
    }
    System.err.println(
        "reading %d shards of %s".formatted(run.config().shardCount(), run.config().name()));
    CampaignPlan plan = new CampaignPlan(run.config());
    return ReportData.of(StoredResults.campaign(plan, run.archive(), Map.of()), plan::theory);
  }
}
