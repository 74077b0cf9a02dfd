package wickstream.http;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.stream.SystemMaterializer;

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
   * Begins to listen, until the actor system ends.
   *
   * @return where
   * @throws BadInput if that is impossible
   */
  public InetSocketAddress bind(String host, int port) throws InterruptedException {
    return BoundServer.at(system, host, port, Connections.Limits.USUAL, this::serve).address();
  }

  private CompletionStage<HttpResponse> serve(HttpRequest request) {
    request.discardEntityBytes(SystemMaterializer.get(system).materializer());
    return switch (request.method().value() + " " + request.getUri().path()) {
      case "GET /metrics" -> CompletableFuture.supplyAsync(() -> Responses.meters(type, meters));
      case "GET /health/live" -> CompletableFuture.completedStage(Responses.health(true, ""));
      case "GET /health/ready" ->
          CompletableFuture.completedStage(
              Responses.health(isReady.getAsBoolean(), "not let in by a coordinator yet"));
      default ->
          CompletableFuture.completedStage(
              new Problem(
                      StatusCodes.NOT_FOUND,
                      "a worker serves /metrics, /health/live and /health/ready")
                  .response(request.getUri().path()));
    };
  }
}
