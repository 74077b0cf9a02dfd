package wickstream.daemon;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import wickstream.campaign.CampaignContext;
import wickstream.campaign.CheckpointPolicy;
import wickstream.campaign.Dispatchers;
import wickstream.campaign.Resources;
import wickstream.campaign.SamplingThreads;
import wickstream.campaign.Timings;
import wickstream.campaign.Workforce;
import wickstream.sampling.ComputeBackend;

/** The threads that a daemon's campaigns share, and what else they need to run. */
final class DaemonContext {
  private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(60);

  private final DaemonSettings settings;
  private final SamplingThreads sampling;
  private final SamplingThreads planning;
  private final SamplingThreads judging;
  private final RequestExecutor submissions;
  private final RequestExecutor estimates;
  private final RequestExecutor results;
  private final SamplingThreads storing;
  private final Executor filing;
  private final ComputeBackend computeBackend;
  private final LatencyRecorder timekeeper;

  /**
   * @param sampling the threads of this machine that sample
   */
  DaemonContext(
      ActorSystem<?> system,
      DaemonSettings settings,
      SamplingThreads sampling,
      ComputeBackend computeBackend,
      LatencyRecorder timekeeper) {
    this.settings = settings;
    this.sampling = sampling;
    this.planning = workers(system, "planning");
    this.judging = workers(system, "judging");
    this.submissions = new RequestExecutor(workers(system, "submissions"));
    this.estimates = new RequestExecutor(workers(system, "estimates"));
    this.results = new RequestExecutor(workers(system, "results"));
    this.storing = workers(system, "storing");
    this.filing = Dispatchers.of(system, "filing");
    this.computeBackend = computeBackend;
    this.timekeeper = timekeeper;
  }

  static SamplingThreads workers(ActorSystem<?> system, String name) {
    return new SamplingThreads(
        name, Dispatchers.threads(system, name), Dispatchers.of(system, name));
  }

  DaemonSettings settings() {
    return settings;
  }

  List<SamplingThreads> workers() {
    return List.of(
        sampling,
        planning,
        judging,
        submissions.workers(),
        estimates.workers(),
        results.workers(),
        storing);
  }

  Executor judging() {
    return judging;
  }

  /** Where what clients submit is read; they need not wait for what is only asked. */
  RequestExecutor submissions() {
    return submissions;
  }

  /** Where is computed what campaigns would cost. */
  RequestExecutor estimates() {
    return estimates;
  }

  /** Where results and events are read. */
  RequestExecutor results() {
    return results;
  }

  /** Which threads do not get on, in words, if any. */
  Optional<String> trouble() {
    return Stream.of(judging, submissions.workers(), estimates.workers(), results.workers())
        .filter(workers -> workers.standstill().compareTo(LONGEST_STANDSTILL) > 0)
        .map(
            workers ->
                "the threads for %s do not get on: %d tasks wait, and none has begun for %d s"
                    .formatted(workers.name(), workers.queued(), workers.standstill().toSeconds()))
        .findFirst();
  }

  /** Where files are written, one after the other. */
  Executor filing() {
    return filing;
  }

  ComputeBackend computeBackend() {
    return computeBackend;
  }

  LatencyRecorder timekeeper() {
    return timekeeper;
  }

  int campaignsAtOnce() {
    return settings.campaignsAtOnce();
  }

  /** How many bytes the campaigns that run may take together. */
  long memory() {
    return settings.memory();
  }

  long mostShardsTogether() {
    return settings.mostShardsTogether();
  }

  int mostCampaigns() {
    return settings.mostCampaigns();
  }

  /** Nanoseconds from any origin. */
  long now() {
    return System.nanoTime();
  }

  /**
   * The world in which one campaign runs.
   *
   * @param priority of the campaign, which may change
   */
  CampaignContext campaignContext(
      Workforce workforce,
      IntSupplier priority,
      CheckpointPolicy checkpointPolicy,
      Timings timings) {
    return new CampaignContext(
        Resources.of(workforce, planning, judging, storing),
        workforce.bags().apply(priority),
        checkpointPolicy,
        this::now,
        timings);
  }
}
