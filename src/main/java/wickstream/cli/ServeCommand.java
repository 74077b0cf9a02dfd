package wickstream.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import wickstream.config.BadInput;
import wickstream.config.ClusterConfig;
import wickstream.config.ClusterFile;
import wickstream.config.ProgramInfo;
import wickstream.daemon.Daemon;
import wickstream.daemon.DaemonSettings;
import wickstream.http.HttpServer;
import wickstream.metrics.ClusterView;
import wickstream.metrics.Latencies;
import wickstream.metrics.MeteredLatencies;
import wickstream.metrics.Meters;
import wickstream.results.export.JsonFile;

/** {@code wickstream serve}: the daemon. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
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
final class ServeCommand implements Callable<Integer> {
  private static final Duration GOODBYE = Duration.ofSeconds(4);

  /** The campaigns go to another coordinator, and the others must know that this one leaves. */
  static final Duration GOODBYE_TO_CLUSTER = Duration.ofSeconds(25);

  static final int SHORTEST_TOKEN = 16;

  /** What a node of a cluster says at its end when it was not told to end. */
  static final String GIVEN_UP =
      "wickstream: the other nodes have given this one up, as it was out of reach; it ends, and can be started again";

  /** What a daemon on its own says likewise. */
  private static final String DIED =
      "wickstream: this is a defect of the program: what runs the campaigns has died, the log says why; the daemon ends, and goes on with"
          + " what was saved when it is started again";

  /** What a node says at its end after an error of the whole process. */
  static String broken(Throwable error) {
    String remedy =
        error instanceof OutOfMemoryError
            ? "start it again with more memory, such as WICKSTREAM_JAVA_OPTS=-Xmx4g, or fewer --threads"
            : "it can be started again";
    return "wickstream: this node could not go on after %s and has left the cluster; %s"
        .formatted(String.valueOf(error).replaceAll("\\s+", " "), remedy);
  }

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "where to listen; 127.0.0.1 by default, which only this machine can reach. Any other needs a token")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "which port; 7870 by default, 0 for any that is free")
  private int port = 7870;

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
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "a file that holds the token, at least 16 characters on one line, which others must not be able to read")
  private Path tokenFile;

  @Option(
      names = "--log",
      paramLabel = "FORMAT",
      description =
          "how to log to standard error: text (the default) or json, one object a line; -Dlogback.configurationFile=FILE in WICKSTREAM_JAVA_OPTS goes before")
  private LogFormat log = LogFormat.text;

  @Option(
      names = "--cluster",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "FILE",
      description =
          "be a coordinator of a cluster, as this file says (see conf/cluster.conf), or as by default")
  private String cluster;

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "the PostgreSQL database of the cluster, jdbc:postgresql://HOST/DATABASE, if its file does not name it")
  private String store;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = {
        "override one key of the cluster's file, such as port=7872 or host=10.0.0.1; may be repeated"
      })
  private List<String> overrides = List.of();

  /** Spelled as on the command line. */
  private enum LogFormat {
    text,
    json
  }

  @Override
  public Integer call() throws InterruptedException {
    check("--port", port, 0, 65535);
    check("--threads", threads, cluster == null ? 1 : 0, 1024);
    check("--concurrent", concurrent, 1, 64);
    check("--max-campaigns", mostCampaigns, 1, 100_000);
    check("--max-shards", mostShards, 1, 100_000);
    Optional<ClusterConfig> inCluster = cluster();
    Optional<String> token = token();
    if (!HttpServer.isLoopback(host)) {
      requireToken(token);
    }
    Logging.ofDaemon(log == LogFormat.json);
    Latencies latencies = new Latencies();
    try (Daemon daemon = daemon(inCluster, new MeteredLatencies(latencies));
        HttpServer server = new HttpServer(daemon, token, host);
        Meters meters = meters(daemon, latencies, server)) {
      server.serveMeters(Meters.CONTENT_TYPE, meters::scrape);
      return serve(daemon, server, inCluster);
    }
  }

  private Optional<ClusterConfig> cluster() {
    if (cluster == null) {
      if (!overrides.isEmpty() || store != null) {
        throw new BadInput(
            "--set and --store are for --cluster; a campaign's settings come with submit");
      }
      return Optional.empty();
    }
    Optional<Path> file = Optional.of(cluster).filter(f -> !f.isEmpty()).map(Path::of);
    List<String> settings = new ArrayList<>(overrides);
    if (store != null) {
      settings.add("store.url=" + JsonFile.line(store));
    }
    ClusterConfig config = ClusterFile.load(file, settings);
    if (config.store().url().isEmpty()) {
      throw new BadInput(
          "the coordinators of a cluster share a PostgreSQL database: give it by --store, such as --store jdbc:postgresql://localhost/wickstream");
    }
    if (HttpServer.isLoopback(host) && !HttpServer.isLoopback(config.host())) {
      throw new BadInput(
          "--host %s cannot be reached by the other coordinators of a cluster at %s: give --host and a token"
              .formatted(host, config.host()));
    }
    return Optional.of(config);
  }

  private Daemon daemon(Optional<ClusterConfig> inCluster, MeteredLatencies timekeeper) {
    DaemonSettings settings =
        new DaemonSettings(data, threads, concurrent, mostCampaigns, mostShards);
    return inCluster
        .map(
            config ->
                Daemon.inCluster(settings, config, CampaignOptions.computeBackend(), timekeeper))
        .orElseGet(() -> Daemon.prepare(settings, CampaignOptions.computeBackend(), timekeeper));
  }

  private static Meters meters(Daemon daemon, Latencies latencies, HttpServer server) {
    return new Meters(
        daemon::status,
        daemon.workers(),
        latencies,
        server::watchers,
        new ClusterView(daemon.node(), daemon::throughput),
        Map.of(
            "version",
            ProgramInfo.version(),
            "kernel",
            daemon.kernel(),
            "java",
            System.getProperty("java.version")));
  }

  /** Refuses a number that is not between two others. */
  static void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new BadInput("%s must be %d to %d, was %d".formatted(option, least, most, value));
    }
  }

  private void requireToken(Optional<String> token) {
    if (token.isEmpty()) {
      throw new BadInput(
          "--host %s can be reached by others: give a token by --token-file or WICKSTREAM_TOKEN, or listen on 127.0.0.1"
              .formatted(host));
    }
    System.err.println(
        "wickstream: listening on %s without TLS: others on the way can read the token; put a proxy with TLS in front"
            .formatted(host));
  }

  private Optional<String> token() {
    Optional<String> token =
        tokenFile == null ? fromEnvironment() : Optional.of(TokenFile.read(tokenFile));
    if (token
        .filter(text -> text.length() < SHORTEST_TOKEN || !text.matches("[!-~]+"))
        .isPresent()) {
      throw new BadInput(
          "the token must be at least %d characters without spaces".formatted(SHORTEST_TOKEN));
    }
    return token;
  }

  private static Optional<String> fromEnvironment() {
    return Optional.ofNullable(System.getenv("WICKSTREAM_TOKEN")).filter(text -> !text.isBlank());
  }

  /** Listens before any shard starts, as binding under load takes seconds. */
  private int serve(Daemon daemon, HttpServer server, Optional<ClusterConfig> inCluster)
      throws InterruptedException {
    InetSocketAddress where = server.bind(host, port);
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicBoolean isCutOff = new AtomicBoolean();
    AtomicReference<Optional<Throwable>> broken = new AtomicReference<>(Optional.empty());
    daemon.whenOver().thenRun(() -> cutOff(told, isCutOff));
    daemon
        .node()
        .ifPresent(
            node ->
                node.whenBroken()
                    .thenAccept(
                        error -> {
                          broken.set(Optional.of(error));
                          told.countDown();
                        }));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  told.countDown();
                  awaitQuietly(stopped);
                },
                "interrupted"));
    try {
      daemon.begin(inCluster.map(config -> urlAmongNodes(config, where)).orElse(url(where)));
      System.out.println("wickstream is ready at " + url(where));
      told.await();
      if (isCutOff.get()) {
        System.err.println(inCluster.isPresent() ? GIVEN_UP : DIED);
        return ExitCode.DEFECT;
      }
      server.unbind();
      if (!daemon.stop(inCluster.isPresent() ? GOODBYE_TO_CLUSTER : GOODBYE)) {
        System.err.println(
            "wickstream: not all campaigns could be stopped in time; they go on from their last checkpoints");
      }
      broken.get().map(ServeCommand::broken).ifPresent(System.err::println);
      return broken.get().isPresent() ? ExitCode.DEFECT : ExitCode.OK;
    } finally {
      stopped.countDown();
    }
  }

  /** Unless it ends because it was told to. */
  private static void cutOff(CountDownLatch told, AtomicBoolean isCutOff) {
    if (told.getCount() > 0) {
      isCutOff.set(true);
      told.countDown();
    }
  }

  /** Where other coordinators reach the API. */
  private String urlAmongNodes(ClusterConfig config, InetSocketAddress where) {
    return where.getAddress().isAnyLocalAddress()
        ? url(config.host(), where.getPort())
        : url(where);
  }

  private static String url(InetSocketAddress where) {
    return url(where.getAddress().getHostAddress(), where.getPort());
  }

  private static String url(String host, int port) {
    return "http://%s:%d/".formatted(host.contains(":") ? "[" + host + "]" : host, port);
  }

  static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
