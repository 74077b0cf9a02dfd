package wickstream.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import wickstream.campaign.OutputDirectory;
import wickstream.config.ClusterConfig;
import wickstream.daemon.Daemon;
import wickstream.daemon.DaemonSettings;
import wickstream.http.HttpServer;
import wickstream.metrics.CampaignView;
import wickstream.metrics.ClusterView;
import wickstream.metrics.Latencies;
import wickstream.metrics.MeteredLatencies;
import wickstream.metrics.Meters;
import wickstream.sampling.ComputeBackend;

/** {@code wickstream serve}: the daemon. */
@Command(
    name = "serve",
    description = {
      "Runs as a daemon that takes campaigns over HTTP, runs them in the order of their priority and shows how precise each number is by"
          + " now: in its page at /, as JSON under /api/v1, as meters for Prometheus at /metrics.",
      "SIGTERM or Ctrl-C saves all campaigns and ends it within five seconds; those that were running go on at the next start.",
      "With --cluster it is a coordinator of a cluster: of all coordinators one runs the campaigns, which are kept in the PostgreSQL"
          + " database of store.url and measured by all workers; another takes over when that one is lost."
    },
    footer = {
      "",
      "A token, from --token-file or the environment variable WICKSTREAM_TOKEN, must then be shown by every client."
    })
final class ServeCommand extends BaseCommand {
  static final Duration GOODBYE = Duration.ofSeconds(4);

  /** The campaigns go to another coordinator, and the others must know that this one leaves. */
  static final Duration GOODBYE_TO_CLUSTER = Duration.ofSeconds(25);

  /** What a daemon outside of clusters says when its actor system has ended by itself. */
  private static final String DIED =
      "wickstream: this is a defect of the program: what runs the campaigns has died, the log says why; the daemon ends, and goes on with"
          + " what was saved when it is started again";

  @Mixin private ListenOptions listen;
  @Mixin private CoordinatorOptions coordinator;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "where campaigns are kept, each in a directory of its name; runs by default")
  private Path data = Path.of("runs");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "how many threads sample; all cores by default. 0, in a cluster: workers alone do")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--concurrent",
      paramLabel = "K",
      description = "how many campaigns run at once and share the threads; 2 by default")
  private int concurrent = 2;

  @Option(
      names = "--max-campaigns",
      paramLabel = "N",
      description =
          "how many campaigns there may be, those that have ended included; 1000 by default")
  private int mostCampaigns = 1000;

  @Option(
      names = "--max-shards",
      paramLabel = "N",
      description = "how many shards a campaign may have; 10000 by default")
  private int mostShards = 10_000;

  @Option(
      names = "--metrics-retention",
      paramLabel = "TIME",
      description =
          "for how long /metrics still shows a campaign that has ended, such as 90m; 1d by default")
  private String metricsRetention = "1d";

  @Option(
      names = "--log",
      paramLabel = "FORMAT",
      description =
          "how to log to standard error: text (the default) or json, one object a line; -Dlogback.configurationFile=FILE in WICKSTREAM_JAVA_OPTS goes before")
  private LogFormat log = LogFormat.text;

  /** Spelled as on the command line. */
  private enum LogFormat {
    text,
    json
  }

  @Override
  public Integer call() throws InterruptedException {
    listen.requireAllowed();
    OptionValues.requireThreads(coordinator.isWanted() ? 0 : 1, threads);
    OptionValues.requireBetween("--concurrent", 1, 64, concurrent);
    OptionValues.requireBetween("--max-campaigns", 1, 100_000, mostCampaigns);
    OptionValues.requireBetween("--max-shards", 1, 100_000, mostShards);
    Duration retention = OptionValues.duration("--metrics-retention", metricsRetention);
    Optional<ClusterConfig> cluster = coordinator.config(listen.host());
    Optional<String> token = listen.token();
    Logging.ofDaemon(log == LogFormat.json);
    Latencies latencies = new Latencies();
    try (Daemon daemon = daemon(cluster, new MeteredLatencies(latencies));
        HttpServer server = new HttpServer(daemon, token, listen.host());
        Meters meters = meters(daemon, latencies, server, retention)) {
      server.serveMeters(Meters.CONTENT_TYPE, meters::scrape);
      return serve(daemon, server, cluster);
    }
  }

  private Daemon daemon(Optional<ClusterConfig> cluster, MeteredLatencies latencyRecorder) {
    cluster.ifPresent(Daemon::requireDatabase);
    OutputDirectory.requireWritable("--data", data);
    DaemonSettings settings =
        new DaemonSettings(data, threads, concurrent, mostCampaigns, mostShards);
    ComputeBackend computeBackend = CampaignOptions.computeBackend();
    return cluster
        .map(config -> Daemon.inCluster(settings, config, computeBackend, latencyRecorder))
        .orElseGet(() -> Daemon.prepare(settings, computeBackend, latencyRecorder));
  }

  private static Meters meters(
      Daemon daemon, Latencies latencies, HttpServer server, Duration retention) {
    return new Meters(
        new CampaignView(daemon::status, retention),
        daemon.workers(),
        latencies,
        server::watchers,
        new ClusterView(daemon.node(), daemon::throughput),
        Meters.buildInfo(daemon.kernel()));
  }

  /** Listens before any shard starts, as binding under load takes seconds. */
  private int serve(Daemon daemon, HttpServer server, Optional<ClusterConfig> cluster)
      throws InterruptedException {
    InetSocketAddress bound = listen.bind(server);
    try (ShutdownSignal signal = new ShutdownSignal()) {
      daemon.whenOver().thenRun(signal::terminated);
      daemon.node().ifPresent(node -> node.whenBroken().thenAccept(signal::broken));
      daemon.begin(ListenOptions.urlAmongNodes(bound, cluster));
      System.out.println("wickstream is ready at " + ListenOptions.url(bound));
      ShutdownSignal.Reason reason = signal.reason().join();
      if (reason.kind() == ShutdownSignal.Kind.TERMINATED) {
        System.err.println(cluster.isPresent() ? ShutdownSignal.GIVEN_UP : DIED);
        return ExitCode.DEFECT;
      }
      server.unbind();
      if (!daemon.stop(cluster.isPresent() ? GOODBYE_TO_CLUSTER : GOODBYE)) {
        System.err.println(
            "wickstream: not all campaigns could be stopped in time; they go on from their last checkpoints");
      }
      reason.error().map(ShutdownSignal::farewell).ifPresent(System.err::println);
      return reason.error().isPresent() ? ExitCode.DEFECT : ExitCode.OK;
    }
  }
}
