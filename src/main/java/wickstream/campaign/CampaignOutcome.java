package wickstream.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wickstream.results.ShardResult;
import wickstream.sampling.ComputeBackend;

/**
 * How a campaign ended.
 *
 * @param status its last
 * @param shards the results of all shards, in the order of the grid
 * @param notSaved why its last state could not be saved, if so
 */
public record CampaignOutcome(
    CampaignStatus status, List<ShardResult> shards, Optional<String> notSaved) {

  public CampaignOutcome {
    shards = List.copyOf(shards);
  }

  /** How many networks this run measured. */
  public long networks() {
    return status.shards().stream().mapToLong(ShardStatus::drawn).sum();
  }

  /** How many hidden units of all layers they had. */
  public double hiddenUnits() {
    return status.shards().stream()
        .mapToDouble(shard -> (double) shard.drawn() * shard.unitsPerNetwork())
        .reduce(0, Double::sum);
  }

  /**
   * What results say of the run that made them: times, threads and machine, which may differ from
   * one run to the next.
   *
   * @param started when it began
   * @param took for how long it ran
   * @param threads how many threads sampled
   * @param computeBackend the inner loop that did
   */
  public Map<String, Object> facts(
      Instant started, Duration took, int threads, ComputeBackend computeBackend) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("started", started.truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("seconds", took.toMillis() / 1000.0);
    facts.put("threads", threads);
    facts.put("kernel", computeBackend.describe());
    facts.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("networks", networks());
    facts.put("hiddenUnits", hiddenUnits());
    return facts;
  }
}
