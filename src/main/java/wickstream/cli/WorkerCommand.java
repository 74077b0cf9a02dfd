package wickstream.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import wickstream.cluster.ClusterNode;
import wickstream.cluster.Role;
import wickstream.config.BadInput;
import wickstream.config.ClusterConfig;
import wickstream.config.ClusterFile;
import wickstream.config.ProgramInfo;
import wickstream.daemon.DaemonStatus;
import wickstream.http.MeterServer;
import wickstream.metrics.ClusterView;
import wickstream.metrics.Latencies;
import wickstream.metrics.Meters;
import wickstream.sampling.ComputeBackend;

/** {@code wickstream worker}: measures bags for a cluster. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Measures bags for the coordinators of a cluster (wickstream serve --cluster), with all cores. May come and go at any time: what"
          + " was lost with a worker is measured by another. Serves its meters at /metrics, its health at /health/live and /health/ready.",
      "SIGTERM or Ctrl-C ends it when the bags at hand are measured, within seconds."
    })
final class WorkerCommand implements Callable<Integer> {
  /** How long the end may take. */
  static final Duration GOODBYE = Duration.ofSeconds(25);

  private static final long REMINDER_SECONDS = 15;

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT",
      split = ",",
      description = "coordinators of the cluster, one of which must be up; may be repeated")
  private List<String> join = List.of();

  @Option(
      names = "--cluster",
      paramLabel = "FILE",
      description =
          "the cluster's file (see conf/cluster.conf), for TLS, Kubernetes or other addresses than those of this machine")
  private Path cluster;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description =
          "override one key of the file, such as host=10.0.0.5; may be repeated. port=P is the same as --cluster-port, which goes before")
  private List<String> overrides = List.of();

  @Option(
      names = "--cluster-port",
      paramLabel = "P",
      description =
          "the port at which other nodes reach this one; any that is free by default, as the file's is the coordinators'")
  private Integer clusterPort;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "how many threads sample; all cores by default")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "where to serve meters and health; 127.0.0.1 by default")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "at which port; any that is free by default")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    ServeCommand.check("--threads", threads, 1, 1024);
    if (clusterPort != null) {
      ServeCommand.check("--cluster-port", clusterPort, 0, 65_535);
    }
    ServeCommand.check("--port", port, 0, 65_535);
    Logging.ofDaemon(false);
    ComputeBackend computeBackend = CampaignOptions.computeBackend();
    try (ClusterNode node = ClusterNode.start(config(), Role.WORKER, threads, 1, computeBackend);
        Meters meters = meters(node)) {
      return work(node, meters);
    }
  }

  /** How it takes part, as its options say. */
  ClusterConfig config() {
    ClusterConfig config = ClusterFile.load(Optional.ofNullable(cluster), settings());
    if (!join.isEmpty()) {
      config = config.joining(join);
    }
    if (config.join().isEmpty() && config.kubernetes().isEmpty()) {
      throw new BadInput("give a coordinator to join by --join, such as --join 127.0.0.1:7871");
    }
    return config;
  }

  /** What goes before the cluster's file, and of that the last before the first. */
  private List<String> settings() {
    List<String> settings = new ArrayList<>(List.of("port=0"));
    settings.addAll(overrides);
    if (clusterPort != null) {
      settings.add("port=" + clusterPort);
    }
    return settings;
  }

  private static Meters meters(ClusterNode node) {
    return new Meters(
        () -> DaemonStatus.EMPTY,
        List.of(node.sampling()),
        new Latencies(),
        () -> 0,
        new ClusterView(Optional.of(node), Optional::empty),
        Map.of(
            "version",
            ProgramInfo.version(),
            "kernel",
            node.computeBackend().describe(),
            "java",
            System.getProperty("java.version")));
  }

  private int work(ClusterNode node, Meters meters) throws InterruptedException {
    AtomicReference<Optional<Throwable>> rejection = new AtomicReference<>(Optional.empty());
    CountDownLatch admitted = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    InetSocketAddress where =
        new MeterServer(
                node.system(),
                Meters.CONTENT_TYPE,
                meters::scrape,
                () -> admitted.getCount() == 0 && rejection.get().isEmpty())
            .bind(host, port);
    node.whenOver()
        .thenRun(
            () -> {
              told.countDown();
              admitted.countDown();
            });
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  rejection.compareAndSet(Optional.empty(), Optional.of(new Interrupted()));
                  told.countDown();
                  admitted.countDown(); // it will not be, and need not be waited for
                  ServeCommand.awaitQuietly(stopped);
                },
                "interrupted"));
    try {
      node.open()
          .whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  rejection.set(Optional.of(failure));
                  told.countDown();
                }
                admitted.countDown();
              });
      node.join();
      node.whenBroken()
          .thenAccept(
              error -> {
                rejection.compareAndSet(Optional.empty(), Optional.of(new Broken(error)));
                told.countDown();
              });
      awaitAdmission(node, admitted, told);
      if (told.getCount() > 0) {
        System.out.printf(
            "wickstream worker measures with %d threads for the cluster of %s; meters at http://%s:%d/metrics%n",
            threads, coordinators(node), where.getAddress().getHostAddress(), where.getPort());
      }
      told.await();
      return end(node, rejection.get());
    } finally {
      stopped.countDown();
    }
  }

  private void awaitAdmission(ClusterNode node, CountDownLatch admitted, CountDownLatch told)
      throws InterruptedException {
    while (!admitted.await(REMINDER_SECONDS, TimeUnit.SECONDS) && told.getCount() > 0) {
      System.err.printf("wickstream: still waiting for %s%n", coordinators(node));
    }
  }

  private static String coordinators(ClusterNode node) {
    return node.config()
        .kubernetes()
        .map(kubernetes -> "pods with " + kubernetes.podSelector())
        .orElse(String.join(", ", node.config().join()));
  }

  private static int end(ClusterNode node, Optional<Throwable> why) throws InterruptedException {
    if (why.isEmpty()) {
      System.err.println(ServeCommand.GIVEN_UP);
      return ExitCode.DEFECT;
    }
    boolean isInTime = node.leave(GOODBYE);
    if (why.get() instanceof Interrupted) {
      if (!isInTime) {
        System.err.println("wickstream: not all bags at hand could be measured in time");
      }
      return ExitCode.OK;
    }
    if (why.get() instanceof Broken broken) {
      System.err.println(ServeCommand.broken(broken.getCause()));
      return ExitCode.DEFECT;
    }
    Throwable cause =
        why.get() instanceof CompletionException wrapped ? wrapped.getCause() : why.get();
    throw cause instanceof BadInput refused ? refused : new IllegalStateException(cause);
  }

  /** The worker met an error after which it must not measure. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Broken(Throwable cause) {
      super("broken", cause, false, false);
    }
  }

  /** The worker was told to end. */
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Interrupted() {
      super("interrupted", null, false, false);
    }
  }
}
