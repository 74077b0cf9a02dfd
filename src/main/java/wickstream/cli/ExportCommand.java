package wickstream.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.RunStore;
import wickstream.campaign.StoredResults;
import wickstream.campaign.StoredRun;
import wickstream.config.BadInput;
import wickstream.persistence.DirectoryLock;
import wickstream.results.CampaignResult;
import wickstream.results.MeasuredCampaign;
import wickstream.results.export.Hdf5File;
import wickstream.results.export.NnqftJson;
import wickstream.results.export.ResultFiles;

/** {@code wickstream export}: results from the database of a run, in some format. */
@Command(
    name = "export",
    description = {
      "Writes the results in the database of a run, whether it has ended, was interrupted or is running.",
      "Shards that have not ended have the verdict cancelled and the reason 'not finished'."
    },
    footer = {
      "",
      "Formats:",
      "  csv         results.csv, one row a shard; greens.csv, one row a shard and multiset; fits.csv, one row a fitted power; vertex.csv, one row a fitted vertex",
      "  json        results.json",
      "  hdf5        NAME.h5 of the campaign: results as arrays over N and sigma_W, which xarray.open_dataset opens, and each",
      "              shard a group, with the moments of all components in total and in each block, series and tails",
      "  nnqft-json  ACTIVATION_lambda_mean_sw_N.json, {\"N\": {\"sigma_w\": [u4, standard error]}}: the layout of the code",
      "              of arXiv 2212.11811"
    })
final class ExportCommand extends BaseCommand {
  private static final List<String> FORMATS = List.of("csv", "json", "hdf5", "nnqft-json");

  @Parameters(index = "0", paramLabel = "DIR", description = "the directory of the run")
  private Path directory;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description = "csv, json, hdf5 or nnqft-json")
  private String to;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "where to; by default DIR of the run, which must not be going on then, and may otherwise be read-only")
  private Path out;

  @Mixin private StoredRunOptions stored;

  @Override
  public Integer call() {
    OptionValues.requireOneOf("--to", FORMATS, to);
    Path target = StoredRunOptions.target(directory, out);
    try (StoredRun run = stored.open(directory);
        DirectoryLock lock = lock(target)) {
      export(run, target).forEach(System.out::println);
    } catch (IOException e) {
      throw new BadInput("the files could not be written: " + OutputDirectory.reason(e));
    }
    return ExitCode.OK;
  }

  /** Reserves where the files go, as a run that is going on there will write the same ones. */
  private static DirectoryLock lock(Path target) {
    OutputDirectory.requireWritable("--out", target);
    return RunStore.lock(target);
  }

  private List<Path> export(StoredRun run, Path target) throws IOException {
    MeasuredCampaign measured =
        StoredResults.campaign(
            new CampaignPlan(run.config()),
            run.archive(),
            Map.of("exported", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    CampaignResult result = measured.result();
    return switch (to) {
      case "csv" -> new ResultFiles(target).writeCsv(result);
      case "json" -> new ResultFiles(target).writeJson(result);
      case "nnqft-json" -> List.of(NnqftJson.write(result, target));
      default -> {
        Path file = target.resolve(result.config().name() + ".h5");
        Hdf5File.write(result, measured.shards(), file);
        yield List.of(file);
      }
    };
  }

  private static final class Formats extends Choices {
    @Override
    List<String> all() {
      return FORMATS;
    }
  }
}
