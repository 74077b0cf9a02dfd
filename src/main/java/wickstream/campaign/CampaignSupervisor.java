package wickstream.campaign;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import wickstream.sampling.Shard;
import wickstream.statistics.Grant;
import wickstream.statistics.Judgement;
import wickstream.statistics.StoppingRule;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;
import wickstream.store.ShardResult;

/**
 * Runs the shards of a campaign, a few at a time: plans each, grants it bags, judges its totals
 * when a grant has run out, and ends it with a verdict. The judgement is a pure function of the
 * totals, so the results do not depend on how many shards or bags run at once, nor on crashes.
 */
public final class CampaignSupervisor extends AbstractBehavior<CampaignSupervisor.Command> {

  /** What a supervisor can be told. */
  public sealed interface Command {}

  /** Say how far the campaign has come. */
  public record GetStatus(ActorRef<CampaignStatus> replyTo) implements Command {}

  /** End all shards with what they have. */
  public record Cancel(String reason) implements Command {}

  private record Planned(int index, ShardPlan plan) implements Command {}

  private record FromShard(ShardActor.Event event) implements Command {}

  private record Judged(int index, Judgement judgement) implements Command {}

  private record Evaluated(int index, ShardResult result) implements Command {}

  private record Broken(int index, Throwable cause) implements Command {}

  /** The results of all shards, in the order of the grid; sent once. */
  public record Finished(List<ShardResult> shards) {

    public Finished {
      shards = List.copyOf(shards);
    }
  }

  /** After so many crashes a shard has failed. */
  private static final int MOST_CRASHES = 3;

  private static final Duration NO_LIMIT = Duration.ofDays(36_500);

  private final CampaignPlan plan;
  private final Resources resources;
  private final BagSource.Factory bags;
  private final LongSupplier clock;
  private final ActorRef<Finished> listener;
  private final ActorRef<ShardActor.Event> fromShards;
  private final Map<String, Integer> indexOfShard = new HashMap<>();
  private final ShardRun[] runs;
  private final ShardResult[] results;
  private int begun;
  private int finished;
  private boolean cancelled;

  /**
   * A supervisor that starts at once, and goes on answering after the end.
   *
   * @param bags where the shards' bags come from
   * @param clock nanoseconds from any origin
   * @param listener hears of the end
   */
  public static Behavior<Command> create(
      CampaignPlan plan,
      Resources resources,
      BagSource.Factory bags,
      LongSupplier clock,
      ActorRef<Finished> listener) {
    return Behaviors.setup(
        context -> new CampaignSupervisor(context, plan, resources, bags, clock, listener).begin());
  }

  private CampaignSupervisor(
      ActorContext<Command> context,
      CampaignPlan plan,
      Resources resources,
      BagSource.Factory bags,
      LongSupplier clock,
      ActorRef<Finished> listener) {
    super(context);
    this.plan = plan;
    this.resources = resources;
    this.bags = bags;
    this.clock = clock;
    this.listener = listener;
    this.fromShards = context.messageAdapter(ShardActor.Event.class, FromShard::new);
    this.runs = plan.shards().stream().map(ShardRun::new).toArray(ShardRun[]::new);
    this.results = new ShardResult[runs.length];
    for (int i = 0; i < runs.length; i++) {
      indexOfShard.put(plan.shards().get(i).id(), i);
    }
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(GetStatus.class, this::onGetStatus)
        .onMessage(Cancel.class, this::onCancel)
        .onMessage(Planned.class, this::onPlanned)
        .onMessage(FromShard.class, this::onShardEvent)
        .onMessage(Judged.class, this::onJudged)
        .onMessage(Evaluated.class, this::onEvaluated)
        .onMessage(Broken.class, this::onBroken)
        .onSignal(ChildFailed.class, this::onChildFailed)
        .onSignal(Terminated.class, this::onChildStopped)
        .build();
  }

  private Behavior<Command> begin() {
    for (int i = 0; i < resources.activeShards(); i++) {
      beginNext();
    }
    return this;
  }

  private void beginNext() {
    if (begun < runs.length && !cancelled) {
      int index = begun++;
      runs[index].begin(clock.getAsLong());
      compute(index, () -> new Planned(index, plan.plan(index)));
    }
  }

