package wickstream.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.StoredResults;
import wickstream.campaign.StoredRun;
import wickstream.config.BadInput;
import wickstream.config.CampaignConfig;
import wickstream.config.Extension;
import wickstream.config.ProgramInfo;
import wickstream.persistence.Checkpoint;
import wickstream.persistence.Event;
import wickstream.persistence.ShardSnapshot;
import wickstream.persistence.WriteBatch;
import wickstream.results.CampaignResult;
import wickstream.results.MeasuredShard;
import wickstream.results.ShardResult;

/** Runs of one campaign under different seeds, taken as one campaign. */
final class MergedRuns {
  private final List<StoredRun> runs;
  private final CampaignPlan plan;
  private final List<ShardResult> results;

  /**
   * @throws BadInput if they cannot be merged
   */
  MergedRuns(List<StoredRun> runs) {
    this.runs = runs;
    CampaignConfig config = united(runs);
    requireDifferentBags(runs);
    this.plan = new CampaignPlan(config);
    this.results =
        StoredResults.merged(plan, runs.stream().map(StoredRun::archive).toList()).stream()
            .map(MeasuredShard::result)
            .toList();
  }

  CampaignPlan plan() {
    return plan;
  }

  List<ShardResult> results() {
    return results;
  }

  CampaignResult result() {
    return new CampaignResult(ProgramInfo.version(), plan.config(), results, facts());
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
          Path previous = seen.put(shard + " " + checkpoint.seed(), run.directory());
          if (previous != null) {
            throw new BadInput(
                "%s and %s both hold networks of seed %d (shard %s), which would count twice; merge runs with different seeds"
                    .formatted(previous, run.directory(), checkpoint.seed(), shard));
          }
        }
      }
    }
  }

  /** The checkpoints of all runs, and that they were merged. */
  WriteBatch batch() {
    List<ShardSnapshot> snapshots = new ArrayList<>();
    for (ShardResult result : results) {
      for (StoredRun run : runs) {
        run.archive().checkpoints(result.id()).stream()
            .map(checkpoint -> new ShardSnapshot(checkpoint, result))
            .forEach(snapshots::add);
      }
    }
    return new WriteBatch(
        snapshots,
        List.of(
            new Event(
                Instant.now(),
                Optional.empty(),
                "merged",
                "merged from " + String.join(", ", directories()))));
  }

  private Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("merged", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("from", directories());
    facts.put("seeds", runs.stream().flatMap(run -> run.archive().seeds().stream()).toList());
    return facts;
  }

  private List<String> directories() {
    return runs.stream().map(run -> run.directory().toString()).toList();
  }
}
