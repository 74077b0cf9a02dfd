package wickstream.daemon;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import wickstream.campaign.Dispatchers;
import wickstream.campaign.Keeping;
import wickstream.campaign.Resources;
import wickstream.campaign.Surroundings;
import wickstream.campaign.Timings;
import wickstream.campaign.Workers;
import wickstream.campaign.Workforce;
import wickstream.sampling.Kernels;

/** The threads that a daemon's campaigns share, and what else they need to run. */
final class Workshop {
  private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(60);

  private final DaemonSettings settings;
  private final Workers sampling;
  private final Workers planning;
  private final Workers judging;
  private final Requests submissions;
  private final Requests estimates;
  private final Requests results;
  private final Workers storing;
  private final Executor filing;
  private final Kernels kernels;
  private final Timekeeper timekeeper;

  /**
   * @param sampling the threads of this machine that sample
   */
  Workshop(
      ActorSystem<?> system,
      DaemonSettings settings,
      Workers sampling,
      Kernels kernels,
      Timekeeper timekeeper) {
    this.settings = settings;
    this.sampling = sampling;
    this.planning = workers(system, "planning");
    this.judging = workers(system, "judging");
    this.submissions = new Requests(workers(system, "submissions"));
    this.estimates = new Requests(workers(system, "estimates"));
    this.results = new Requests(workers(system, "results"));
    this.storing = workers(system, "storing");
    this.filing = Dispatchers.of(system, "filing");
    this.kernels = kernels;
    this.timekeeper = timekeeper;
  }

  static Workers workers(ActorSystem<?> system, String name) {
    return new Workers(name, Dispatchers.threads(system, name), Dispatchers.of(system, name));
  }

  DaemonSettings settings() {
    return settings;
  }

  List<Workers> workers() {
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
  Requests submissions() {
    return submissions;
  }

  /** Where is computed what campaigns would cost. */
  Requests estimates() {
    return estimates;
  }

  /** Where results and events are read. */
  Requests results() {
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

  Kernels kernels() {
    return kernels;
  }

  Timekeeper timekeeper() {
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
  Surroundings surroundings(
      Workforce workforce, IntSupplier priority, Keeping keeping, Timings timings) {
    return new Surroundings(
        Resources.of(workforce, planning, judging, storing),
        workforce.bags().apply(priority),
        keeping,
        this::now,
        timings);
  }
}
