package wickstream.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.pattern.StatusReply;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.RunStore;
import wickstream.campaign.SamplingThreads;
import wickstream.campaign.StoreAccess;
import wickstream.cluster.ClusterNode;
import wickstream.cluster.Role;
import wickstream.cluster.Throughput;
import wickstream.config.BadInput;
import wickstream.config.CampaignFile;
import wickstream.config.ClusterConfig;
import wickstream.config.Feasibility;
import wickstream.config.InvalidConfiguration;
import wickstream.config.RunConfig;
import wickstream.persistence.Database;
import wickstream.persistence.DirectoryLock;
import wickstream.persistence.NumberedEvent;
import wickstream.results.CampaignResult;
import wickstream.results.MeasuredCampaign;
import wickstream.results.TrainedTime;
import wickstream.sampling.ComputeBackend;

/**
 * A daemon's campaigns: the way in for those who know nothing of actors. Whatever cannot be done
 * fails with a {@link RequestRejected}, a {@link BadInput} or an {@link InvalidConfiguration}.
 * Thread-safe.
 */
public final class Daemon implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** For the reading and estimating of campaigns: less than the minute that clients wait. */
  private static final Duration ESTIMATING = Duration.ofSeconds(50);

  /** For results: less than the two minutes that the server waits. */
  private static final Duration EVALUATING = Duration.ofSeconds(110);

  private final DaemonSettings settings;
  private final DirectoryLock lock;
  private final DaemonBackend backend;
  private final DaemonContext daemonContext;
  private final ActiveQueue activeQueue = new ActiveQueue();

  private Daemon(
      DaemonSettings settings,
      DirectoryLock lock,
      DaemonBackend backend,
      ComputeBackend computeBackend,
      LatencyRecorder latencyRecorder) {
    this.settings = settings;
    this.lock = lock;
    this.backend = backend;
    this.daemonContext =
        new DaemonContext(
            backend.system(), settings, backend.sampling(), computeBackend, latencyRecorder);
  }

  /**
   * Makes sure that a coordinator may use the database of its cluster, before anything is set up.
   *
   * @throws wickstream.persistence.DatabaseFailure if the database refuses this user, or is not
   *     there
   */
  public static void requireDatabase(ClusterConfig config) {
    Database.ofCoordinator(config.store(), StoreAccess::variable).requireAccess();
  }

  /**
   * Reserves a daemon's directory and sets up its threads; nothing runs yet.
   *
   * @throws BadInput if the directory cannot be used
   */
  public static Daemon prepare(
      DaemonSettings settings, ComputeBackend computeBackend, LatencyRecorder latencyRecorder) {
    OutputDirectory.requireWritable("data directory", settings.data());
    DirectoryLock lock = RunStore.lock(settings.data());
    return new Daemon(settings, lock, new LocalBackend(settings), computeBackend, latencyRecorder);
  }

  /**
   * The same for a coordinator of a cluster, whose campaigns are in the database of all.
   *
   * @param config how it takes part
   * @throws BadInput if the directory or the node's address cannot be used
   */
  public static Daemon inCluster(
      DaemonSettings settings,
      ClusterConfig config,
      ComputeBackend computeBackend,
      LatencyRecorder latencyRecorder) {
    OutputDirectory.requireWritable("data directory", settings.data());
    DirectoryLock lock = RunStore.lock(settings.data());
    ClusterNode node =
        ClusterNode.start(
            config,
            Role.COORDINATOR,
            settings.threads(),
            settings.campaignsAtOnce(),
            computeBackend);
    return new Daemon(settings, lock, new ClusterBackend(node), computeBackend, latencyRecorder);
  }

  /** Its node in a cluster, if it is in one. */
  public Optional<ClusterNode> node() {
    return backend instanceof ClusterBackend cluster
        ? Optional.of(cluster.node())
        : Optional.empty();
  }

  /**
   * Goes on with the campaigns that are there; when it returns, a daemon on its own knows them.
   *
   * @param url under which other coordinators reach its API
   * @throws BadInput if the directory cannot be read
   */
  public void begin(String url) throws InterruptedException {
    try {
      backend.begin(daemonContext, activeQueue, url);
    } catch (IOException e) {
      throw new BadInput(
          "the data directory %s cannot be read: %s"
              .formatted(settings.data(), OutputDirectory.reason(e)));
    }
  }

  /** Whether it runs campaigns, knows them and takes more. */
  public boolean isReady() {
    return activeQueue.here().isPresent();
  }

  /** Why campaigns or requests are stalled, in words, if they are. */
  public Optional<String> trouble() {
    return daemonContext.trouble();
  }

  /** Where the campaigns of its cluster are served while another coordinator leads: a URL. */
  public Optional<String> elsewhere() {
    return backend.elsewhere();
  }

  /** How fast its cluster measures, while it leads one. */
  public Optional<Throughput> throughput() {
    return activeQueue.here().flatMap(ActiveQueue.Open::throughput);
  }

  /** How many threads measure for it. */
  public int threads() {
    return activeQueue
        .here()
        .map(here -> here.queueContext().workerPool().threads().getAsInt())
        .orElse(settings.threads());
  }

  /** Completed when it ends without having been told to. */
  public CompletionStage<Done> whenOver() {
    return backend.whenOver();
  }

  /** How it was set up. */
  public DaemonSettings settings() {
    return settings;
  }

  /** The actor system in which all this happens. */
  public ActorSystem<Void> system() {
    return backend.system();
  }

  /** The threads that do the work. */
  public List<SamplingThreads> workers() {
    return daemonContext.workers();
  }

  /** The inner loop that samples, in words. */
  public String kernel() {
    return daemonContext.computeBackend().describe();
  }

  /** All campaigns, as they were within the last half second. */
  public DaemonStatus status() {
    return activeQueue.status();
  }

  /**
   * What a submitted text describes, if the daemon would run it.
   *
   * @param text HOCON, which includes nothing and has no substitutions
   * @param name of the campaign, before that which the text gives
   */
  public CompletionStage<RunConfig> read(String text, Optional<String> name) {
    return daemonContext.submissions().compute(ESTIMATING, () -> submitted(text, name));
  }

  private RunConfig submitted(String text, Optional<String> name) {
    RunConfig config = CampaignFile.submitted(text, "submitted");
    return checked(
        name.map(given -> new RunConfig(config.campaign().withName(given), config.store()))
            .orElse(config));
  }

  /** What a text makes of the configuration of a campaign that is there. */
  public CompletionStage<RunConfig> readOverlay(String campaign, String text) {
    return daemonContext
        .submissions()
        .compute(
            ESTIMATING,
            () -> {
              CampaignProgress known =
                  status().campaign(campaign).orElseThrow(() -> RequestRejected.unknown(campaign));
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
    Feasibility.checkMemory(config.campaign(), threads(), settings.memory());
    plan(config).requireDefinedTarget();
    return config;
  }

  private CampaignPlan plan(RunConfig config) {
    return new CampaignPlan(config.campaign(), daemonContext.computeBackend());
  }

  /** What the campaign of a submitted text would cost here; see {@link #read}. */
  public CompletionStage<CostEstimate> estimate(String text, Optional<String> name) {
    return daemonContext
        .estimates()
        .compute(
            ESTIMATING, () -> CostEstimate.of(plan(submitted(text, name)), Math.max(1, threads())));
  }

  /** Runs a campaign when its turn comes. */
  public CompletionStage<CampaignProgress> submit(RunConfig config, int priority) {
    return ask(replyTo -> new CampaignQueue.Submit(config, priority, replyTo));
  }

  /** Lets a campaign rest, its state kept. */
  public CompletionStage<CampaignProgress> pause(String name) {
    return desiredState(name, QueuedCampaign.DesiredState.PAUSE);
  }

  /** Lets a campaign go on, when its turn comes. */
  public CompletionStage<CampaignProgress> resume(String name) {
    return desiredState(name, QueuedCampaign.DesiredState.RUN);
  }

  /** Ends a campaign with what it has. */
  public CompletionStage<CampaignProgress> cancel(String name) {
    return desiredState(name, QueuedCampaign.DesiredState.CANCEL);
  }

  private CompletionStage<CampaignProgress> desiredState(
      String name, QueuedCampaign.DesiredState desiredState) {
    return ask(replyTo -> new CampaignQueue.SetDesiredState(name, desiredState, replyTo));
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
    return daemonContext.results().compute(EVALUATING, () -> databases().events(name, after, most));
  }

  /**
   * A result file of a campaign that is kept in a directory of this daemon alone, and so is the
   * newest there is.
   */
  public Optional<Path> resultFile(String name, String file) {
    return activeQueue
        .here()
        .map(ActiveQueue.Open::queueContext)
        .filter(queueContext -> !queueContext.isShared())
        .map(queueContext -> queueContext.queueStore().directory(name).resolve(file));
  }

  /** The numbers of those shards of a campaign that have ended, without Green functions. */
  public CompletionStage<CampaignResult> numbers(CampaignProgress campaign) {
    return daemonContext.results().compute(EVALUATING, () -> databases().numbers(campaign));
  }

  /** The results of a campaign as far as they have been saved. */
  public CompletionStage<MeasuredCampaign> results(CampaignProgress campaign) {
    return daemonContext.results().compute(EVALUATING, () -> databases().results(campaign));
  }

  /**
   * What the trained networks of a shard are, as far as they have been saved.
   *
   * @param shard the identity of one of the campaign
   */
  public CompletionStage<List<TrainedTime>> trained(CampaignProgress campaign, String shard) {
    return daemonContext.results().compute(EVALUATING, () -> databases().trained(campaign, shard));
  }

  private CampaignDatabases databases() {
    return new CampaignDatabases(
        activeQueue.here().orElseThrow(Daemon::notReady).queueContext().queueStore(),
        daemonContext.computeBackend());
  }

  private static RequestRejected notReady() {
    return new RequestRejected(RequestRejected.Kind.ENDING, "the daemon is not ready yet");
  }

  private <T> CompletionStage<T> ask(
      Function<ActorRef<StatusReply<T>>, CampaignQueue.Command> message) {
    return activeQueue
        .here()
        .map(
            here ->
                RequestRejected.ifLate(
                    AskPattern.<CampaignQueue.Command, T>askWithStatus(
                        here.queue(), message::apply, PATIENCE, system().scheduler()),
                    () ->
                        "the daemon has not answered for %d s: look whether this was done before you try again"
                            .formatted(PATIENCE.toSeconds())))
        .orElseGet(() -> CompletableFuture.failedStage(notReady()));
  }

  /**
   * Stops all campaigns with their state saved.
   *
   * @return whether all were stopped in time
   */
  public boolean stop(Duration within) throws InterruptedException {
    return backend.stop(activeQueue, within);
  }

  /** Lets go of threads and directory; what runs dies, and goes on when started again. */
  @Override
  public void close() {
    backend.close();
    try {
      lock.close();
    } catch (IOException e) {
      // The lock goes with the process.
    }
  }
}
