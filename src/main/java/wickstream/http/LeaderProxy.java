package wickstream.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.settings.ClientConnectionSettings;
import org.apache.pekko.http.javadsl.settings.ConnectionPoolSettings;
import scala.concurrent.duration.Duration;
import wickstream.campaign.Causes;

/** Passes requests on to the coordinator that leads, so that clients may ask any of them. */
final class LeaderProxy {
  /** Marks a request that was passed on, so that two coordinators cannot pass it back and forth. */
  private static final String RELAYED = "Wickstream-Relayed";

  /** The headers that are passed on; the others concern this connection alone. */
  private static final List<String> KEPT =
      List.of("authorization", "accept", "if-none-match", "last-event-id", "content-encoding");

  private static final List<String> OF_THE_CONNECTION =
      List.of("server", "date", "connection", "transfer-encoding");

  private final ActorSystem<?> system;
  private final ConnectionPoolSettings settings;

  LeaderProxy(ActorSystem<?> system) {
    this.system = system;
    this.settings =
        ConnectionPoolSettings.create(Adapter.toClassic(system))
            .withMaxConnections(HttpServer.MAX_WATCHERS + 64)
            .withMaxOpenRequests(2048)
            .withMaxRetries(0)
            .withConnectionSettings(
                ClientConnectionSettings.create(Adapter.toClassic(system))
                    .withConnectingTimeout(Duration.create(2, TimeUnit.SECONDS))
                    .withIdleTimeout(Duration.Inf()));
  }

  /**
   * The leader's response.
   *
   * @param leader where it serves, if that is known
   * @throws Problem if it is not
   */
  CompletionStage<HttpResponse> pass(HttpRequest request, Optional<String> leader) {
    if (leader.isEmpty() || request.getHeader(RELAYED).isPresent()) {
      throw new Problem(
          StatusCodes.SERVICE_UNAVAILABLE,
          "no coordinator leads the cluster at the moment; one will within seconds");
    }
    return Http.get(system)
        .singleRequest(
            toLeader(request, leader.get()),
            Http.get(system).defaultClientHttpsContext(),
            settings,
            Adapter.toClassic(system).log())
        .thenApply(LeaderProxy::fromLeader)
        .exceptionally(
            failure -> {
              throw new Problem(
                  StatusCodes.SERVICE_UNAVAILABLE,
                  "the coordinator that leads does not answer (%s); another will within seconds"
                      .formatted(Causes.root(failure).getMessage()));
            });
  }

  private static HttpRequest toLeader(HttpRequest request, String leader) {
    Uri place = Uri.create(leader);
    List<HttpHeader> kept =
        StreamSupport.stream(request.getHeaders().spliterator(), false)
            .filter(header -> KEPT.contains(header.lowercaseName()))
            .toList();
    return HttpRequest.create()
        .withMethod(request.method())
        .withUri(request.getUri().scheme("http").host(place.host().address()).port(place.port()))
        .withEntity(request.entity())
        .addHeaders(kept)
        .addHeader(RawHeader.create(RELAYED, "1"));
  }

  private static HttpResponse fromLeader(HttpResponse response) {
    List<HttpHeader> kept =
        StreamSupport.stream(response.getHeaders().spliterator(), false)
            .filter(header -> !OF_THE_CONNECTION.contains(header.lowercaseName()))
            .toList();
    return HttpResponse.create()
        .withStatus(response.status())
        .withEntity(response.entity())
        .addHeaders(kept);
  }
}
