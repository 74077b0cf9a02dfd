package wickstream.campaign;

import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import wickstream.sampling.Shard;
import wickstream.statistics.Assessment;
import wickstream.statistics.Grant;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;
import wickstream.store.Checkpoint;
import wickstream.store.Snapshot;

/** What the supervisor keeps of a shard. Mutable; touched by the supervisor alone. */
final class ShardRun {
  private final Shard shard;
  private CampaignStatus.Phase phase = CampaignStatus.Phase.WAITING;
  private long begunAt;
  private Duration spentBefore = Duration.ZERO;
  private long networksBefore;
  private long networks;
  private long toldUntil;

  /** What it needs to run; known once it is planned. */
  Optional<ShardPlan> plan = Optional.empty();

  /** Its actor, while there is one. */
  Optional<ActorRef<ShardActor.Command>> actor = Optional.empty();

  /** The grant that is running. */
  Optional<Grant> grant = Optional.empty();

  /** What was known when it was last judged. */
  Optional<Assessment> assessment = Optional.empty();

  /** The last verdict; final if the shard has ended. */
  Optional<Verdict> verdict = Optional.empty();

  /** The newest totals seen. */
  Totals totals;

  /** How often its actor has died. */
  int crashes;

  ShardRun(Shard shard) {
    this.shard = shard;
    this.totals = Totals.startingAt(shard.id(), 0);
  }

  Shard shard() {
    return shard;
  }

  /** Its time begins, by a clock in nanoseconds. */
  void begin(long now) {
    phase = CampaignStatus.Phase.RUNNING;
    begunAt = now;
  }

  /** It goes on from where an earlier run left it. */
  void resume(Checkpoint checkpoint) {
    advanceTo(checkpoint.totals());
    networksBefore = networks;
    spentBefore = checkpoint.spent();
    toldUntil = totals.nextBag();
  }

  /** Its verdict is final. */
  void end(Verdict last) {
    phase = CampaignStatus.Phase.ENDED;
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
  Optional<Snapshot> news(long seed, long now) {
    if (totals.nextBag() <= toldUntil) {
      return Optional.empty();
    }
    toldUntil = totals.nextBag();
    Verdict verdict =
        new Verdict.Continue(
            grant.orElseThrow(), this.verdict.map(Verdict::reason).orElse("first grant"));
    return Optional.of(
        new Snapshot(checkpoint(seed, now), Evaluation.withoutValues(shard, totals, verdict)));
  }

  long networksOfThisRun() {
    return networks - networksBefore;
  }

  /** How far it has come. */
  CampaignStatus.ShardStatus status() {
    return new CampaignStatus.ShardStatus(
        shard.width(),
        shard.ensemble().sigmaW(),
        phase,
        networks,
        networksBefore,
        grant.map(g -> g.endBag() * shard.bagSize()).orElse(0L),
        assessment,
        verdict);
  }
}
