package wickstream.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wickstream.config.BadInput;
import wickstream.daemon.Daemon;

/** Serves the daemon's API, its meters and its page. */
public final class HttpServer implements AutoCloseable {
  /** How many clients may watch at once. */
  static final int MOST_WATCHERS = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /** Part of every answer. */
  static final List<HttpHeader> ALWAYS =
      List.of(
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"),
          RawHeader.create("Cache-Control", "no-cache"),
          RawHeader.create(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " connect-src 'self'; base-uri 'none'; form-action 'self';"
                  + " frame-ancestors 'none'"));

  private final Daemon daemon;
  private final Authentication authentication;
  private final EventStreams streams;
  private final StaticFiles files = new StaticFiles();
  private final List<Endpoint> endpoints;
  private final Materializer materializer;
  private final LeaderProxy leaderProxy;
  private final UnreadBytes unread;
  private final Limits limits;
  private volatile Optional<BoundServer> listening = Optional.empty();

  /**
   * A server that does not listen yet.
   *
   * @param daemon what it serves
   * @param token what clients have to show, if anything
   * @param host where it will listen
   */
  public HttpServer(Daemon daemon, Optional<String> token, String host) {
    this(daemon, token, host, Limits.usual());
  }

  HttpServer(Daemon daemon, Optional<String> token, String host, Limits limits) {
    this.daemon = daemon;
    this.limits = limits;
    this.unread = new UnreadBytes(limits.unreadBytes());
    this.authentication = new Authentication(token, isLoopback(host));
    this.materializer = SystemMaterializer.get(daemon.system()).materializer();
    this.streams =
        new EventStreams(
            MOST_WATCHERS,
            unread,
            limits.patience(),
            () -> daemon.isReady() && listening.isPresent());
    this.leaderProxy = new LeaderProxy(daemon.system());
    this.endpoints = new ArrayList<>(new Api(daemon, streams).endpoints());
    endpoints.add(new Endpoint("GET", "/health/live", call -> now(Responses.health(true, "up"))));
    endpoints.add(
        new Endpoint(
            "GET",
            "/health/ready",
            call -> now(Responses.health(unready().isEmpty(), unready().orElse("ready")))));
  }

  /** Why the daemon is not ready, if it is not. */
  private Optional<String> unready() {
    return daemon.isReady() || daemon.elsewhere().isPresent()
        ? daemon.trouble()
        : Optional.of("starting");
  }

  /**
   * What clients may cost.
   *
   * @param connections how many there may be
   * @param unreadBytes how many bytes of answers and events they may leave unread together
   * @param patience how long one may take nothing of what it is sent
   */
  record Limits(Connections.Limits connections, long unreadBytes, Duration patience) {
    /** Of a server that is at work: an eighth of the memory that the program may have. */
    static Limits usual() {
      return new Limits(
          Connections.Limits.USUAL, Runtime.getRuntime().maxMemory() / 8, Duration.ofSeconds(20));
    }
  }

  /** Whether a host is this machine for itself alone. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new BadInput("--host must be an address of this machine, was " + host);
    }
  }

  /**
   * Serves meters.
   *
   * @param type their content type
   * @param meters writes them as they are at the time
   */
  public void serveMeters(String type, MeterText meters) {
    ContentType contentType = ContentTypes.parse(type);
    endpoints.add(
        new Endpoint(
            "GET",
            "/metrics",
            call -> CompletableFuture.supplyAsync(() -> Responses.meters(contentType, meters))));
  }

  /** Writes meters. */
  @FunctionalInterface
  public interface MeterText {
    /** Writes all of them. */
    void write(OutputStream out) throws IOException;
  }

  /** How many clients are watching. */
  public int watchers() {
    return streams.clients();
  }

  /** How many bytes clients have yet to read of what they were sent. */
  long unreadBytes() {
    return unread.bytes();
  }

  /** What is served, as method and path. */
  List<String> operations() {
    return endpoints.stream().map(e -> e.method() + " " + e.template()).sorted().toList();
  }

  private static <T> CompletionStage<T> now(T answer) {
    return CompletableFuture.completedStage(answer);
  }

  /**
   * Begins to listen.
   *
   * @return where
   * @throws BadInput if that is impossible
   */
  public InetSocketAddress bind(String host, int port) throws InterruptedException {
    BoundServer place =
        BoundServer.at(daemon.system(), host, port, limits.connections(), this::serve);
    listening = Optional.of(place);
    return place.address();
  }

  private CompletionStage<HttpResponse> serve(HttpRequest request) {
    CompletionStage<HttpResponse> response;
    try {
      response = route(request);
    } catch (RuntimeException e) {
      response = CompletableFuture.failedStage(e);
    }
    return response
        .exceptionally(failure -> problem(request, failure))
        .thenApply(answer -> bounded(request, withHeaders(request, answer)));
  }

