package wickstream.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers as a daemon would, with what a test has told it, and remembers what it was asked. */
public final class StubDaemon implements AutoCloseable {
  private static final Answer UNKNOWN =
      Answer.problem(404, "Not Found", "there is nothing here of this name");

  private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private StubDaemon(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** A daemon on a port of its own. */
  public static StubDaemon start() {
    return new StubDaemon(0);
  }

  /** A daemon in the place of one that was closed. */
  public static StubDaemon startAt(int port) {
    return new StubDaemon(port);
  }

  /** What it was asked. */
  public record Request(
      String method,
      String target,
      Optional<String> token,
      Optional<String> lastNote,
      String body) {}

  /** What it answers; {@code length} is what it promises, 0 for whatever comes. */
  private record Answer(int status, String type, String body, long length) {
    static Answer problem(int status, String title, String detail) {
      return new Answer(
          status,
          "application/problem+json",
          "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
              .formatted(title, status, detail),
          0);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public List<Request> requests() {
    return requests;
  }

  /** The only thing that it was asked. */
  public Request request() {
    if (requests.size() != 1) {
      throw new AssertionError("not one request: " + requests);
    }
    return requests.get(0);
  }

  /** From now on answers a method and path, such as {@code GET /api/v1}, with JSON. */
  public StubDaemon answer(String what, String json) {
    return answer(what, new Answer(200, "application/json", json, 0));
  }

  /** From now on answers with this text of some type. */
  public StubDaemon answer(String what, String type, String text) {
    return answer(what, new Answer(200, type, text, 0));
  }

  /** From now on promises more than it sends. */
  public StubDaemon breakOff(String what, String text) {
    return answer(what, new Answer(200, "text/plain", text, text.length() + 1000L));
  }

  /** From now on refuses. */
  public StubDaemon refuse(String what, int status, String detail) {
    return answer(what, Answer.problem(status, "Refused", detail));
  }

  /** Sends these events when it is watched, and then ends the connection; once. */
  public StubDaemon events(String campaign, String... events) {
    return answer(
        "GET /api/v1/campaigns/%s/events".formatted(campaign),
        new Answer(200, "text/event-stream", String.join("", events), 0));
  }

  private StubDaemon answer(String what, Answer answer) {
    Queue<Answer> queue = answers.computeIfAbsent(what, key -> new ArrayDeque<>());
    synchronized (queue) {
      queue.add(answer);
    }
    return this;
  }

  /** The last answer of a kind is given again and again. */
  private Answer next(String what) {
    Queue<Answer> queue = answers.getOrDefault(what, new ArrayDeque<>(List.of(UNKNOWN)));
    synchronized (queue) {
      return queue.size() > 1 ? queue.remove() : queue.element();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              header(exchange, "Authorization"),
              header(exchange, "Last-Event-ID"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      Answer answer =
          next(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
      exchange.getResponseHeaders().set("Content-Type", answer.type);
      byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
