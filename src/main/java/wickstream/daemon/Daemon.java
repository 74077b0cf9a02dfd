package wickstream.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.pattern.StatusReply;
import org.slf4j.LoggerFactory;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.Dispatchers;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.RunStore;
import wickstream.campaign.StoredResults;
import wickstream.config.BadInput;
import wickstream.config.CampaignFile;
import wickstream.config.InvalidConfiguration;
import wickstream.config.Program;
import wickstream.config.RunConfig;
import wickstream.sampling.Kernels;
import wickstream.store.CampaignArchive;
import wickstream.store.CampaignResult;
import wickstream.store.Database;
import wickstream.store.DirectoryLock;
import wickstream.store.MeasuredShard;
import wickstream.store.NumberedEvent;
import wickstream.store.ResultsDatabase;

/**
 * A daemon's campaigns: the way in for those who know nothing of actors. Whatever cannot be done
 * fails with a {@link Refusal}, a {@link BadInput} or an {@link InvalidConfiguration}. Thread-safe.
 */
public final class Daemon implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DaemonSettings settings;
  private final DirectoryLock lock;
  private final ActorSystem<Void> system;
  private final Workshop workshop;
  private final Tickets tickets;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicReference<DaemonStatus> status = new AtomicReference<>(DaemonStatus.EMPTY);
  private final AtomicReference<Optional<ActorRef<CampaignQueue.Command>>> queue =
      new AtomicReference<>(Optional.empty());

  private Daemon(
      DaemonSettings settings, DirectoryLock lock, Kernels kernels, Timekeeper timekeeper) {
    this.settings = settings;
    this.lock = lock;
    LoggerFactory.getILoggerFactory(); // set up by one thread before the actors' many ask for it
    this.system =
        ActorSystem.create(
            Behaviors.empty(),
            "wickstream",
            Dispatchers.settings(settings.threads(), settings.campaignsAtOnce()));
    this.workshop = new Workshop(system, settings, kernels, timekeeper);
    this.tickets = new Tickets(settings.data());
  }

  /**
   * Reserves a daemon's directory and sets up its threads; nothing runs yet.
   *
   * @throws BadInput if the directory cannot be used
   */
  public static Daemon prepare(DaemonSettings settings, Kernels kernels, Timekeeper timekeeper) {
    OutputDirectory.requireWritable(settings.data());
    return new Daemon(settings, RunStore.lock(settings.data()), kernels, timekeeper);
  }

  /**
   * Goes on with the campaigns that are there; when it returns, they are known.
   *
   * @throws BadInput if the directory cannot be read
   */
  public void begin() throws InterruptedException {
    try {
      List<Ticket> known = tickets.all();
      queue.set(
          Optional.of(
              system.systemActorOf(
                  CampaignQueue.create(workshop, tickets, known, this::show),
                  "campaigns",
                  Props.empty())));
      begun.await();
    } catch (IOException e) {
      throw new BadInput(
          "--data %s cannot be read: %s".formatted(settings.data(), OutputDirectory.reason(e)));
    }
  }

  private void show(DaemonStatus newer) {
    status.set(newer);
    begun.countDown();
  }

  /** Whether it knows its campaigns and takes more. */
  public boolean isReady() {
    return begun.getCount() == 0;
  }

  /** How it was set up. */
  public DaemonSettings settings() {
    return settings;
  }

  /** The actor system in which all this happens. */
  public ActorSystem<Void> system() {
    return system;
  }

  /** The threads that do the work. */
  public List<Workers> workers() {
    return workshop.workers();
  }

  /** The inner loop that samples, in words. */
  public String kernel() {
    return workshop.kernels().describe();
  }

  /** All campaigns, as they were within the last half second. */
  public DaemonStatus status() {
    return status.get();
  }

  /**
   * What a submitted text describes, if the daemon would run it.
   *
   * @param text HOCON, which includes nothing and sees no environment
   * @param name of the campaign, before that which the text gives
   */
  public CompletionStage<RunConfig> read(String text, Optional<String> name) {
    return compute(
        () -> {
          RunConfig config = CampaignFile.parse(text, "submitted", List.of());
          return checked(
              name.map(given -> new RunConfig(config.campaign().withName(given), config.store()))
                  .orElse(config));
        });
  }

  /** What a text makes of the configuration of a campaign that is there. */
  public CompletionStage<RunConfig> readOverlay(String campaign, String text) {
    return compute(
        () -> {
          CampaignProgress known =
              status().campaign(campaign).orElseThrow(() -> Refusal.unknown(campaign));
          return checked(CampaignFile.overlaid(known.run(), text, "submitted"));
        });
  }

  private RunConfig checked(RunConfig config) {
    if (config.store().url().isPresent()) {
      throw new InvalidConfiguration(
          "store.url", "must be null: a daemon keeps its campaigns in its own directory");
    }
    int shards = config.campaign().shardCount();
    if (shards > settings.mostShards()) {
      throw new InvalidConfiguration(
          "campaign.widths",
          "and sigma-w must make at most %d shards here, made %d"
              .formatted(settings.mostShards(), shards));
    }
    plan(config).requireDefinedTarget();
    return config;
  }

  private CampaignPlan plan(RunConfig config) {
    return new CampaignPlan(config.campaign(), workshop.kernels());
  }

  /** What a campaign would cost here. */
  public CompletionStage<CostEstimate> estimate(RunConfig config) {
    return compute(() -> CostEstimate.of(plan(config), settings.threads()));
  }

  /** Runs a campaign when its turn comes. */
  public CompletionStage<CampaignProgress> submit(RunConfig config, int priority) {
    return ask(replyTo -> new CampaignQueue.Submit(config, priority, replyTo));
  }

  /** Lets a campaign rest, its state kept. */
  public CompletionStage<CampaignProgress> pause(String name) {
    return wish(name, Ticket.Wish.PAUSE);
  }

  /** Lets a campaign go on, when its turn comes. */
  public CompletionStage<CampaignProgress> resume(String name) {
    return wish(name, Ticket.Wish.RUN);
  }

  /** Ends a campaign with what it has. */
  public CompletionStage<CampaignProgress> cancel(String name) {
    return wish(name, Ticket.Wish.CANCEL);
  }

  private CompletionStage<CampaignProgress> wish(String name, Ticket.Wish wish) {
    return ask(replyTo -> new CampaignQueue.SetWish(name, wish, replyTo));
  }

  /** Gives a campaign another priority. */
  public CompletionStage<CampaignProgress> prioritise(String name, int priority) {
    return ask(replyTo -> new CampaignQueue.SetPriority(name, priority, replyTo));
  }

  /** Lets a campaign go on under another configuration. */
  public CompletionStage<CampaignProgress> extend(String name, RunConfig next) {
    return ask(replyTo -> new CampaignQueue.Extend(name, next, replyTo));
  }

  /**
   * Forgets a campaign that is not running.
   *
   * @param files whether its directory goes too
   */
  public CompletionStage<Done> delete(String name, boolean files) {
    return ask(replyTo -> new CampaignQueue.Delete(name, files, replyTo));
  }

  /** What happened to a campaign after the event of a serial number. */
  public CompletionStage<List<NumberedEvent>> events(String name, long after, int most) {
    return compute(() -> tickets.events(name, after, most));
  }

  /** Where a campaign's files are. */
  public Path directory(String name) {
    return tickets.directory(name);
  }

  /** The results of a campaign as far as they have been saved. */
  public CompletionStage<CampaignResult> results(CampaignProgress campaign) {
    return compute(() -> stored(campaign));
  }

  private CampaignResult stored(CampaignProgress campaign) {
    Database database = Database.in(directory(campaign.name()));
    if (database.isAbsent()) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "campaign %s has no results yet: it has not begun".formatted(campaign.name()));
    }
    CampaignPlan plan = new CampaignPlan(campaign.config(), workshop.kernels());
    try (ResultsDatabase open = ResultsDatabase.open(database)) {
      List<MeasuredShard> shards =
          StoredResults.of(plan, new CampaignArchive(open, campaign.name()));
      return new CampaignResult(
          Program.version(),
          campaign.config(),
          shards.stream().map(MeasuredShard::result).toList(),
          Map.of("state", campaign.state().label()));
    }
  }

  private <T> CompletionStage<T> compute(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, workshop.judging());
  }

  private <T> CompletionStage<T> ask(
      Function<ActorRef<StatusReply<T>>, CampaignQueue.Command> message) {
    return queue
        .get()
        .map(
            ready ->
                AskPattern.<CampaignQueue.Command, T>askWithStatus(
                    ready, message::apply, PATIENCE, system.scheduler()))
        .orElseGet(
            () ->
                CompletableFuture.failedStage(
                    new Refusal(Refusal.Kind.ENDING, "the daemon is not ready yet")));
  }

  /**
   * Stops all campaigns with their state saved.
   *
   * @return whether all were stopped in time
   */
  public boolean stop(Duration within) throws InterruptedException {
    if (queue.get().isEmpty()) {
      return true;
    }
    try {
      AskPattern.<CampaignQueue.Command, Done>ask(
              queue.get().get(), CampaignQueue.ShutDown::new, within, system.scheduler())
          .toCompletableFuture()
          .get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | CompletionException | TimeoutException e) {
      return false;
    }
  }

  /** Lets go of threads and directory; what runs dies, and goes on when started again. */
  @Override
  public void close() {
    system.terminate();
    try {
      lock.close();
    } catch (IOException e) {
      // The lock goes with the process.
    }
  }
}
