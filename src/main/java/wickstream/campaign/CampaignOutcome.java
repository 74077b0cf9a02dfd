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
 * @param shards the results of all shards, in the order of the grid
 * @param networks how many networks this run measured
 * @param hiddenUnits how many hidden units of all layers they had
 * @param notSaved why its last state could not be saved, if so
 */
public record CampaignOutcome(
    List<ShardResult> shards, long networks, double hiddenUnits, Optional<String> notSaved) {

  public CampaignOutcome {
    shards = List.copyOf(shards);
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
    facts.put("networks", networks);
    facts.put("hiddenUnits", hiddenUnits);
    return facts;
  }
}
