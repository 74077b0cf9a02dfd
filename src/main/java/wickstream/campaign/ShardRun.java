package wickstream.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import wickstream.persistence.Checkpoint;
import wickstream.persistence.JudgementRecord;
import wickstream.persistence.ShardSnapshot;
import wickstream.sampling.Shard;
import wickstream.statistics.Assessment;
import wickstream.statistics.Grant;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;

/** What the supervisor keeps of a shard. Mutable; touched by the supervisor alone. */
final class ShardRun {
  private final CampaignPlan campaign;
  private final Shard shard;
  private CampaignStatus.Phase phase = CampaignStatus.Phase.WAITING;
  private long begunAt;
  private Duration spentBefore = Duration.ZERO;
  private long networksBefore;
  private long networks;
  private long toldUntil;
  private long endedAt;
  private Optional<ShardStatus> settled = Optional.empty();
  private final AtomicInteger inFlight = new AtomicInteger();

  /** What it needs to run; known once it is planned. */
  Optional<ShardPlan> plan = Optional.empty();

  /** Its actor, while there is one. */
  Optional<ActorRef<ShardActor.Command>> actor = Optional.empty();

  /** The grant that is running. */
  Optional<Grant> grant = Optional.empty();

  /** What was known when it was last judged. */
  Optional<LastJudgement> reading = Optional.empty();

  /** What was known whenever it was judged. */
  final List<Assessment> history = new ArrayList<>();

  /** The last verdict; final if the shard has ended. */
  Optional<Verdict> verdict = Optional.empty();

  /** The newest totals seen. */
  Totals totals;

  /** How often its actor has died. */
  int crashes;

  /** How often it could not get memory. */
  int attempts;

  ShardRun(CampaignPlan campaign, Shard shard) {
    this.campaign = campaign;
    this.shard = shard;
    this.totals = Totals.startingAt(shard.id(), 0);
  }

  Shard shard() {
    return shard;
  }

  /** Its time begins, by a clock in nanoseconds. */
  void begin(long now) {
    phase = CampaignStatus.Phase.RUNNING;
    settled = Optional.empty();
    begunAt = now;
  }

  /**
   * It goes on from where an earlier run left it.
   *
   * @param looks the judgements of earlier runs
   * @param known what the checkpoint tells, if it tells anything
   */
  void resume(Checkpoint checkpoint, List<JudgementRecord> looks, Optional<LastJudgement> known) {
    advanceTo(checkpoint.totals());
    history.addAll(StoredStatus.assessments(campaign, looks));
    reading = known;
    networksBefore = networks;
    spentBefore = checkpoint.spent();
    toldUntil = totals.nextBag();
  }

  /** Its verdict is final, by a clock in nanoseconds. */
  void end(Verdict last, long now) {
    endedAt = now;
    if (phase == CampaignStatus.Phase.WAITING) {
      begunAt = now;
    }
    phase = CampaignStatus.Phase.ENDED;
    settled = Optional.empty();
    verdict = Optional.of(last);
  }

  boolean hasEnded() {
    return phase == CampaignStatus.Phase.ENDED;
  }

  boolean isRunBy(ActorRef<?> other) {
    return actor.isPresent() && actor.get().equals(other);
  }

  /**
   * Lets go of what only a running shard needs, so that memory stays bounded by the number of
   * active shards.
   */
  void release() {
    actor = Optional.empty();
    plan = Optional.empty();
    totals = Totals.startingAt(shard.id(), totals.nextBag());
  }

  /** Takes over totals if they are newer. */
  void advanceTo(Totals newer) {
    if (newer.nextBag() > totals.nextBag()) {
      totals = newer;
      networks = newer.networks();
    }
  }

  /** How long it has been running, by a clock in nanoseconds, earlier runs included. */
  Duration elapsed(long now) {
    return spentBefore.plusNanos(now - begunAt);
  }

  /** From where another run could go on. */
  Checkpoint checkpoint(long seed, long now) {
    long next = totals.nextBag();
    return new Checkpoint(
        seed, totals, Math.max(next, grant.map(Grant::endBag).orElse(next)), elapsed(now));
  }

  /** Where it stands while it is running, if there are bags of which this has not told yet. */
  Optional<ShardSnapshot> news(long seed, long now) {
    if (totals.nextBag() <= toldUntil) {
      return Optional.empty();
    }
    toldUntil = totals.nextBag();
    Verdict verdict =
        new Verdict.Continue(
            grant.orElseThrow(), this.verdict.map(Verdict::reason).orElse("first grant"));
    return Optional.of(
        new ShardSnapshot(
            checkpoint(seed, now), Evaluation.withoutValues(shard, totals, verdict), looks()));
  }

  /** All judgements so far, to be kept. */
  List<JudgementRecord> looks() {
    return history.stream().map(JudgementRecord::of).toList();
  }

  /** Takes over what a judgement found. */
  void judged(Judged judged) {
    reading = judged.reading();
    reading.map(LastJudgement::assessment).ifPresent(this::remember);
    verdict = Optional.of(judged.verdict());
  }

  /** What an earlier run has judged may be judged again. */
  private void remember(Assessment known) {
    history.removeIf(existingRun -> existingRun.networks() >= known.networks());
    history.add(known);
  }

  /** Counts the bags that are being measured. */
  AtomicInteger inFlight() {
    return inFlight;
  }

  long networksOfThisRun() {
    return networks - networksBefore;
  }

  /** How far it has come, by a clock in nanoseconds. */
  ShardStatus status(long now) {
    if (settled.isEmpty()) {
      ShardStatus status = statusNow(now);
      if (phase == CampaignStatus.Phase.RUNNING) {
        return status;
      }
      settled = Optional.of(status);
    }
    return settled.get();
  }

  private ShardStatus statusNow(long now) {
    long until = phase == CampaignStatus.Phase.ENDED ? endedAt : now;
    return new ShardStatus(
        shard.id(),
        shard.size(),
        shard.ensemble().sigmaW(),
        phase,
        new ShardStatus.Progress(
            networks,
            networksBefore,
            grant.map(g -> g.endBag() * shard.bagSize()).orElse(0L),
            grant.map(g -> g.endBag() - g.firstBag()).orElse(0L),
            inFlight.get(),
            crashes,
            phase == CampaignStatus.Phase.WAITING
                ? Duration.ZERO
                : Duration.ofNanos(until - begunAt)),
        campaign.allowance(
            shard, phase == CampaignStatus.Phase.WAITING ? Duration.ZERO : elapsed(until)),
        reading,
        history,
        verdict);
  }

  /** What the judgement on a shard found. */
  record Judged(Optional<LastJudgement> reading, Verdict verdict) {}
}
