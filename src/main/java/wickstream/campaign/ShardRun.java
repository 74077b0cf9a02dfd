package wickstream.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import wickstream.persistence.Checkpoint;
import wickstream.persistence.CheckpointStore;
import wickstream.persistence.JudgementRecord;
import wickstream.persistence.ShardSnapshot;
import wickstream.sampling.Shard;
import wickstream.statistics.Assessment;
import wickstream.statistics.Budget;
import wickstream.statistics.Grant;
import wickstream.statistics.Judgement;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;

/** A shard that is being planned, sampled or judged. Mutable; touched by the supervisor alone. */
final class ShardRun implements ShardPhase {
  private final CampaignPlan campaign;
  private final int index;
  private final String id;
  private final Shard shard;
  private final long begunAt;
  private final AtomicInteger inFlight = new AtomicInteger();

  /** What was known whenever it was judged. */
  private final List<Assessment> history = new ArrayList<>();

  private Optional<ShardPlan> plan = Optional.empty();
  private Optional<ActorRef<ShardActor.Command>> actor = Optional.empty();
  private Optional<Grant> grant = Optional.empty();
  private Optional<LastJudgement> lastJudgement = Optional.empty();
  private Optional<Verdict> verdict = Optional.empty();

  /** What is known at the end of a round, while it waits for the other shards. */
  private Optional<LastJudgement> arrived = Optional.empty();

  private Totals totals;
  private Duration spentBefore = Duration.ZERO;
  private long networksBefore;
  private long snapshotUntil;
  private int crashes;
  private int attempts;

  /**
   * @param index its place in the grid
   * @param now by a clock in nanoseconds, as all times here
   */
  ShardRun(CampaignPlan campaign, int index, long now) {
    this.campaign = campaign;
    this.index = index;
    this.id = campaign.ids().get(index);
    this.shard = campaign.shards().get(index);
    this.begunAt = now;
    this.totals = Totals.startingAt(id, 0);
  }

  int index() {
    return index;
  }

  String id() {
    return id;
  }

  Shard shard() {
    return shard;
  }

  /** What it needs to run; known once it is planned. */
  Optional<ShardPlan> plan() {
    return plan;
  }

  /** Its actor, while there is one. */
  Optional<ActorRef<ShardActor.Command>> actor() {
    return actor;
  }

  /** The newest totals seen. */
  Totals totals() {
    return totals;
  }

  /** Counts the bags that are being measured. */
  AtomicInteger inFlight() {
    return inFlight;
  }

  /** How long it has been running, earlier runs included. */
  Duration elapsed(long now) {
    return spentBefore.plusNanos(now - begunAt);
  }

  /**
   * It is planned, and goes on from where an earlier run left it, if one did.
   *
   * @param known what the checkpoint tells, if it tells anything
   * @return where its first grant ends
   */
  long planned(ShardPlan plan, CheckpointStore.Recovery recovery, Optional<LastJudgement> known) {
    this.plan = Optional.of(plan);
    recovery.checkpoint().ifPresent(checkpoint -> resume(checkpoint, recovery.judgements(), known));
    return recovery
        .checkpoint()
        .map(Checkpoint::grantEnd)
        .orElseGet(() -> plan.rule().firstGrant().endBag());
  }

  private void resume(
      Checkpoint checkpoint, List<JudgementRecord> judgements, Optional<LastJudgement> known) {
    advanceTo(checkpoint.totals());
    history.addAll(StoredStatus.assessments(campaign, judgements));
    lastJudgement = known;
    networksBefore = totals.networks();
    spentBefore = checkpoint.spent();
    snapshotUntil = totals.nextBag();
  }

  void sampledBy(ActorRef<ShardActor.Command> sampling) {
    actor = Optional.of(sampling);
  }

  void lostActor() {
    actor = Optional.empty();
  }

  boolean isSampledBy(ActorRef<?> other) {
    return actor.filter(other::equals).isPresent();
  }

  void granted(Grant next) {
    grant = Optional.of(next);
  }

  /** Where the grant under way ends; where the shard stands, if none was needed. */
  long grantEnd() {
    return grant.map(Grant::endBag).orElse(totals.nextBag());
  }

  /** Takes over totals if they are newer. */
  void advanceTo(Totals newer) {
    if (newer.nextBag() > totals.nextBag()) {
      totals = newer;
    }
  }

