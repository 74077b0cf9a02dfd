package wickstream.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import wickstream.config.BadInput;
import wickstream.daemon.Daemon;

/** Serves the daemon's API, its meters and its page. */
public final class HttpServer implements AutoCloseable {
  /** How many clients may watch at once. */
  static final int MAX_WATCHERS = 1000;

  /** What restricts what a browser does with a response. */
  static final String POLICY = "Content-Security-Policy";

  /** Headers of every response that has none of its own. */
  static final List<HttpHeader> ALWAYS =
      List.of(
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"),
          RawHeader.create("Cache-Control", "no-cache"),
          RawHeader.create(
              POLICY,
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " connect-src 'self'; base-uri 'none'; form-action 'self';"
                  + " frame-ancestors 'none'"));

  private final Daemon daemon;
  private final Authentication authentication;
  private final EventStreams streams;
  private final UnreadBytes unread;
  private final Limits limits;
  private Route meters = Directives.reject();
  private volatile Optional<BoundServer> listening = Optional.empty();

  /**
   * A server that does not listen yet.
   *
   * @param daemon what it serves
   * @param token what clients must present, if anything
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
    this.streams =
        new EventStreams(
            MAX_WATCHERS,
            unread,
            limits.patience(),
            () -> daemon.isReady() && listening.isPresent());
  }

  /**
   * How much clients may use.
   *
   * @param connections how many there may be
   * @param unreadBytes how many bytes of answers and events they may leave unread together
   * @param patience how long one may take nothing of what it is sent
   */
  record Limits(Connections.Limits connections, long unreadBytes, Duration patience) {
    /** The limits in production: at most an eighth of the heap is for what is unread. */
    static Limits usual() {
      return new Limits(
          Connections.Limits.USUAL, Runtime.getRuntime().maxMemory() / 8, Duration.ofSeconds(20));
    }
  }

  /** Whether a host is a loopback address. */
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
   * @param meters writes their current values
   */
  public void serveMeters(String type, MeterText meters) {
    ContentType contentType = ContentTypes.parse(type);
    this.meters = Directives.handle(request -> Responses.meters(contentType, meters));
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

  /** All that is served, with the headers of every response and within the limits. */
  Route route() {
    Route routes = new Routes(daemon, authentication, new Api(daemon, streams), meters).all();
    return Directives.extractRequest(
        request ->
            Directives.mapResponse(
                answer ->
                    bounded(request, Compression.applied(request, withHeaders(request, answer))),
                () -> routes));
  }

  /**
   * Begins to listen.
   *
   * @return where
   * @throws BadInput if that is impossible
   */
  public InetSocketAddress bind(String host, int port) throws InterruptedException {
    BoundServer place = BoundServer.at(daemon.system(), host, port, limits.connections(), route());
    listening = Optional.of(place);
    return place.address();
  }

  /**
   * A long response stays in memory until its client has read it: it is refused if there is no room
   * for it, and abandoned if the client reads nothing for some time.
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
      return Responses.problem(request, noRoom).addHeaders(ALWAYS);
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
    if (response.entity().isStrict() && !request.entity().isStrict()) {
      request.discardEntityBytes(daemon.system()); // unread, it would hold up the connection
    }
    return response.addHeaders(
        ALWAYS.stream().filter(header -> response.getHeader(header.name()).isEmpty()).toList());
  }

  /** Accepts no more requests; those under way have a moment to finish. */
  public void unbind() {
    listening.ifPresent(BoundServer::close);
    listening = Optional.empty();
  }

  @Override
  public void close() {
    unbind();
  }
}
