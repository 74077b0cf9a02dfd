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
import wickstream.campaign.SamplingThreads;
import wickstream.campaign.Timings;
import wickstream.campaign.WorkerPool;
import wickstream.sampling.ComputeBackend;

/**
 * The threads that a daemon's campaigns share, and what else they need to run.
 *
 * @param sampling the threads of this machine that sample
 * @param submissions where what clients submit is read; they need not wait for what is only asked
 * @param estimates where is computed what campaigns would cost
 * @param results where results and events are read
 * @param filing where files are written, one after the other
 */
record DaemonContext(
    DaemonSettings settings,
    SamplingThreads sampling,
    SamplingThreads planning,
    SamplingThreads judging,
    RequestExecutor submissions,
    RequestExecutor estimates,
    RequestExecutor results,
    SamplingThreads storing,
    Executor filing,
    ComputeBackend computeBackend,
    LatencyRecorder latencyRecorder) {
  private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(60);

  DaemonContext(
      ActorSystem<?> system,
      DaemonSettings settings,
      SamplingThreads sampling,
      ComputeBackend computeBackend,
      LatencyRecorder latencyRecorder) {
    this(
        settings,
        sampling,
        workers(system, "planning"),
        workers(system, "judging"),
        new RequestExecutor(workers(system, "submissions")),
        new RequestExecutor(workers(system, "estimates")),
        new RequestExecutor(workers(system, "results")),
        workers(system, "storing"),
        Dispatchers.of(system, "filing"),
        computeBackend,
        latencyRecorder);
  }

  static SamplingThreads workers(ActorSystem<?> system, String name) {
    return new SamplingThreads(
        name, Dispatchers.threads(system, name), Dispatchers.of(system, name));
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

  /** Which thread pools are stalled, in words, if any. */
  Optional<String> trouble() {
    return Stream.of(judging, submissions.workers(), estimates.workers(), results.workers())
        .filter(workers -> workers.standstill().compareTo(LONGEST_STANDSTILL) > 0)
        .map(
            workers ->
                "the threads for %s do not get on: %d tasks wait, and none has begun for %d s"
                    .formatted(workers.name(), workers.queued(), workers.standstill().toSeconds()))
        .findFirst();
  }

  /** Nanoseconds from any origin. */
  long now() {
    return System.nanoTime();
  }

  /**
   * What one campaign runs with.
   *
   * @param priority of the campaign, which may change
   */
  CampaignContext context(
      WorkerPool workerPool,
      IntSupplier priority,
      CheckpointPolicy checkpointPolicy,
      Timings timings) {
    return new CampaignContext(
        workerPool.bags().apply(priority),
        workerPool.chunkPolicy(),
        workerPool::activeShards,
        planning,
        judging,
        storing,
        checkpointPolicy,
        this::now,
        timings);
  }
}
