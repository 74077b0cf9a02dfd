package wickstream.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.StoredResults;
import wickstream.campaign.StoredRun;
import wickstream.config.BadInput;
import wickstream.config.StoreConfig;
import wickstream.results.MeasuredShard;
import wickstream.results.ShardResult;

/** Where the campaign of a run directory is kept, for the commands that read it. */
final class StoredRunOptions {
  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "the PostgreSQL database that the run is kept in, jdbc:postgresql://HOST/DATABASE, user and password from"
              + " WICKSTREAM_STORE_USER and WICKSTREAM_STORE_PASSWORD; by default wickstream.db in DIR and no other")
  private String store;

  /** Opens the run in a directory; damage is reported on standard error. */
  StoredRun open(Path directory) {
    return StoredRun.open(
        directory,
        store == null ? StoreConfig.IN_RUN_DIRECTORY : StoreConfig.at(store),
        damage -> System.err.println("wickstream: %s: %s".formatted(directory, damage)));
  }

  /**
   * Where files made from a run go: the directory of {@code --out}, or that of the run.
   *
   * @param out null if it is not given
   */
  static Path target(Path run, Path out) {
    if (out == null && Files.isDirectory(run) && !Files.isWritable(run)) {
      throw new BadInput(
          "%s may not be written to; say with --out DIR where the files are to go".formatted(run));
    }
    return out == null ? run : out;
  }

  /** What the run in a directory has measured. */
  List<ShardResult> measured(Path directory) {
    try (StoredRun run = open(directory)) {
      return measured(run);
    }
  }

  /** What an open run has measured. */
  static List<ShardResult> measured(StoredRun run) {
    CampaignPlan plan = new CampaignPlan(run.config());
    return StoredResults.of(plan, run.archive()).stream().map(MeasuredShard::result).toList();
  }
}
