package wickstream.http;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Directives;

/** Serves the meters and the health of a worker, and nothing else. */
public final class MeterServer {
  private final ActorSystem<?> system;
  private final ContentType type;
  private final HttpServer.MeterText meters;
  private final BooleanSupplier isReady;

  /**
   * @param type the content type of the meters
   * @param isReady whether the worker measures
   */
  public MeterServer(
      ActorSystem<?> system, String type, HttpServer.MeterText meters, BooleanSupplier isReady) {
    this.system = system;
    this.type = ContentTypes.parse(type);
    this.meters = meters;
    this.isReady = isReady;
  }

  /**
   * Begins to listen; it ends with the actor system.
   *
   * @return where
   * @throws wickstream.config.BadInput if that is impossible
   */
  public InetSocketAddress bind(String host, int port) throws InterruptedException {
    return BoundServer.at(
            system, host, port, Connections.Limits.USUAL, Directives.handle(this::serve))
        .address();
  }

  private CompletionStage<HttpResponse> serve(HttpRequest request) {
    request.discardEntityBytes(system);
    return switch (request.method().value() + " " + request.getUri().path()) {
      case "GET /metrics" ->
          Responses.meters(type, meters)
              .thenApply(response -> Compression.applied(request, response));
      case "GET /health/live" ->
          CompletableFuture.completedStage(Responses.health(Optional.empty()));
      case "GET /health/ready" ->
          CompletableFuture.completedStage(
              Responses.health(
                  isReady.getAsBoolean()
                      ? Optional.empty()
                      : Optional.of("not let in by a coordinator yet")));
      default ->
          CompletableFuture.completedStage(
              new Problem(
                      StatusCodes.NOT_FOUND,
                      "a worker serves /metrics, /health/live and /health/ready")
                  .response(request.getUri().path()));
    };
  }
}
