package wickstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A cluster of separate processes on this machine; closing it ends all of them. */
final class RunningCluster implements AutoCloseable {
  private static final Pattern MEASURES = Pattern.compile("wickstream worker (measures) with");
  static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Path directory;
  private final String store;
  private final List<String> settings;
  private final List<Integer> ports;
  private final List<RunningDaemon> coordinators = new ArrayList<>();
  private final List<RunningProgram> workers = new ArrayList<>();

  private RunningCluster(Path directory, String store, int coordinators, List<String> settings) {
    this.directory = directory;
    this.store = store;
    this.settings = List.copyOf(settings);
    this.ports = freePorts(coordinators);
  }

  /**
   * A cluster of so many coordinators, started.
   *
   * @param store the address of an empty database
   * @param settings further words for every node
   */
  static RunningCluster of(Path directory, String store, int coordinators, List<String> settings) {
    RunningCluster cluster = new RunningCluster(directory, store, coordinators, settings);
    for (int i = 0; i < coordinators; i++) {
      cluster.coordinators.add(cluster.started(i));
    }
    return cluster;
  }

  private static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String addresses() {
    return String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList());
  }

  private RunningDaemon started(int i) {
    Path own = directory.resolve("coordinator-" + i);
    try {
      Files.createDirectories(own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> words =
        new ArrayList<>(
            List.of(
                "--cluster", "--store", store, "--threads", "0", "--set", "port=" + ports.get(i)));
    words.addAll(List.of("--set", "join=[\"%s\"]".formatted(addresses().replace(",", "\",\""))));
    words.addAll(settings);
    return RunningDaemon.of(PostgresServer.known(program(own)), own, words.toArray(String[]::new));
  }

  /** Where tests of cluster with TLS put their secret. */
  static Program program(Path directory) {
    return Program.in(directory).with("WICKSTREAM_CLUSTER_PASSWORD", "changeit");
  }

  /** Starts a worker with one thread and waits until it measures. */
  RunningProgram addWorker(String kernel) {
    RunningProgram worker = startWorker(kernel);
    worker.awaitOnStandardOutput(MEASURES);
    return worker;
  }

  /** Starts a worker with one thread and a kernel. */
  private RunningProgram startWorker(String kernel) {
    List<String> words =
        new ArrayList<>(List.of("worker", "--join", addresses(), "--threads", "1"));
    words.addAll(settings);
    RunningProgram worker =
        program(directory).with("WICKSTREAM_KERNEL", kernel).start(words.toArray(String[]::new));
    workers.add(worker);
    return worker;
  }

  /** Where other nodes reach a coordinator. */
  String address(int i) {
    return "127.0.0.1:" + ports.get(i);
  }

  RunningDaemon coordinator(int i) {
    return coordinators.get(i);
  }

  /** Starts a coordinator again at its old address. */
  void restart(int i) {
    coordinators.get(i).close();
    coordinators.set(i, started(i));
  }

  /** Which coordinator leads, as another than the excluded one says; waits until one does. */
  int leader(Predicate<Integer> asked) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(() -> leaderNow(asked), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<Integer> leaderNow(Predicate<Integer> asked) {
    for (int i = 0; i < coordinators.size(); i++) {
      if (asked.test(i) && coordinators.get(i).program().isAlive()) {
        Optional<JsonNode> service = service(i);
        if (service.isPresent()) {
          String address = service.get().get("cluster").get("leader").asText();
          int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
          return Optional.of(ports.indexOf(port));
        }
      }
    }
    return Optional.empty();
  }

  /** What a coordinator says of itself and its cluster, unless it does not know who leads. */
  Optional<JsonNode> service(int i) {
    return json(i, "/api/v1");
  }

  /** What a coordinator says of a path, unless it cannot answer now. */
  private Optional<JsonNode> json(int i, String path) {
    try {
      HttpResponse<String> response =
          coordinators
              .get(i)
              .send(coordinators.get(i).request(path).timeout(Duration.ofSeconds(3)).build());
      return response.statusCode() == 200
          ? Optional.of(RunningDaemon.parse(response.body()))
          : Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Waits until every coordinator has all of them in its cluster, as it says itself. */
  void untilAllSeeAll() {
    String series = "wickstream_cluster_nodes{role=\"coordinator\"}";
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(
            () ->
                coordinators.stream()
                    .allMatch(each -> each.meters(series).sum() == coordinators.size()));
  }

  /** How long it takes until a path is as wanted, as a coordinator says; it may fail meanwhile. */
  Duration untilSeen(int i, String path, Predicate<JsonNode> wanted) {
    long began = System.nanoTime();
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(POLL)
          .until(() -> json(i, path).filter(wanted).isPresent());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(path + " is " + json(i, path) + "\n" + complaints(), e);
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** What each of its processes has said on standard error. */
  private String complaints() {
    return Stream.concat(coordinators.stream().map(RunningDaemon::program), workers.stream())
        .map(each -> (each.isAlive() ? "alive: " : "ended: ") + each.standardError())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    workers.forEach(RunningProgram::close);
    coordinators.forEach(RunningDaemon::close);
  }
}