  /** It has run what it was granted, and waits for what all shards tell together. */
  void arrived(LastJudgement known) {
    arrived = Optional.of(known);
    grant = Optional.of(new Grant(0, totals.nextBag())); // time may have cut it short
  }

  /** Whether it waits, for the other shards or for its turn. */
  boolean isWaiting() {
    return arrived.isPresent();
  }

  /** Whether it is granted more than it has. */
  boolean hasBagsToRun() {
    return totals.nextBag() < grantEnd();
  }

  /** Whether it waits to be judged with all others. */
  boolean isAtEndOfRound() {
    return isWaiting() && !hasBagsToRun();
  }

  /** Where it stands at the end of a round. */
  PowerRule.Standing standing(long now) {
    Budget budget = plan.orElseThrow().rule().budget();
    boolean timeIsUp =
        budget.maxTime().filter(limit -> elapsed(now).compareTo(limit) >= 0).isPresent();
    long bags = totals.bags();
    return new PowerRule.Standing(
        index,
        bags,
        timeIsUp ? bags : Math.max(bags, budget.maxBags()),
        arrived.orElseThrow().assessment());
  }

  /** It goes on with what it is granted. */
  void leave() {
    arrived = Optional.empty();
  }

  /** Takes over what all shards together were found to be; to be saved before any goes on. */
  void judgedTogether(Judgement judgement) {
    Optional<Assessment> known = judgement.assessment();
    judged(new Judged(arrived.flatMap(last -> known.map(last::with)), judgement.verdict()));
    if (judgement.verdict() instanceof Verdict.Continue more) {
      granted(more.grant());
      snapshotUntil = hasBagsToRun() ? 0 : snapshotUntil;
    }
  }

  /** Takes over what a judgement found. */
  void judged(Judged judged) {
    lastJudgement = judged.lastJudgement();
    lastJudgement.map(LastJudgement::assessment).ifPresent(this::remember);
    verdict = Optional.of(judged.verdict());
  }

  /** What an earlier run has judged may be judged again. */
  private void remember(Assessment known) {
    history.removeIf(previous -> previous.networks() >= known.networks());
    history.add(known);
  }

  /** Its actor has died, so many times by now. */
  int crashed() {
    return ++crashes;
  }

  /** It could not get memory, so many times by now. */
  int countMemoryFailure() {
    return ++attempts;
  }

  /** From where another run could go on. */
  Checkpoint checkpoint(long now) {
    long next = totals.nextBag();
    return new Checkpoint(
        campaign.config().seed(), totals, Math.max(next, grantEnd()), elapsed(now));
  }

  /** Where it stands, if there are bags of which this has not told yet. */
  Optional<ShardSnapshot> news(long now) {
    if (totals.nextBag() <= snapshotUntil) {
      return Optional.empty();
    }
    snapshotUntil = totals.nextBag();
    Verdict soFar =
        new Verdict.Continue(
            grant.orElseThrow(), verdict.map(Verdict::reason).orElse("first grant"));
    return Optional.of(
        new ShardSnapshot(
            checkpoint(now), Evaluation.withoutValues(shard, totals, soFar), judgements()));
  }

  /** All judgements so far, to be kept. */
  List<JudgementRecord> judgements() {
    return history.stream().map(JudgementRecord::of).toList();
  }

  /** Its verdict is final; nothing of what only a running shard needs is held any longer. */
  Ended end(Verdict last, long now) {
    verdict = Optional.of(last);
    return new Ended(status(CampaignStatus.Phase.ENDED, 0, now), Optional.empty());
  }

  @Override
  public ShardStatus status(long now) {
    return status(CampaignStatus.Phase.RUNNING, inFlight.get(), now);
  }

  private ShardStatus status(CampaignStatus.Phase phase, int bagsInFlight, long now) {
    return new ShardStatus(
        id,
        shard.size(),
        shard.ensemble().sigmaW(),
        phase,
        new ShardStatus.Progress(
            totals.networks(),
            networksBefore,
            grant.map(g -> g.endBag() * shard.bagSize()).orElse(0L),
            grant.map(g -> g.endBag() - g.firstBag()).orElse(0L),
            bagsInFlight,
            crashes,
            Duration.ofNanos(now - begunAt)),
        campaign.allowance(shard, elapsed(now)),
        lastJudgement,
        history,
        verdict);
  }

  /** What the judgement on a shard found. */
  record Judged(Optional<LastJudgement> lastJudgement, Verdict verdict) {}
}
