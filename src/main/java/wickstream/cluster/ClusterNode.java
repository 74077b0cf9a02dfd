package wickstream.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.delivery.ConsumerController;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.management.cluster.bootstrap.ClusterBootstrap;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.slf4j.LoggerFactory;
import wickstream.campaign.Causes;
import wickstream.campaign.Dispatchers;
import wickstream.campaign.SamplingThreads;
import wickstream.campaign.WorkerPool;
import wickstream.config.BadInput;
import wickstream.config.ClusterConfig;
import wickstream.config.ProgramInfo;
import wickstream.sampling.ComputeBackend;

/** This process as a node of a cluster. */
public final class ClusterNode implements AutoCloseable {
  static final String SYSTEM = "wickstream";

  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(4);

  private final ClusterConfig config;
  private final Role role;
  private final ActorSystem<Void> system;
  private final SamplingThreads sampling;
  private final ComputeBackend computeBackend;
  private final String fingerprint;
  private final Coordinators coordinators;
  private final CompletableFuture<Done> majority = new CompletableFuture<>();
  private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();

  private ClusterNode(
      ClusterConfig config,
      Role role,
      ActorSystem<Void> system,
      SamplingThreads sampling,
      ComputeBackend computeBackend) {
    this.config = config;
    this.role = role;
    this.system = system;
    this.sampling = sampling;
    this.computeBackend = computeBackend;
    this.fingerprint = NumericFingerprint.of(computeBackend);
    this.coordinators = Coordinators.of(config, Cluster.get(system).selfMember().address());
  }

  /**
   * Sets up a node, which other nodes can reach; it takes part once it has {@link #join joined}.
   *
   * @param threads how many threads sample, at least 0
   * @param campaigns how many campaigns may run at once
   * @throws BadInput if the node's address cannot be used
   */
  public static ClusterNode start(
      ClusterConfig config, Role role, int threads, int campaigns, ComputeBackend computeBackend) {
    LoggerFactory.getILoggerFactory(); // set up by one thread before the actors' many ask for it
    ActorSystem<Void> system;
    try {
      system =
          ActorSystem.create(
              Behaviors.empty(), SYSTEM, NodeSettings.of(config, role, threads, campaigns));
    } catch (RuntimeException e) {
      if (e instanceof BadInput) {
        throw e;
      }
      throw new BadInput(
          "the cluster address %s:%d cannot be used: %s"
              .formatted(config.host(), config.port(), Causes.root(e).getMessage()));
    }
    SamplingThreads sampling = Dispatchers.sampling(system);
    return new ClusterNode(config, role, system, sampling, computeBackend);
  }

  /**
   * Begins to join the cluster. The first of the coordinators forms it if a majority of them report
   * that there is none.
   *
   * @throws BadInput if coordinators are to be found in Kubernetes and this is no pod there
   */
  public void join() {
    Cluster cluster = Cluster.get(system);
    Address self = cluster.selfMember().address();
    List<Address> addresses = coordinators.addresses();
    if (config.kubernetes().isPresent()) {
      lookForCoordinators();
    } else if (addresses.equals(List.of(self))) {
      cluster.manager().tell(new Join(self));
    } else {
      cluster.manager().tell(new JoinSeedNodes(coordinators.foundedNotBy(self)));
      if (addresses.get(0).equals(self)) {
        system.systemActorOf(
            ClusterFormation.create(coordinators, this::isInCluster),
            "cluster-formation",
            Props.empty());
      }
    }
  }

  private void lookForCoordinators() {
    try {
      PekkoManagement.get(system).start().toCompletableFuture().join();
      ClusterBootstrap.get(system).start();
    } catch (Exception e) { // checked ones too, which Scala does not declare
      system.terminate();
      throw new BadInput("pods cannot be looked for by kubernetes.pod-selector: " + Causes.root(e));
    }
  }

  /** The actor system. */
  public ActorSystem<Void> system() {
    return system;
  }

  /** How it takes part. */
  public ClusterConfig config() {
    return config;
  }

  /** The threads that sample. */
  public SamplingThreads sampling() {
    return sampling;
  }

  /** The inner loop that samples. */
  public ComputeBackend computeBackend() {
    return computeBackend;
  }

  /** Its {@link NumericFingerprint}. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Slots are registered under their fingerprint, so that nodes with other bits get no work. */
  ServiceKey<ConsumerController.Command<WorkItem>> slotKey() {
    return ServiceKey.create(ConsumerController.serviceKeyClass(), "slots-" + fingerprint);
  }

