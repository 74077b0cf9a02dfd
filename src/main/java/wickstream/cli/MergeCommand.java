package wickstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.ExistingRunPolicy;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.RunStore;
import wickstream.campaign.StoreAccess;
import wickstream.campaign.StoredRun;
import wickstream.config.BadInput;
import wickstream.config.StoreConfig;
import wickstream.results.ShardResult;
import wickstream.results.export.ResultFiles;
import wickstream.statistics.Verdict;

/** {@code wickstream merge}: several runs of one campaign under different seeds, taken as one. */
@Command(
    name = "merge",
    description = {
      "Joins runs of one campaign under different seeds into one with smaller errors, and writes its results and a database of its own.",
      "Ensemble, points, estimator, orders and bag-size must be the same; the grids are united; seed, name and target are those of the"
          + " first. The same networks are never counted twice: runs that share a seed and a shard are refused."
    },
    footer = {"", "Exit codes: 0 every shard reaches the target, 3 some do not, 2 bad input."})
final class MergeCommand extends BaseCommand {
  @Parameters(arity = "2..*", paramLabel = "DIR", description = "the directories of the runs")
  private List<Path> directories;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "where the merged campaign goes")
  private Path out;

  @Option(names = "--force", description = "replace results that are already there")
  private boolean force;

  @Mixin private StoredRunOptions stored;

  @Override
  public Integer call() {
    List<AutoCloseable> held = new ArrayList<>();
    try {
      List<StoredRun> runs = new ArrayList<>();
      for (Path directory : directories) {
        requireMergeable(directory);
        held.add(RunStore.lockToRead(directory)); // what is merged must not change meanwhile
        StoredRun run = stored.open(directory);
        held.add(run);
        runs.add(run);
      }
      return merge(new MergedRuns(runs));
    } catch (IOException e) {
      throw new BadInput("the results could not be written: " + OutputDirectory.reason(e));
    } finally {
      held.forEach(MergeCommand::close);
    }
  }

  private void requireMergeable(Path directory) {
    if (Collections.frequency(directories, directory) > 1) {
      throw new BadInput("%s is given twice: its networks would count twice".formatted(directory));
    }
    if (out.toAbsolutePath().normalize().equals(directory.toAbsolutePath().normalize())) {
      throw new BadInput("--out %s must be another directory than those merged".formatted(out));
    }
    if (!Files.isDirectory(directory)) {
      throw new BadInput("%s must be the directory of a run, is none".formatted(directory));
    }
  }

  private static void close(AutoCloseable held) {
    try {
      held.close();
    } catch (Exception e) {
      // It was only read; the process is about to end.
    }
  }

  private int merge(MergedRuns merged) throws IOException {
    List<ShardResult> shards = merged.results();
    try (RunStore store = open(merged.plan())) {
      store.checkpointPolicy().checkpointStore().save(merged.batch());
      new ResultFiles(out).write(merged.result());
    }
    ResultTable.lines(merged.result()).forEach(System.out::println);
    System.out.println();
    System.out.println("Results are in " + out);
    boolean hasConverged =
        shards.stream().allMatch(shard -> shard.verdict() instanceof Verdict.Converged);
    return hasConverged ? ExitCode.OK : ExitCode.NOT_CONVERGED;
  }

  private RunStore open(CampaignPlan plan) {
    try {
      return RunStore.open(
          out,
          OutputDirectory.named("--out", out),
          StoreAccess.alone(StoreConfig.IN_RUN_DIRECTORY, out),
          plan,
          force ? ExistingRunPolicy.REPLACED : ExistingRunPolicy.NONE);
    } catch (ExistingRunPolicy.Taken e) {
      throw e.withAdvice("replace them with --force, or choose another directory with --out");
    }
  }
}
