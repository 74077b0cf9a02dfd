package wickstream.daemon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.pekko.actor.typed.ActorRef;
import wickstream.campaign.CampaignOutcome;
import wickstream.campaign.CampaignStatus;
import wickstream.campaign.CampaignSupervisor;
import wickstream.campaign.Forecast;
import wickstream.campaign.RunStore;
import wickstream.campaign.ShardStatus;
import wickstream.persistence.NumberedEvent;

/** What the queue keeps of a campaign. Mutable; touched by the queue alone. */
final class CampaignEntry {
  /** How many of a campaign's last events are at hand. */
  static final int MOST_NOTES = 256;

  /** What is being done with it. */
  enum Phase {
    /** Its ticket is being written for the first time. */
    COMING,
    /** Nothing. */
    IDLE,
    /** Its directory and database are being opened. */
    STARTING,
    /** Its supervisor is at work. */
    RUNNING,
    /** Its supervisor was told to end. */
    STOPPING,
    /** Its results are being written. */
    CLOSING,
    /** Its ticket is being removed. */
    GOING
  }

  private final RecentSpeed speedometer = new RecentSpeed();
  private List<NumberedEvent> notes = List.of();
  private CampaignStatus status;

  /** What was known of its shards before it was last begun. */
  private Map<String, ShardStatus> before = Map.of();

  private long startedAt;
  private Duration spentBefore = Duration.ZERO;
  private Duration spentSince = Duration.ZERO;

  /** Grows across restarts too, as time goes by faster than campaigns change. */
  private long version = System.currentTimeMillis();

  private Optional<CampaignProgress> known = Optional.empty();

  /** Volatile, as threads that sample ask for its priority. */
  volatile QueuedCampaign queuedCampaign;

  Phase phase = Phase.IDLE;

  /** Under which it was started, while it runs. */
  Optional<QueuedCampaign> running = Optional.empty();

  Optional<ActorRef<CampaignSupervisor.Command>> supervisor = Optional.empty();
  Optional<RunStore> store = Optional.empty();
  Optional<LatencyRecorder.Running> watch = Optional.empty();

  /** How it ended, before its last status is known. */
  Optional<CampaignOutcome> outcome = Optional.empty();

  /** Whether it ends because the queue wants it to. */
  boolean toldToStop;

  /** Whether its supervisor is being asked. */
  boolean asked;

  /** When it may be begun again, by the queue's clock, after that was impossible. */
  Optional<Long> notBefore = Optional.empty();

  /** When its ticket is to be written once more, by the queue's clock, as that was impossible. */
  Optional<Long> keepAt = Optional.empty();

  /** Why its ticket could not be written. */
  Optional<String> notKept = Optional.empty();

  /** Whether the log says that it waits for memory. */
  boolean isToldOfMemory;

  /** How often its state had been saved when its events were last read. */
  long savesSeen;

  /** While a changed ticket is being written: what is asked for meanwhile. */
  private Optional<List<Runnable>> deferred = Optional.empty();

  CampaignEntry(QueuedCampaign queuedCampaign, CampaignStatus status) {
    this.queuedCampaign = queuedCampaign;
    this.status = status;
  }

  String name() {
    return queuedCampaign.name();
  }

  boolean isIdle() {
    return phase == Phase.IDLE;
  }

  /** Whether it occupies a place among those that share the cores. */
  boolean isActive() {
    return phase != Phase.IDLE && phase != Phase.COMING && phase != Phase.GOING;
  }

  /** Whether it waits until it can be begun again, by a clock in nanoseconds. */
  boolean rests(long now) {
    return notBefore.isPresent() && now - notBefore.get() < 0;
  }

  /**
   * Whether its ticket is to be written once more, by the same clock; never after another that has
   * yet to count.
   */
  boolean isToBeKept(long now) {
    return keepAt.isPresent()
        && now - keepAt.get() >= 0
        && deferred.isEmpty()
        && phase != Phase.COMING
        && phase != Phase.GOING;
  }

  /** From now on what is asked for waits. */
  void beginChange() {
    deferred = Optional.of(new ArrayList<>());
  }

  /** Whether something has to wait for a change, at whose end it is handed back. */
  boolean defers(Runnable task) {
    deferred.ifPresent(waiting -> waiting.add(task));
    return deferred.isPresent();
  }