  /**
   * Starts measuring bags as soon as this node is in the cluster and, if it is a worker, a
   * coordinator has admitted it.
   *
   * @return completed then; failed with {@link BadInput} if every coordinator refuses this node
   */
  public CompletionStage<Done> open() {
    system.systemActorOf(Membership.create(coordinators, majority), "membership", Props.empty());
    if (role == Role.COORDINATOR) {
      system.systemActorOf(
          Admission.create(identity(), fingerprint, this::isInCluster),
          Admission.NAME,
          Props.empty());
      measure();
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    CompletableFuture<Admission.Answer> answer = new CompletableFuture<>();
    system.systemActorOf(
        Registration.create(identity(), fingerprint, answer), "registration", Props.empty());
    return answer.thenApply(this::admitted);
  }

  private Done admitted(Admission.Answer answer) {
    if (!answer.isWelcome()) {
      throw new BadInput(
          "refused by the coordinators, as test bags have other bits there: they are %s, this is %s"
              .formatted(answer.identity(), identity()));
    }
    measure();
    return Done.getInstance();
  }

  private String identity() {
    return "wickstream %s on Java %s, kernel %s, proof %s"
        .formatted(
            ProgramInfo.version(),
            System.getProperty("java.version"),
            computeBackend.describe(),
            fingerprint);
  }

  private void measure() {
    if (sampling.threads() == 0) {
      return;
    }
    String name = Cluster.get(system).selfMember().uniqueAddress().toString();
    ActorRef<WorkerSlots.Command> slots =
        system.systemActorOf(
            WorkerSlots.create(
                new BagMeasurer(computeBackend, sampling),
                sampling.threads(),
                slotKey(),
                name,
                fatal),
            "slots",
            Props.empty());
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind(),
            "drain",
            () ->
                AskPattern.ask(slots, WorkerSlots.Drain::new, LONGEST_DRAIN, system.scheduler())
                    .exceptionally(tooLong -> Done.getInstance()));
  }

  /**
   * Distributes the items of the leading coordinator to the slots that pull.
   *
   * @param epoch distinguishes them from those of other leaders
   * @param throughput is kept up to date
   */
  public Behavior<WorkDispatcher.Command> workDispatcher(long epoch, Throughput throughput) {
    return WorkDispatcher.create(slotKey(), epoch, throughput);
  }

  /**
   * All who measure in the cluster.
   *
   * @param reading where their results are decoded
   */
  public static WorkerPool workerPool(
      ActorRef<WorkDispatcher.Command> workDispatcher, Throughput throughput, Executor reading) {
    return new WorkerPool(
        new RemoteBags(workDispatcher, throughput, reading)::of,
        shard -> new ItemChunkPolicy(throughput, shard),
        throughput::slots);
  }

  /**
   * Completed when this node has seen a majority of the coordinators in its cluster, which it may
   * lead from then on: one that has not may have founded a cluster beside that of the others.
   */
  public CompletionStage<Done> whenInMajority() {
    return majority.minimalCompletionStage();
  }

  /**
   * How many nodes there are, role by role; those that are out of reach, that still join or that
   * leave are left out.
   */
  public Map<String, Integer> members() {
    var state = Cluster.get(system).state();
    Map<String, Integer> members = new TreeMap<>();
    StreamSupport.stream(state.getMembers().spliterator(), false)
        .filter(member -> member.status().equals(MemberStatus.up()))
        .filter(member -> !state.getUnreachable().contains(member))
        .forEach(member -> member.getRoles().forEach(r -> count(members, r)));
    return members;
  }

  private static void count(Map<String, Integer> members, String role) {
    if (!role.startsWith("dc-")) {
      members.merge(role, 1, Integer::sum);
    }
  }

  /** The nodes that are out of reach right now. */
  public long unreachable() {
    return Cluster.get(system).state().getUnreachable().size();
  }

  /** Where other nodes reach this one. */
  public String address() {
    Member self = Cluster.get(system).selfMember();
    return self.address().hostPort().replaceFirst("^.*@", "");
  }

  /** Completed when the node has left or was given up by the others. */
  public CompletionStage<Done> whenOver() {
    return system.getWhenTerminated();
  }

  /**
   * Completed when this node has met an error after which nothing it does can be relied upon, such
   * as running out of memory: it measures no more, and its owner should make it leave.
   */
  public CompletionStage<Throwable> whenBroken() {
    return fatal;
  }

  /** Begins to leave the cluster of its own accord. */
  public void end() {
    CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.actorSystemTerminateReason());
  }

  /**
   * Hands over what is at hand and leaves the cluster.
   *
   * @return whether that was done in time
   */
  public boolean leave(Duration within) throws InterruptedException {
    try {
      over().toCompletableFuture().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private CompletionStage<Done> over() {
    if (!isInCluster()) {
      system.terminate(); // it was never admitted: there is nobody to hand over to
      return whenOver();
    }
    return CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.actorSystemTerminateReason());
  }

  /** Whether it has been let into a cluster, and has not left it. */
  private boolean isInCluster() {
    return !Cluster.get(system).selfMember().status().equals(MemberStatus.removed());
  }

  @Override
  public void close() {
    system.terminate();
  }
}
