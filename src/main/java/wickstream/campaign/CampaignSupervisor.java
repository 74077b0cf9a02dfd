package wickstream.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
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

  /** Become the supervisor of this campaign. */
  record Begin(Behavior<Command> campaign) implements Command {}

  /** Say how far the campaign has come. */
  public record GetStatus(ActorRef<CampaignStatus> replyTo) implements Command {}

  /** End all shards with what they have. */
  public record Cancel(String reason) implements Command {}

  private record Planned(
      int index,
      ShardPlan plan,
      CheckpointStore.Recovery recovery,
      Optional<LastJudgement> lastJudgement)
      implements Command {}

  private record FromShard(ShardActor.Event event) implements Command {}

  private record Judged(int index, ShardRun.Judged found) implements Command {}

  private record JudgedTogether(List<Integer> indices, List<Judgement> judgements)
      implements Command {}

  private record NotJudgedTogether(Throwable cause) implements Command {}

  private record Evaluated(int index, ShardEnd end) implements Command {}

  private record Broken(int index, Throwable cause) implements Command {}

  private record FromStore(StoreActor.Report report) implements Command {}

  private record KeepRunning() implements Command {}

  private record TryAgain(int index) implements Command {}

  /** After so many crashes a shard has failed. */
  private static final int MAX_CRASHES = 3;

  /** Before a shard that could not get memory tries again; twice as long after each attempt. */
  private static final Duration SHORTEST_REST = Duration.ofMillis(100);

  private static final Duration LONGEST_REST = Duration.ofSeconds(5);

  /** After so many attempts in vain a shard that cannot get memory has failed. */
  private static final int MAX_ATTEMPTS = 60;

  private static final Duration NO_LIMIT = Duration.ofDays(36_500);

  private final TimerScheduler<Command> timers;
  private final CampaignPlan plan;
  private final CampaignContext campaignContext;
  private final ActorRef<CampaignOutcome> listener;
  private final ActorRef<ShardActor.Event> fromShards;
  private final ActorRef<StoreActor.Command> store;
  private final CheckpointCoordinator checkpointCoordinator;
  private final ShardPhase[] shards;

  /** What decides for all shards at once, where they have a target in common. */
  private final Optional<PowerRule> powerRule;

  private boolean judgesTogether;
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
    Executor storing = campaignContext.storing();
    this.store =
        context.spawn(
            StoreActor.create(
                checkpointPolicy,
                storing,
                context.messageAdapter(StoreActor.Report.class, FromStore::new)),
            "store");
    context.watch(store);
    this.checkpointCoordinator = new CheckpointCoordinator(checkpointPolicy, storing, store);
    this.powerRule = plan.powerRule();
    List<ShardStatus> unknown = StoredStatus.unknown(plan).shards();
    this.shards = new ShardPhase[unknown.size()];
    Arrays.setAll(shards, index -> new ShardPhase.Waiting(plan, index, unknown.get(index)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(GetStatus.class, this::onGetStatus)
        .onMessage(Cancel.class, this::onCancel)
        .onMessage(Planned.class, this::onPlanned)
        .onMessage(FromShard.class, this::onShardEvent)
        .onMessage(Judged.class, this::onJudged)
        .onMessage(JudgedTogether.class, this::onJudgedTogether)
        .onMessage(NotJudgedTogether.class, this::onNotJudgedTogether)
        .onMessage(Evaluated.class, this::onEvaluated)
        .onMessage(Broken.class, this::onBroken)
        .onMessage(KeepRunning.class, this::onKeepRunning)
        .onMessage(TryAgain.class, this::onTryAgain)
        .onMessage(FromStore.class, this::onStoreReport)
        .onSignal(ChildFailed.class, this::onChildFailed)
        .onSignal(Terminated.class, this::onChildStopped)
        .build();
  }

  /** What waits for its campaign. */
  static Behavior<Command> waitingForCampaign() {
    return Behaviors.receiveMessage(
        message -> message instanceof Begin begin ? begin.campaign : Behaviors.unhandled());
  }

  private Behavior<Command> begin() {
    beginNext();
    return this;
  }

  /**
   * Has shards go on or begin until as many are under way as may be; judges them together when all
   * wait for that.
   */
  private void beginNext() {
    int most = campaignContext.shardsAtOnce();
    List<ShardRun> waiting = waiting();
    int free = Math.max(0, most - (begun - finished - waiting.size()));
    List<ShardRun> next = waiting.stream().filter(ShardRun::hasBagsToRun).limit(free).toList();
    next.forEach(this::goOnWithGrant);
    free -= next.size();
    for (; begun < shards.length && !cancelled && free > 0; begun++) {
      if (shards[begun] instanceof ShardPhase.Waiting first) {
        ShardRun run = first.begin(now());
        shards[first.index()] = run;
        plan(run);
        free--;
      }
    }
    if (powerRule.isPresent() && begun == shards.length) {
      judgeTogether();
    }
  }

  /** The shards that wait for the others, or for others to make room. */
  private List<ShardRun> waiting() {
    return powerRule.isEmpty()
        ? List.of()
        : running().stream().filter(ShardRun::isWaiting).toList();
  }

  private void goOnWithGrant(ShardRun run) {
    run.leave();
    continueTo(run, run.grantEnd());
  }

  /** Judges all shards that have not ended, once each has run what it was granted. */
  private void judgeTogether() {
    List<ShardRun> runs = running();
    if (judgesTogether || runs.isEmpty() || !runs.stream().allMatch(ShardRun::isAtEndOfRound)) {
      return;
    }
    judgesTogether = true;
    long now = now();
    List<PowerRule.Standing> standings = runs.stream().map(run -> run.standing(now)).toList();
    List<Integer> indices = runs.stream().map(ShardRun::index).toList();
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(
                () -> powerRule.get().judge(standings), campaignContext.judging()),
            (judgements, failure) ->
                failure == null
                    ? new JudgedTogether(indices, judgements)
                    : new NotJudgedTogether(failure));
  }

  /**
   * The grants of a round are saved together: where some were lost, another run would judge shards
   * of different rounds, and grant other bags.
   */
  private Behavior<Command> onJudgedTogether(JudgedTogether event) {
    judgesTogether = false;
    List<ShardRun> granted = new ArrayList<>();
    for (int i = 0; i < event.indices().size(); i++) {
      Judgement judgement = event.judgements().get(i);
      running(event.indices().get(i))
          .ifPresent(
              run -> {
                run.judgedTogether(judgement);
                if (judgement.verdict() instanceof Verdict.Continue) {
                  granted.add(run);
                } else {
                  end(run, judgement.verdict());
                }
              });
    }
    checkpointCoordinator.keep(granted, now());
    beginNext();
    return this;
  }

  private Behavior<Command> onNotJudgedTogether(NotJudgedTogether event) {
    judgesTogether = false;
    getContext().getLog().error("The shards could not be judged together", event.cause());
    running().forEach(run -> end(run, Evaluation.failed(Causes.thrown(event.cause()))));
    return this;
  }

  private void plan(ShardRun run) {
    int index = run.index();
    answer(
        index,
        checkpointCoordinator
            .load(run)
            .thenApplyAsync(recovery -> planned(index, recovery), campaignContext.planning()));
  }

  /** A shard that is under way; empty if it has been cancelled meanwhile. */
  private Optional<ShardRun> running(int index) {
    return shards[index] instanceof ShardRun run ? Optional.of(run) : Optional.empty();
  }

  private List<ShardRun> running() {
    return Arrays.stream(shards)
        .filter(ShardRun.class::isInstance)
        .map(ShardRun.class::cast)
        .toList();
  }

  private Planned planned(int index, CheckpointStore.Recovery recovery) {
    ShardPlan shard = plan.plan(index);
    return new Planned(
        index,
        shard,
        recovery,
        recovery.checkpoint().flatMap(kept -> lastJudgement(shard, kept.totals())));
  }

  /** What totals tell in between; decides nothing, for grants are judged at their ends alone. */
  private static Optional<LastJudgement> lastJudgement(ShardPlan shard, Totals totals) {
    return judged(shard, totals, shard.rule().judge(totals, Duration.ZERO)).lastJudgement();
  }

  private long now() {
    return campaignContext.clock().getAsLong();
  }

  private void answer(int index, CompletionStage<? extends Command> answer) {
    getContext()
        .pipeToSelf(
            answer, (command, failure) -> failure == null ? command : new Broken(index, failure));
  }

  private Behavior<Command> onGetStatus(GetStatus query) {
    query.replyTo().tell(status());
    return this;
  }

  private CampaignStatus status() {
    long now = now();
    return new CampaignStatus(
        plan.config().name(),
        Arrays.stream(shards).map(shard -> shard.status(now)).toList(),
        checkpointCoordinator.status());
  }

  private Behavior<Command> onPlanned(Planned event) {
    running(event.index()).ifPresent(run -> goOn(run, event));
    return this;
  }

  private void goOn(ShardRun run, Planned event) {
    checkpointCoordinator
        .noteDamage(run, event.recovery())
        .forEach(message -> getContext().getLog().warn("{}", message));
    long endBag = run.planned(event.plan(), event.recovery(), event.lastJudgement());
    spawn(run);
    continueTo(run, endBag);
  }

  /** Samples the rest of a grant; judges if there is none. */
  private void continueTo(ShardRun run, long endBag) {
    long next = run.totals().nextBag();
    if (next >= endBag) {
      judge(run, now());
    } else {
      sample(run, new Grant(next, endBag));
    }
  }

  private void spawn(ShardRun run) {
    BagSource source =
        campaignContext
            .bags()
            .of(run.plan().orElseThrow().sampler())
            .watched(campaignContext.timings(), run.inFlight());
    ChunkPolicy chunkPolicy = campaignContext.chunkPolicy().apply(run.shard());
    ActorRef<ShardActor.Command> actor =
        getContext()
            .spawnAnonymous(ShardActor.create(run.totals(), source, chunkPolicy, fromShards));
    getContext().watch(actor);
    run.sampledBy(actor);
  }

  private void sample(ShardRun run, Grant grant) {
    run.granted(grant);
    Duration limit = run.plan().orElseThrow().rule().budget().maxTime().orElse(NO_LIMIT);
    run.actor().orElseThrow().tell(new ShardActor.Sample(grant, limit.minus(run.elapsed(now()))));
  }

  private Behavior<Command> onShardEvent(FromShard message) {
    ShardActor.Event event = message.event();
    running(plan.indexOf(event.totals().shard()))
        .ifPresent(
            run -> {
              run.advanceTo(event.totals());
              if (event instanceof ShardActor.GrantEnded) {
                long now = now();
                checkpointCoordinator.keep(run, now);
                judge(run, now);
              }
            });
    return this;
  }

  private Behavior<Command> onKeepRunning(KeepRunning timer) {
    long now = now();
    running().stream()
        .filter(run -> run.actor().isPresent())
        .forEach(run -> checkpointCoordinator.keep(run, now));
    beginNext();
    return this;
  }

  private Behavior<Command> onStoreReport(FromStore message) {
    if (message.report() instanceof StoreActor.Tried tried) {
      checkpointCoordinator.tried(tried);
    } else if (message.report() instanceof StoreActor.GaveUp end) {
      giveUp(end.reason());
    } else {
      close();
    }
    return this;
  }

  private void giveUp(String reason) {
    checkpointCoordinator.gaveUp(reason);
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
    List<ShardResult> results =
        Arrays.stream(shards)
            .map(ShardPhase.Ended.class::cast)
            .map(ended -> ended.result().orElseThrow())
            .toList();
    return new CampaignOutcome(status(), results, checkpointCoordinator.notSaved());
  }

  private void judge(ShardRun run, long now) {
    int index = run.index();
    ShardPlan shard = run.plan().orElseThrow();
    Totals totals = run.totals();
    Duration elapsed = run.elapsed(now);
    answer(
        index,
        CompletableFuture.supplyAsync(
            () -> {
              long began = System.nanoTime();
              Judgement judgement = shard.rule().judge(totals, elapsed);
              campaignContext.timings().judgement(System.nanoTime() - began);
              return new Judged(index, judged(shard, totals, judgement));
            },
            campaignContext.judging()));
  }

  private static ShardRun.Judged judged(ShardPlan shard, Totals totals, Judgement judgement) {
    return new ShardRun.Judged(
        judgement.assessment().map(known -> LastJudgement.of(shard, totals, known)),
        judgement.verdict());
  }

  private Behavior<Command> onJudged(Judged event) {
    Verdict verdict = event.found().verdict();
    running(event.index())
        .ifPresent(
            run -> {
              if (powerRule.isPresent() && event.found().lastJudgement().isPresent()) {
                run.arrived(event.found().lastJudgement().get());
                beginNext();
                return;
              }
              run.judged(event.found());
              if (verdict instanceof Verdict.Continue more) {
                sample(run, more.grant());
              } else {
                end(run, verdict);
              }
            });
    return this;
  }

  /**
   * A shard's actor died. Its bags since the last report are measured again by another; the bits
   * are the same. Or the store died, which alone held states not yet saved.
   */
  private Behavior<Command> onChildFailed(ChildFailed signal) {
    if (signal.getRef().equals(store)) {
      return onStoreLost(String.valueOf(Causes.root(signal.cause())));
    }
    running().stream()
        .filter(run -> run.isSampledBy(signal.getRef()))
        .forEach(run -> recover(run, signal.cause()));
    return this;
  }

  /** A shard's actor was stopped on purpose; the store never is, so its end is an error. */
  private Behavior<Command> onChildStopped(Terminated signal) {
    return signal.getRef().equals(store) ? onStoreLost("it was stopped") : this;
  }

  private void recover(ShardRun run, Throwable cause) {
    run.lostActor();
    if (isForMemory(cause) && tryLater(run)) {
      return;
    }
    int crashes = run.crashed();
    getContext().getLog().warn("Shard {} crashed ({} of {})", run.id(), crashes, MAX_CRASHES);
    if (crashes >= MAX_CRASHES) {
      end(
          run,
          new Verdict.Failed(
              "crashed %d times, last with: %s".formatted(MAX_CRASHES, Causes.root(cause))));
    } else {
      goOn(run);
    }
  }

  private void goOn(ShardRun run) {
    spawn(run);
    continueTo(run, run.grantEnd());
  }

  private static boolean isForMemory(Throwable cause) {
    return Causes.chain(cause).anyMatch(OutOfMemoryError.class::isInstance);
  }

  /** Has a shard that could not get memory try again later; false if it has tried often enough. */
  private boolean tryLater(ShardRun run) {
    int attempts = run.countMemoryFailure();
    if (attempts > MAX_ATTEMPTS) {
      return false;
    }
    if (attempts == 1) {
      getContext().getLog().warn("Shard {} cannot get memory now and tries again later", run.id());
    }
    Duration doubled = SHORTEST_REST.multipliedBy(1L << Math.min(10, attempts - 1));
    Duration rest = doubled.compareTo(LONGEST_REST) < 0 ? doubled : LONGEST_REST;
    timers.startSingleTimer("memory-" + run.index(), new TryAgain(run.index()), rest);
    return true;
  }

  private Behavior<Command> onTryAgain(TryAgain timer) {
    running(timer.index())
        .ifPresent(
            run -> {
              if (run.plan().isEmpty()) {
                plan(run);
              } else if (run.actor().isEmpty()) {
                goOn(run);
              } else {
                judge(run, now());
              }
            });
    return this;
  }

  /** A plan or a judgement could not be computed. */
  private Behavior<Command> onBroken(Broken event) {
    Throwable cause = Causes.thrown(event.cause());
    if (cause instanceof DatabaseFailure lost) {
      cancel("its checkpoints cannot be read: " + lost.getMessage());
      return this;
    }
    running(event.index())
        .filter(run -> !(isForMemory(cause) && tryLater(run)))
        .ifPresent(
            run -> {
              Causes.log(getContext().getLog(), run.shard().place() + " failed", cause);
              end(run, Evaluation.failed(cause));
            });
    return this;
  }

  private void end(ShardRun run, Verdict verdict) {
    int index = run.index();
    long now = now();
    shards[index] = run.end(verdict, now);
    run.actor().ifPresent(getContext()::stop);
    checkpointCoordinator.note(run, "ended", "%s: %s".formatted(verdict.label(), verdict.reason()));
    Checkpoint last = run.checkpoint(now);
    Optional<ShardPlan> planned = run.plan();
    List<JudgementRecord> judgements = run.judgements();
    CompletableFuture<ShardEnd> end =
        last.totals().bags() > 0
            ? CompletableFuture.supplyAsync(
                () -> ShardEnd.of(run.shard(), planned, last, judgements, verdict),
                campaignContext.judging())
            : checkpointCoordinator
                .loadAtEnd(run)
                .thenApplyAsync(
                    recovery -> ShardEnd.ofUnmeasured(plan, index, planned, recovery, verdict),
                    campaignContext.planning());
    answer(
        index,
        end.exceptionally(cause -> ShardEnd.notComputed(run.shard(), cause))
            .thenApply(computed -> new Evaluated(index, computed)));
  }

  private Behavior<Command> onEvaluated(Evaluated event) {
    event.end().snapshot().ifPresent(checkpointCoordinator::keep);
    if (shards[event.index()] instanceof ShardPhase.Ended ended) {
      shards[event.index()] = ended.with(event.end().result());
    }
    finished++;
    beginNext();
    finishIfAllHaveEnded();
    return this;
  }

  private void finishIfAllHaveEnded() {
    if (finished < shards.length) {
      return;
    }
    if (storeIsLost) {
      close();
    } else {
      checkpointCoordinator.finish(cancelled);
    }
  }

  private Behavior<Command> onCancel(Cancel command) {
    cancel(command.reason());
    return this;
  }

  private void cancel(String reason) {
    cancelled = true;
    for (ShardPhase shard : shards.clone()) {
      if (shard instanceof ShardPhase.Waiting waiting) {
        end(waiting.begin(now()), new Verdict.Cancelled(reason));
      } else if (shard instanceof ShardRun run) {
        end(run, new Verdict.Cancelled(reason));
      }
    }
  }
}
