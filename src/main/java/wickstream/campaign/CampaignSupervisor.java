package wickstream.campaign;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import wickstream.persistence.Checkpoint;
import wickstream.persistence.CheckpointStore;
import wickstream.persistence.DatabaseFailure;
import wickstream.persistence.JudgementRecord;
import wickstream.results.ShardResult;
import wickstream.statistics.Grant;
import wickstream.statistics.Judgement;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;

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

  private record Planned(
      int index, ShardPlan plan, CheckpointStore.Recovery recovery, Optional<LastJudgement> reading)
      implements Command {}

  private record FromShard(ShardActor.Event event) implements Command {}

  private record Judged(int index, ShardRun.Judged found) implements Command {}

  private record Evaluated(int index, ShardEnd end) implements Command {}

  private record Broken(int index, Throwable cause) implements Command {}

  private record FromStore(StoreActor.Report report) implements Command {}

  private record KeepRunning() implements Command {}

  private record TryAgain(int index) implements Command {}

  /** After so many crashes a shard has failed. */
  private static final int MOST_CRASHES = 3;

  /** Before a shard that could not get memory tries again; twice as long after each attempt. */
  private static final Duration SHORTEST_REST = Duration.ofMillis(100);

  private static final Duration LONGEST_REST = Duration.ofSeconds(5);

  /** After so many attempts in vain a shard that cannot get memory has failed. */
  private static final int MOST_ATTEMPTS = 60;

  private static final Duration NO_LIMIT = Duration.ofDays(36_500);

  private final TimerScheduler<Command> timers;
  private final CampaignPlan plan;
  private final CampaignContext campaignContext;
  private final ActorRef<CampaignOutcome> listener;
  private final ActorRef<ShardActor.Event> fromShards;
  private final ActorRef<StoreActor.Command> store;
  private final CheckpointCoordinator books;
  private final Map<String, Integer> indexOfShard = new HashMap<>();
  private final ShardRun[] runs;
  private final ShardResult[] results;
  private int begun;
  private int finished;
  private boolean cancelled;
  private boolean storeIsLost;
  private boolean closed;

  /**
   * A supervisor that starts at once, and goes on answering after the end.
   *
   * @param listener hears of the end, once
   */
  public static Behavior<Command> create(
      CampaignPlan plan, CampaignContext campaignContext, ActorRef<CampaignOutcome> listener) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(
                      new KeepRunning(), campaignContext.checkpointPolicy().interval());
                  return new CampaignSupervisor(context, timers, plan, campaignContext, listener)
                      .begin();
                }));
  }

  private CampaignSupervisor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      CampaignPlan plan,
      CampaignContext campaignContext,
      ActorRef<CampaignOutcome> listener) {
    super(context);
    this.timers = timers;
    this.plan = plan;
    this.campaignContext = campaignContext;
    this.listener = listener;
    this.fromShards = context.messageAdapter(ShardActor.Event.class, FromShard::new);
    CheckpointPolicy checkpointPolicy = campaignContext.checkpointPolicy();
    Executor storing = campaignContext.resources().storing();
    this.store =
        context.spawn(
            StoreActor.create(
                checkpointPolicy,
                storing,
                context.messageAdapter(StoreActor.Report.class, FromStore::new)),
            "store");
    context.watch(store);
    this.books = new CheckpointCoordinator(plan.config().seed(), checkpointPolicy, storing, store);
    this.runs =
        plan.shards().stream().map(shard -> new ShardRun(plan, shard)).toArray(ShardRun[]::new);
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
        .onMessage(KeepRunning.class, this::onKeepRunning)
        .onMessage(TryAgain.class, this::onTryAgain)
        .onMessage(FromStore.class, this::onStoreReport)
        .onSignal(ChildFailed.class, this::onChildFailed)
        .onSignal(Terminated.class, this::onChildStopped)
        .build();
  }

  private Behavior<Command> begin() {
    beginNext();
    return this;
  }

  /** Begins shards until as many are under way as may be. */
  private void beginNext() {
    int most = campaignContext.resources().shardsAtOnce();
    while (begun < runs.length && !cancelled && begun - finished < most) {
      int index = begun++;
      runs[index].begin(now());
      plan(index);
    }
  }

  private void plan(int index) {
    answer(
        index,
        books
            .load(plan.shards().get(index))
            .thenApplyAsync(
                recovery -> planned(index, recovery), campaignContext.resources().planning()));
  }

  private Planned planned(int index, CheckpointStore.Recovery recovery) {
    ShardPlan shard = plan.plan(index);
    return new Planned(
        index,
        shard,
        recovery,
        recovery.checkpoint().flatMap(kept -> reading(shard, kept.totals())));
  }

  /** What totals tell in between; decides nothing, for grants are judged at their ends alone. */
  private static Optional<LastJudgement> reading(ShardPlan shard, Totals totals) {
    return judged(shard, totals, shard.rule().judge(totals, Duration.ZERO)).reading();
  }

  private long now() {
    return campaignContext.clock().getAsLong();
  }

  /** Computes an answer to itself outside the actor. */
  private void compute(int index, Supplier<Command> answer) {
    answer(index, CompletableFuture.supplyAsync(answer, campaignContext.resources().judging()));
  }

  private void answer(int index, CompletionStage<? extends Command> answer) {
    getContext()
        .pipeToSelf(
            answer, (command, failure) -> failure == null ? command : new Broken(index, failure));
  }

  private Behavior<Command> onGetStatus(GetStatus query) {
    long now = now();
    query
        .replyTo()
        .tell(
            new CampaignStatus(
                plan.config().name(),
                Arrays.stream(runs).map(run -> run.status(now)).toList(),
                books.status()));
    return this;
  }

  private Behavior<Command> onPlanned(Planned event) {
    ShardRun run = runs[event.index()];
    if (run.hasEnded()) {
      return this; // cancelled meanwhile
    }
    run.plan = Optional.of(event.plan());
    Optional<Checkpoint> checkpoint = event.recovery().checkpoint();
    books
        .noteDamage(run.shard(), event.recovery())
        .forEach(message -> getContext().getLog().warn("{}", message));
    checkpoint.ifPresent(kept -> run.resume(kept, event.recovery().looks(), event.reading()));
    spawn(run);
    continueTo(
        event.index(),
        checkpoint.map(Checkpoint::grantEnd).orElse(event.plan().rule().firstGrant().endBag()));
    return this;
  }

  /** Samples the rest of a grant; judges if there is none. */
  private void continueTo(int index, long endBag) {
    ShardRun run = runs[index];
    if (run.totals.nextBag() >= endBag) {
      judge(index, now());
    } else {
      sample(run, new Grant(run.totals.nextBag(), endBag));
    }
  }

  private void spawn(ShardRun run) {
    BagSource source =
        campaignContext
            .bags()
            .of(run.plan.orElseThrow().sampler())
            .watched(campaignContext.timings(), run.inFlight());
    ActorRef<ShardActor.Command> actor =
        getContext()
            .spawnAnonymous(
                ShardActor.create(
                    run.totals,
                    source,
                    campaignContext.resources().chunkPolicy().apply(run.shard()),
                    fromShards));
    getContext().watch(actor);
    run.actor = Optional.of(actor);
  }

  private void sample(ShardRun run, Grant grant) {
    run.grant = Optional.of(grant);
    Duration limit = run.plan.orElseThrow().rule().budget().maxTime().orElse(NO_LIMIT);
    run.actor.orElseThrow().tell(new ShardActor.Sample(grant, limit.minus(run.elapsed(now()))));
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
      long now = now();
      books.keep(run, now);
      judge(index, now);
    }
    return this;
  }

  private Behavior<Command> onKeepRunning(KeepRunning timer) {
    long now = now();
    Arrays.stream(runs).filter(run -> run.actor.isPresent()).forEach(run -> books.keep(run, now));
    beginNext();
    return this;
  }

  private Behavior<Command> onStoreReport(FromStore message) {
    if (message.report() instanceof StoreActor.Tried tried) {
      books.tried(tried);
    } else if (message.report() instanceof StoreActor.GaveUp end) {
      giveUp(end.reason());
    } else {
      close();
    }
    return this;
  }

  private void giveUp(String reason) {
    books.gaveUp(reason);
    cancel("the campaign's state cannot be saved: " + reason);
  }

  /** Nothing more will be saved, so that going on would be in vain. */
  private Behavior<Command> onStoreLost(String why) {
    storeIsLost = true;
    if (!closed) {
      giveUp("a defect: what saves it has died (%s)".formatted(why));
      finishIfAllHaveEnded();
    }
    return this;
  }

  private void close() {
    if (!closed) {
      closed = true;
      listener.tell(outcome());
    }
  }

  private CampaignOutcome outcome() {
    long networks = 0;
    double hiddenUnits = 0;
    for (ShardRun run : runs) {
      networks += run.networksOfThisRun();
      hiddenUnits += (double) run.networksOfThisRun() * run.shard().size().hiddenUnits();
    }
    return new CampaignOutcome(List.of(results), networks, hiddenUnits, books.notSaved());
  }

  private void judge(int index, long now) {
    ShardPlan shard = runs[index].plan.orElseThrow();
    Totals totals = runs[index].totals;
    Duration elapsed = runs[index].elapsed(now);
    compute(
        index,
        () -> {
          long began = System.nanoTime();
          Judgement judgement = shard.rule().judge(totals, elapsed);
          campaignContext.timings().judgement(System.nanoTime() - began);
          return new Judged(index, judged(shard, totals, judgement));
        });
  }

  private static ShardRun.Judged judged(ShardPlan shard, Totals totals, Judgement judgement) {
    return new ShardRun.Judged(
        judgement.assessment().map(known -> LastJudgement.of(shard, totals, known)),
        judgement.verdict());
  }

  private Behavior<Command> onJudged(Judged event) {
    ShardRun run = runs[event.index()];
    if (run.hasEnded()) {
      return this;
    }
    run.judged(event.found());
    if (event.found().verdict() instanceof Verdict.Continue more) {
      sample(run, more.grant());
    } else {
      end(event.index(), event.found().verdict());
    }
    return this;
  }

  /**
   * A shard's actor died. Its bags since the last report are measured again by another; the bits
   * are the same. Or the store died, which had states that nobody else knows.
   */
  private Behavior<Command> onChildFailed(ChildFailed signal) {
    if (signal.getRef().equals(store)) {
      return onStoreLost(String.valueOf(Causes.root(signal.cause())));
    }
    for (int index = 0; index < runs.length; index++) {
      if (runs[index].isRunBy(signal.getRef()) && !runs[index].hasEnded()) {
        recover(index, signal.cause());
      }
    }
    return this;
  }

  /** A shard's actor ended because it was told to, which nobody tells the store. */
  private Behavior<Command> onChildStopped(Terminated signal) {
    return signal.getRef().equals(store) ? onStoreLost("it was stopped") : this;
  }

  private void recover(int index, Throwable cause) {
    ShardRun run = runs[index];
    run.actor = Optional.empty();
    if (isForMemory(cause) && tryLater(index)) {
      return;
    }
    run.crashes++;
    getContext()
        .getLog()
        .warn("Shard {} crashed ({} of {})", run.totals.shard(), run.crashes, MOST_CRASHES);
    if (run.crashes >= MOST_CRASHES) {
      end(
          index,
          new Verdict.Failed(
              "crashed %d times, last with: %s".formatted(MOST_CRASHES, Causes.root(cause))));
      return;
    }
    goOn(index);
  }

  private void goOn(int index) {
    spawn(runs[index]);
    continueTo(index, runs[index].grant.orElseThrow().endBag());
  }

  private static boolean isForMemory(Throwable cause) {
    return Causes.chain(cause).anyMatch(OutOfMemoryError.class::isInstance);
  }

  /** Has a shard that could not get memory try again later; false if it has tried often enough. */
  private boolean tryLater(int index) {
    ShardRun run = runs[index];
    run.attempts++;
    if (run.attempts > MOST_ATTEMPTS) {
      return false;
    }
    if (run.attempts == 1) {
      getContext()
          .getLog()
          .warn("Shard {} cannot get memory now and tries again later", run.shard().id());
    }
    Duration doubled = SHORTEST_REST.multipliedBy(1L << Math.min(10, run.attempts - 1));
    Duration rest = doubled.compareTo(LONGEST_REST) < 0 ? doubled : LONGEST_REST;
    timers.startSingleTimer("memory-" + index, new TryAgain(index), rest);
    return true;
  }

  private Behavior<Command> onTryAgain(TryAgain timer) {
    ShardRun run = runs[timer.index()];
    if (run.hasEnded()) {
      return this;
    }
    if (run.plan.isEmpty()) {
      plan(timer.index());
    } else if (run.actor.isEmpty()) {
      goOn(timer.index());
    } else {
      judge(timer.index(), now());
    }
    return this;
  }

  /** A plan or a judgement could not be computed. */
  private Behavior<Command> onBroken(Broken event) {
    int index = event.index();
    Throwable cause = Causes.thrown(event.cause());
    if (cause instanceof DatabaseFailure lost) {
      cancel("its checkpoints cannot be read: " + lost.getMessage());
    } else if (!runs[index].hasEnded() && !(isForMemory(cause) && tryLater(index))) {
      getContext().getLog().error("A shard failed", cause);
      end(index, Evaluation.failed(cause));
    }
    return this;
  }

  private void end(int index, Verdict verdict) {
    ShardRun run = runs[index];
    long now = now();
    run.end(verdict, now);
    run.actor.ifPresent(getContext()::stop);
    books.note(run.shard(), "ended", "%s: %s".formatted(verdict.label(), verdict.reason()));
    Checkpoint last = run.checkpoint(plan.config().seed(), now);
    Optional<ShardPlan> planned = run.plan;
    List<JudgementRecord> looks = run.looks();
    CompletableFuture<ShardEnd> end =
        last.totals().bags() > 0
            ? CompletableFuture.supplyAsync(
                () -> ShardEnd.of(run.shard(), planned, last, looks, verdict),
                campaignContext.resources().judging())
            : books
                .loadAtEnd(run.shard())
                .thenApplyAsync(
                    existingRun ->
                        ShardEnd.ofUnmeasured(plan, index, planned, existingRun, verdict),
                    campaignContext.resources().planning());
    answer(
        index,
        end.exceptionally(cause -> ShardEnd.notComputed(run.shard(), cause))
            .thenApply(computed -> new Evaluated(index, computed)));
    run.release();
  }

  private Behavior<Command> onEvaluated(Evaluated event) {
    event.end().snapshot().ifPresent(books::keep);
    results[event.index()] = event.end().result();
    finished++;
    beginNext();
    finishIfAllHaveEnded();
    return this;
  }

  private void finishIfAllHaveEnded() {
    if (finished < runs.length) {
      return;
    }
    if (storeIsLost) {
      close();
    } else {
      books.finish(cancelled);
    }
  }

  private Behavior<Command> onCancel(Cancel command) {
    cancel(command.reason());
    return this;
  }

  private void cancel(String reason) {
    cancelled = true;
    for (int index = 0; index < runs.length; index++) {
      if (!runs[index].hasEnded()) {
        end(index, new Verdict.Cancelled(reason));
      }
    }
  }
}
