package wickstream.daemon;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import wickstream.campaign.CampaignStatus;
import wickstream.config.Extension;
import wickstream.config.RunConfig;
import wickstream.daemon.CampaignPhase.Active;
import wickstream.daemon.CampaignPhase.Idle;

/** A campaign in the queue. Mutable; touched by the queue alone, but for its priority. */
final class CampaignEntry {
  private volatile QueuedCampaign queuedCampaign;
  private CampaignPhase phase = Idle.READY;
  private CampaignSnapshot known;

  /** Grows across restarts too, as time goes by faster than campaigns change. */
  private long version = System.currentTimeMillis();

  private Optional<CampaignProgress> shown = Optional.empty();

  CampaignEntry(QueuedCampaign queuedCampaign, CampaignSnapshot known) {
    this.queuedCampaign = queuedCampaign;
    this.known = known;
  }

  String name() {
    return queuedCampaign.name();
  }

  /** Higher goes first. May be called by any thread. */
  int priority() {
    return queuedCampaign.priority();
  }

  QueuedCampaign queuedCampaign() {
    return queuedCampaign;
  }

  CampaignPhase phase() {
    return phase;
  }

  CampaignSnapshot known() {
    return known;
  }

  boolean isIdle() {
    return phase instanceof Idle;
  }

  boolean isActive() {
    return phase instanceof Active;
  }

  /** Whether it was started under another configuration than it has now. */
  boolean isExtended() {
    return phase instanceof Active active
        && !active.queuedCampaign().config().equals(queuedCampaign.config());
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

  /** How it takes part in the choice of those that run, by the queue's clock. */
  Schedule.Candidate candidate(int threads, long now) {
    boolean rests = phase instanceof Idle idle && idle.rests(now);
    return new Schedule.Candidate(
        queuedCampaign,
        queuedCampaign.config().campaign().memoryBytes(threads),
        queuedCampaign.wantsToRun() && !rests,
        isActive());
  }

  void enter(CampaignPhase next) {
    phase = next;
    shown = Optional.empty();
  }

  void reconfigure(QueuedCampaign next) {
    queuedCampaign = next;
    shown = Optional.empty();
  }

  void learn(CampaignSnapshot newer) {
    known = newer;
    shown = Optional.empty();
  }

  /** Stores its newest status; a change of pace alone is not published. */
  void observe(CampaignStatus status, CampaignProgress.Pace pace) {
    boolean isNew = !status.equals(known.status());
    known = known.with(status, pace);
    if (isNew) {
      shown = Optional.empty();
    }
  }

  /**
   * The ticket under which it does what is wanted.
   *
   * @param turn for a ticket that joins the queue
   * @throws RequestRejected if it cannot do that as things stand
   */
  QueuedCampaign desired(QueuedCampaign.DesiredState desiredState, long turn) {
    CampaignState state = state();
    boolean isAllowed =
        switch (desiredState) {
          case RUN ->
              state == CampaignState.PAUSED
                  || state == CampaignState.CANCELLED
                  || state == CampaignState.FAILED
                  || state == CampaignState.PAUSING;
          case PAUSE -> state == CampaignState.QUEUED || state == CampaignState.RUNNING;
          case CANCEL -> !state.isAtRest() || state == CampaignState.PAUSED;
        };
    if (!isAllowed) {
      throw new RequestRejected(
          RequestRejected.Kind.CONFLICT,
          "campaign %s is %s and cannot be %s"
              .formatted(name(), state.label(), desiredState.participle()));
    }
    if (desiredState == QueuedCampaign.DesiredState.RUN) {
      return queuedCampaign.queued(queuedCampaign.config(), turn);
    }
    QueuedCampaign next = queuedCampaign.withDesiredState(desiredState);
    return isIdle() ? next.endedAt(Instant.now(), false, Optional.empty()) : next;
  }

  /**
   * Its queue entry under another configuration.
   *
   * @param turn the next in the queue
   * @throws RequestRejected if it cannot
   */
  QueuedCampaign extended(RunConfig next, long turn) {
    List<String> obstacles =
        Extension.obstacles(queuedCampaign.config().campaign(), next.campaign());
    if (!obstacles.isEmpty()) {
      throw new RequestRejected(
          RequestRejected.Kind.CONFLICT,
          "campaign %s cannot go on under another configuration: %s"
              .formatted(name(), String.join("; ", obstacles)));
    }
    return queuedCampaign.queued(next, turn);
  }

  /**
   * As others see it.
   *
   * @param position its place in the queue, while it is queued
   */
  CampaignProgress progress(OptionalInt position) {
    if (shown.isEmpty() || !shown.get().position().equals(position)) {
      shown =
          Optional.of(
              new CampaignProgress(
                  queuedCampaign.config(),
                  state(),
                  queuedCampaign.failure(),
                  queuedCampaign.priority(),
                  position,
                  new CampaignProgress.Times(
                      queuedCampaign.submitted(), queuedCampaign.started(), queuedCampaign.ended()),
                  known.status(),
                  known.pace(),
                  known.events(),
                  ++version));
    }
    return shown.get();
  }
}