  /**
   * A long answer waits for its client in memory: there must be room, and it does not wait for
   * long.
   */
  private HttpResponse bounded(HttpRequest request, HttpResponse response) {
    if (!(response.entity() instanceof HttpEntity.Strict strict)
        || strict.getData().size() <= ChunkedText.PIECE) {
      return response;
    }
    ByteString data = strict.getData();
    try {
      unread.check(data.size());
    } catch (Problem noRoom) {
      return problem(request, noRoom).addHeaders(ALWAYS);
    }
    return response.withEntity(
        HttpEntities.create(
            strict.getContentType(),
            data.size(),
            Source.lazySource(
                () -> {
                  unread.take(data, data.size());
                  return pieces(data)
                      .backpressureTimeout(limits.patience())
                      .watchTermination(
                          (ignored, done) -> {
                            done.whenComplete((end, failure) -> unread.give(data, data.size()));
                            return ignored;
                          });
                })));
  }

  private static Source<ByteString, NotUsed> pieces(ByteString data) {
    return Source.range(0, (data.size() - 1) / ChunkedText.PIECE)
        .map(i -> data.slice(i * ChunkedText.PIECE, (i + 1) * ChunkedText.PIECE));
  }

  private HttpResponse withHeaders(HttpRequest request, HttpResponse response) {
    if (!response.entity().isStrict() || request.entity().isStrict()) {
      return response.addHeaders(ALWAYS);
    }
    request.discardEntityBytes(materializer); // what was not read must not hold up the connection
    return response.addHeaders(ALWAYS);
  }

  private HttpResponse problem(HttpRequest request, Throwable failure) {
    Optional<Problem> known = Problem.of(failure);
    String path = request.getUri().path();
    if (known.isEmpty()) {
      LOG.error("A defect while serving {} {}", request.method().value(), path, failure);
      return new Problem(
              StatusCodes.INTERNAL_SERVER_ERROR, "a defect of the daemon; its log has the details")
          .response(path);
    }
    HttpResponse response = known.get().response(path);
    return switch (response.status().intValue()) {
      case 401 -> response.addHeader(RawHeader.create("WWW-Authenticate", "Bearer"));
      case 503 -> response.addHeader(RawHeader.create("Retry-After", "1"));
      default -> response;
    };
  }

  private CompletionStage<HttpResponse> route(HttpRequest request) {
    String path = request.getUri().path();
    boolean isOfPage = path.equals("/") || path.startsWith("/assets/");
    authentication.admit(request, isOfPage || path.startsWith("/health/"));
    List<String> segments = segments(request);
    String method = request.method().value();
    if (isOfPage && (method.equals("GET") || method.equals("HEAD"))) {
      String file =
          path.equals("/") ? "index.html" : String.join("/", segments.subList(1, segments.size()));
      return now(files.serve(new RequestContext(request, Map.of(), materializer), file));
    }
    List<Endpoint> here =
        endpoints.stream().filter(endpoint -> endpoint.match(segments).isPresent()).toList();
    if (here.isEmpty()) {
      throw new Problem(
          StatusCodes.NOT_FOUND, "there is nothing here; /api/v1/openapi.json says what there is");
    }
    if (path.startsWith(Api.ROOT) && !daemon.isReady() && daemon.node().isPresent()) {
      return leaderProxy.pass(request, daemon.elsewhere());
    }
    if (path.startsWith(Api.ROOT) && !daemon.isReady()) {
      throw new Problem(
          StatusCodes.SERVICE_UNAVAILABLE,
          "the daemon has just started and does not know its campaigns yet");
    }
    Optional<Endpoint> wanted =
        here.stream()
            .filter(
                endpoint ->
                    endpoint.method().equals(method)
                        || endpoint.method().equals("GET") && method.equals("HEAD"))
            .findFirst();
    return wanted
        .map(
            endpoint ->
                endpoint
                    .handler()
                    .handle(
                        new RequestContext(
                            request, endpoint.match(segments).orElseThrow(), materializer)))
        .orElseGet(() -> now(notAllowed(path, here)));
  }

  private static HttpResponse notAllowed(String path, List<Endpoint> here) {
    String methods = here.stream().map(Endpoint::method).collect(Collectors.joining(", "));
    return new Problem(StatusCodes.METHOD_NOT_ALLOWED, "the method must be " + methods)
        .response(path)
        .addHeader(RawHeader.create("Allow", methods));
  }

  private static List<String> segments(HttpRequest request) {
    return StreamSupport.stream(request.getUri().pathSegments().spliterator(), false).toList();
  }

  /** Takes no more requests; what is being served has a moment to end. */
  public void unbind() {
    listening.ifPresent(BoundServer::close);
    listening = Optional.empty();
  }

  @Override
  public void close() {
    unbind();
  }
}
