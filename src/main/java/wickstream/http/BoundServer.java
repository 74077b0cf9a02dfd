package wickstream.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.event.NoLogging;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.IncomingConnection;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import wickstream.campaign.Causes;
import wickstream.config.BadInput;

/** A listening port and its connections. */
final class BoundServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration GOODBYE = Duration.ofMillis(500);

  private final Materializer materializer;
  private final Function<HttpRequest, CompletionStage<HttpResponse>> handler; // never fails
  private final Connections connections;
  private ServerBinding binding;

  private BoundServer(ActorSystem<?> system, Connections.Limits limits, Route route) {
    this.materializer = SystemMaterializer.get(system).materializer();
    this.handler = route.handler(system);
    this.connections = new Connections(limits);
  }

  /**
   * Begins to listen.
   *
   * @param route answers requests
   * @throws BadInput if that is impossible
   */
  static BoundServer at(
      ActorSystem<?> system, String host, int port, Connections.Limits limits, Route route)
      throws InterruptedException {
    BoundServer listening = new BoundServer(system, limits, route);
    try {
      listening.binding =
          Http.get(system)
              .newServerAt(host, port)
              .logTo(NoLogging.getInstance()) // misbehaving clients must not fill the log
              .connectionSource()
              .to(Sink.foreach(listening::serve))
              .run(listening.materializer)
              .toCompletableFuture()
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return listening;
    } catch (ExecutionException | TimeoutException e) {
      throw new BadInput(
          "cannot listen on %s port %d: %s; choose another with --port"
              .formatted(host, port, reason(e)));
    }
  }

  private static String reason(Exception failure) {
    Throwable root = Causes.root(failure);
    return root.getMessage() == null ? "it took too long" : root.getMessage();
  }

  private void serve(IncomingConnection incoming) {
    Connections.Connection connection = connections.enter(incoming.remoteAddress().getAddress());
    connection.begun(
        incoming.handleWith(
            BidiFlow.fromGraph(KillSwitches.<HttpRequest, HttpResponse>singleBidi())
                .atop(BidiFlow.fromGraph(connection.patience()))
                .join(
                    Flow.of(HttpRequest.class)
                        .mapAsync(1, connection.isBeyond() ? this::healthAlone : handler)),
            materializer));
  }

  private CompletionStage<HttpResponse> healthAlone(HttpRequest request) throws Exception {
    String path = request.getUri().path();
    CompletionStage<HttpResponse> answer;
    if (path.startsWith("/health/")) {
      answer = handler.apply(request);
    } else {
      request.discardEntityBytes(materializer);
      answer =
          CompletableFuture.completedStage(
              new Problem(
                      StatusCodes.SERVICE_UNAVAILABLE,
                      "there are as many connections as there may be: try again in a moment")
                  .response(path)
                  .addHeaders(HttpServer.ALWAYS));
    }
    return answer.thenApply(response -> response.addHeader(Connection.create("close")));
  }

  /** Where. */
  InetSocketAddress address() {
    return binding.localAddress();
  }

  /** Accepts no more connections; requests under way have a moment to finish. */
  @Override
  public void close() {
    binding.unbind();
    // Not on the actor system, which may have stopped already.
    CompletableFuture.delayedExecutor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
        .execute(connections::close);
  }
}
