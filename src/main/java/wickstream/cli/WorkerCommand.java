package wickstream.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import wickstream.cluster.ClusterNode;
import wickstream.cluster.Role;
import wickstream.config.BadInput;
import wickstream.config.ClusterConfig;
import wickstream.config.ClusterFile;
import wickstream.http.MeterServer;
import wickstream.metrics.CampaignView;
import wickstream.metrics.ClusterView;
import wickstream.metrics.Latencies;
import wickstream.metrics.Meters;
import wickstream.sampling.ComputeBackend;

/** {@code wickstream worker}: measures bags for a cluster. */
@Command(
    name = "worker",
    description = {
      "Measures bags for the coordinators of a cluster (wickstream serve --cluster), with all cores. May come and go at any time: what"
          + " was lost with a worker is measured by another. Serves its meters at /metrics, its health at /health/live and /health/ready.",
      "SIGTERM or Ctrl-C ends it when the bags at hand are measured, within seconds."
    })
final class WorkerCommand extends BaseCommand {
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
    OptionValues.requireThreads(1, threads);
    if (clusterPort != null) {
      OptionValues.requireBetween("--cluster-port", 0, OptionValues.LARGEST_PORT, clusterPort);
    }
    OptionValues.requireBetween("--port", 0, OptionValues.LARGEST_PORT, port);
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
        CampaignView.NONE,
        List.of(node.sampling()),
        new Latencies(),
        () -> 0,
        new ClusterView(Optional.of(node), Optional::empty),
        Meters.buildInfo(node.computeBackend().describe()));
  }

  private int work(ClusterNode node, Meters meters) throws InterruptedException {
    CompletableFuture<Boolean> admitted = new CompletableFuture<>();
    try (ShutdownSignal signal = new ShutdownSignal()) {
      InetSocketAddress where =
          new MeterServer(
                  node.system(),
                  Meters.CONTENT_TYPE,
                  meters::scrape,
                  () -> admitted.isDone() && !signal.reason().isDone())
              .bind(host, port);
      node.whenOver().thenRun(signal::terminated);
      node.open()
          .whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  signal.rejected(failure);
                }
                admitted.complete(failure == null);
              });
      node.join();
      node.whenBroken().thenAccept(signal::broken);
      awaitAdmission(node, CompletableFuture.anyOf(admitted, signal.reason()));
      if (!signal.reason().isDone()) {
        System.out.printf(
            "wickstream worker measures with %d threads for the cluster of %s; meters at http://%s:%d/metrics%n",
            threads, coordinators(node), where.getAddress().getHostAddress(), where.getPort());
      }
      return end(node, signal.reason().join());
    }
  }

  private static void awaitAdmission(ClusterNode node, CompletableFuture<?> admittedOrEnding)
      throws InterruptedException {
    while (!admittedOrEnding.isDone()) {
      try {
        admittedOrEnding.get(REMINDER_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        System.err.printf("wickstream: still waiting for %s%n", coordinators(node));
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private static String coordinators(ClusterNode node) {
    return node.config()
        .kubernetes()
        .map(kubernetes -> "pods with " + kubernetes.podSelector())
        .orElse(String.join(", ", node.config().join()));
  }

  private static int end(ClusterNode node, ShutdownSignal.Reason reason)
      throws InterruptedException {
    if (reason.kind() == ShutdownSignal.Kind.TERMINATED) {
      System.err.println(ShutdownSignal.GIVEN_UP);
      return ExitCode.DEFECT;
    }
    boolean isInTime = node.leave(GOODBYE);
    if (reason.kind() == ShutdownSignal.Kind.INTERRUPTED) {
      if (!isInTime) {
        System.err.println("wickstream: not all bags at hand could be measured in time");
      }
      return ExitCode.OK;
    }
    Throwable error = reason.error().orElseThrow();
    if (reason.kind() == ShutdownSignal.Kind.BROKEN) {
      System.err.println(ShutdownSignal.farewell(error));
      return ExitCode.DEFECT;
    }
    Throwable cause = error instanceof CompletionException wrapped ? wrapped.getCause() : error;
    throw cause instanceof BadInput refused ? refused : new IllegalStateException(cause);
  }
}
