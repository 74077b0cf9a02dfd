package wickstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.ExistingRunPolicy;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.RunStore;
import wickstream.campaign.StoreAccess;
import wickstream.campaign.StoredResults;
import wickstream.campaign.StoredRun;
import wickstream.config.BadInput;
import wickstream.config.CampaignConfig;
import wickstream.config.Extension;
import wickstream.config.ProgramInfo;
import wickstream.config.StoreConfig;
import wickstream.persistence.Checkpoint;
import wickstream.persistence.Event;
import wickstream.persistence.ShardSnapshot;
import wickstream.persistence.WriteBatch;
import wickstream.results.CampaignResult;
import wickstream.results.MeasuredShard;
import wickstream.results.ShardResult;
import wickstream.results.export.ResultFiles;
import wickstream.statistics.Verdict;

/** {@code wickstream merge}: several runs of one campaign under different seeds, taken as one. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Joins runs of one campaign under different seeds into one with smaller errors, and writes its results and a database of its own.",
      "Ensemble, points, estimator, orders and bag-size must be the same; the grids are united; seed, name and target are those of the"
          + " first. The same networks are never counted twice: runs that share a seed and a shard are refused."
    },
    footer = {"", "Exit codes: 0 every shard reaches the target, 3 some do not, 2 bad input."})
final class MergeCommand implements Callable<Integer> {
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
      return merge(runs);
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

  private int merge(List<StoredRun> runs) throws IOException {
    CampaignConfig config = united(runs);
    requireDifferentBags(runs);
    CampaignPlan plan = new CampaignPlan(config, CampaignOptions.computeBackend());
    List<ShardResult> results =
        StoredResults.merged(plan, runs.stream().map(StoredRun::archive).toList()).stream()
            .map(MeasuredShard::result)
            .toList();
    try (RunStore store = open(plan)) {
      store.checkpointPolicy().checkpointStore().save(batch(runs, results));
      new ResultFiles(out)
          .write(new CampaignResult(ProgramInfo.version(), config, results, facts(runs)));
    }
    ResultTable.lines(results, config.stop().observable()).forEach(System.out::println);
    System.out.println();
    System.out.println("Results are in " + out);
    return results.stream().allMatch(shard -> shard.verdict() instanceof Verdict.Converged)
        ? ExitCode.OK
        : ExitCode.NOT_CONVERGED;
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

  /** The configuration of the first run on the grid of all. */
  private static CampaignConfig united(List<StoredRun> runs) {
    CampaignConfig first = runs.get(0).config();
    Set<Integer> widths = new LinkedHashSet<>();
    Set<Double> sigmaW = new LinkedHashSet<>();
    for (StoredRun run : runs) {
      List<String> obstacles = Extension.obstaclesToMerging(first, run.config());
      if (!obstacles.isEmpty()) {
        throw new BadInput(
            "%s and %s cannot be merged: %s"
                .formatted(runs.get(0).directory(), run.directory(), String.join("; ", obstacles)));
      }
      widths.addAll(run.config().widths());
      sigmaW.addAll(run.config().sigmaW());
    }
    return first.withGrid(List.copyOf(widths), List.copyOf(sigmaW));
  }

  private static void requireDifferentBags(List<StoredRun> runs) {
    Map<String, Path> seen = new HashMap<>();
    for (StoredRun run : runs) {
      for (String shard : run.archive().shards()) {
        for (Checkpoint checkpoint : run.archive().checkpoints(shard)) {
          Path existingRun = seen.put(shard + " " + checkpoint.seed(), run.directory());
          if (existingRun != null) {
            throw new BadInput(
                "%s and %s both hold networks of seed %d (shard %s), which would count twice; merge runs with different seeds"
                    .formatted(existingRun, run.directory(), checkpoint.seed(), shard));
          }
        }
      }
    }
  }

  private static WriteBatch batch(List<StoredRun> runs, List<ShardResult> results) {
    List<ShardSnapshot> snapshots = new ArrayList<>();
    for (ShardResult result : results) {
      for (StoredRun run : runs) {
        run.archive().checkpoints(result.id()).stream()
            .map(checkpoint -> new ShardSnapshot(checkpoint, result))
            .forEach(snapshots::add);
      }
    }
    String from =
        runs.stream().map(run -> run.directory().toString()).collect(Collectors.joining(", "));
    return new WriteBatch(
        snapshots,
        List.of(new Event(Instant.now(), Optional.empty(), "merged", "merged from " + from)));
  }

  private static Map<String, Object> facts(List<StoredRun> runs) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("merged", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("from", runs.stream().map(run -> run.directory().toString()).toList());
    facts.put("seeds", runs.stream().flatMap(run -> run.archive().seeds().stream()).toList());
    return facts;
  }
}