  /** What waits no longer. */
  List<Runnable> endChange() {
    List<Runnable> waiting = deferred.orElseThrow();
    deferred = Optional.empty();
    return waiting;
  }

  boolean hasSupervisor() {
    return phase == Phase.RUNNING || phase == Phase.STOPPING;
  }

  CampaignState state() {
    if (queuedCampaign.failure().isPresent()) {
      return CampaignState.FAILED;
    }
    if (queuedCampaign.finished()) {
      return CampaignState.FINISHED;
    }
    return switch (queuedCampaign.desiredState()) {
      case PAUSE -> isActive() ? CampaignState.PAUSING : CampaignState.PAUSED;
      case CANCEL -> isActive() ? CampaignState.CANCELLING : CampaignState.CANCELLED;
      case RUN -> isActive() ? CampaignState.RUNNING : CampaignState.QUEUED;
    };
  }

  CampaignStatus status() {
    return status;
  }

  List<NumberedEvent> notes() {
    return notes;
  }

  long lastNote() {
    return notes.isEmpty() ? 0 : notes.get(notes.size() - 1).serial();
  }

  /**
   * Its supervisor begins, by a clock in nanoseconds.
   *
   * @param spent how long earlier runs took
   */
  void begin(long now, Duration spent) {
    startedAt = now;
    spentBefore = spent;
    spentSince = Duration.ZERO;
    before = new HashMap<>();
    status.shards().forEach(shard -> before.put(shard.id(), shard));
    speedometer.reset();
    changed();
  }

  /** What its supervisor says, by the same clock. */
  void learn(CampaignStatus told, long now) {
    CampaignStatus newer = withMemory(told);
    if (!newer.equals(status)) {
      status = newer;
      changed();
    }
    spentSince = Duration.ofNanos(now - startedAt);
    speedometer.look(newer, now);
  }

  private CampaignStatus withMemory(CampaignStatus told) {
    List<ShardStatus> shards =
        told.shards().stream()
            .map(shard -> shard.orRemembered(before.getOrDefault(shard.id(), shard)))
            .toList();
    return new CampaignStatus(told.name(), shards, told.store());
  }

  /** What its database says. */
  void remember(InactiveCampaign memory) {
    status = memory.status();
    spentBefore = memory.spent();
    spentSince = Duration.ZERO;
    notes = memory.notes();
    changed();
  }

  void note(List<NumberedEvent> more) {
    if (more.isEmpty()) {
      return;
    }
    List<NumberedEvent> all = new ArrayList<>(notes);
    more.stream().filter(event -> event.serial() > lastNote()).forEach(all::add);
    notes = List.copyOf(all.subList(Math.max(0, all.size() - MOST_NOTES), all.size()));
    changed();
  }

  /** It does not run any more. */
  void rest() {
    phase = Phase.IDLE;
    running = Optional.empty();
    supervisor = Optional.empty();
    store = Optional.empty();
    watch = Optional.empty();
    outcome = Optional.empty();
    asked = false;
    toldToStop = false;
    savesSeen = 0;
    speedometer.reset();
    changed();
  }

  /** What others see of it has changed. */
  void changed() {
    known = Optional.empty();
  }

  /**
   * As others see it.
   *
   * @param position its place in the queue, while it is queued
   */
  CampaignProgress progress(OptionalInt position) {
    if (known.isEmpty() || !known.get().position().equals(position)) {
      known = Optional.of(progressNow(position));
    }
    return known.get();
  }

  private CampaignProgress progressNow(OptionalInt position) {
    return new CampaignProgress(
        queuedCampaign.config(),
        state(),
        queuedCampaign.failure(),
        queuedCampaign.priority(),
        position,
        new CampaignProgress.Times(
            queuedCampaign.submitted(), queuedCampaign.started(), queuedCampaign.ended()),
        status,
        pace(),
        notes,
        ++version);
  }

  /** For how long it has been running, earlier runs included. */
  Duration spent() {
    return spentBefore.plus(spentSince);
  }

  private CampaignProgress.Pace pace() {
    Duration spent = spent();
    if (!isActive()) {
      return new CampaignProgress.Pace(0, 0, spent, Optional.empty());
    }
    return new CampaignProgress.Pace(
        speedometer.networksPerSecond(),
        speedometer.hiddenUnitsPerSecond(),
        spent,
        Forecast.of(status, spentSince).remaining());
  }
}