  /** Computes an answer to itself outside the actor. */
  private void compute(int index, Supplier<Command> answer) {
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(answer, resources.judging()),
            (command, failure) -> failure == null ? command : new Broken(index, failure));
  }

  private Behavior<Command> onGetStatus(GetStatus query) {
    query
        .replyTo()
        .tell(
            new CampaignStatus(
                plan.config().name(), Arrays.stream(runs).map(ShardRun::status).toList()));
    return this;
  }

  private Behavior<Command> onPlanned(Planned event) {
    ShardRun run = runs[event.index()];
    if (run.hasEnded()) {
      return this; // cancelled meanwhile
    }
    run.plan = Optional.of(event.plan());
    spawn(run);
    sample(run, event.plan().rule().firstGrant());
    return this;
  }

  private void spawn(ShardRun run) {
    BagSource source = bags.of(run.plan.orElseThrow().sampler());
    ActorRef<ShardActor.Command> actor =
        getContext()
            .spawnAnonymous(
                ShardActor.create(
                    run.totals,
                    source,
                    resources.bagsInFlight(run.shard()),
                    resources.bagsTogether(run.shard()),
                    fromShards));
    getContext().watch(actor);
    run.actor = Optional.of(actor);
  }

  private void sample(ShardRun run, Grant grant) {
    run.grant = Optional.of(grant);
    Duration limit = run.plan.orElseThrow().rule().budget().maxTime().orElse(NO_LIMIT);
    run.actor
        .orElseThrow()
        .tell(new ShardActor.Sample(grant, limit.minus(run.elapsed(clock.getAsLong()))));
  }

  private Behavior<Command> onShardEvent(FromShard message) {
    ShardActor.Event event = message.event();
    int index = indexOfShard.get(event.totals().shard());
    ShardRun run = runs[index];
    if (run.hasEnded()) {
      return this;
    }
    run.advanceTo(event.totals());
    if (event instanceof ShardActor.GrantEnded) {
      judge(index);
    }
    return this;
  }

  private void judge(int index) {
    StoppingRule rule = runs[index].plan.orElseThrow().rule();
    Totals totals = runs[index].totals;
    Duration elapsed = runs[index].elapsed(clock.getAsLong());
    compute(index, () -> new Judged(index, rule.judge(totals, elapsed)));
  }

  private Behavior<Command> onJudged(Judged event) {
    ShardRun run = runs[event.index()];
    if (run.hasEnded()) {
      return this;
    }
    run.assessment = event.judgement().assessment();
    run.verdict = Optional.of(event.judgement().verdict());
    if (event.judgement().verdict() instanceof Verdict.Continue more) {
      sample(run, more.grant());
    } else {
      end(event.index(), event.judgement().verdict());
    }
    return this;
  }

  /**
   * A shard's actor died. Its bags since the last report are measured again by another; the bits
   * are the same.
   */
  private Behavior<Command> onChildFailed(ChildFailed signal) {
    for (int index = 0; index < runs.length; index++) {
      if (runs[index].isRunBy(signal.getRef()) && !runs[index].hasEnded()) {
        recover(index, signal.cause());
      }
    }
    return this;
  }

  /** A shard's actor ended because it was told to. */
  private Behavior<Command> onChildStopped(Terminated signal) {
    return this;
  }

  private void recover(int index, Throwable cause) {
    ShardRun run = runs[index];
    run.crashes++;
    getContext()
        .getLog()
        .warn("Shard {} crashed ({} of {})", run.totals.shard(), run.crashes, MOST_CRASHES);
    if (run.crashes >= MOST_CRASHES) {
      end(
          index,
          new Verdict.Failed(
              "crashed %d times, last with: %s".formatted(MOST_CRASHES, Evaluation.rootOf(cause))));
      return;
    }
    spawn(run);
    long end = run.grant.orElseThrow().endBag();
    if (run.totals.nextBag() == end) {
      judge(index);
    } else {
      sample(run, new Grant(run.totals.nextBag(), end));
    }
  }

  /** A plan or a judgement could not be computed. */
  private Behavior<Command> onBroken(Broken event) {
    if (!runs[event.index()].hasEnded()) {
      getContext().getLog().error("A shard failed", event.cause());
      end(event.index(), Evaluation.failed(event.cause()));
    }
    return this;
  }

  private void end(int index, Verdict verdict) {
    ShardRun run = runs[index];
    run.end(verdict);
    run.actor.ifPresent(getContext()::stop);
    Totals totals = run.totals;
    Optional<ShardPlan> planned = run.plan;
    Shard shard = plan.shards().get(index);
    compute(
        index, () -> new Evaluated(index, Evaluation.resultOf(shard, planned, totals, verdict)));
    run.release();
  }

  private Behavior<Command> onEvaluated(Evaluated event) {
    finish(event.index(), event.result());
    return this;
  }

  private void finish(int index, ShardResult result) {
    results[index] = result;
    finished++;
    beginNext();
    if (finished == runs.length) {
      listener.tell(new Finished(List.of(results)));
    }
  }

  private Behavior<Command> onCancel(Cancel command) {
    cancelled = true;
    for (int index = 0; index < runs.length; index++) {
      if (!runs[index].hasEnded()) {
        end(index, new Verdict.Cancelled(command.reason()));
      }
    }
    return this;
  }
}
