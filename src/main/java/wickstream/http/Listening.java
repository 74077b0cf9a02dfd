package wickstream.http;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.function.Function;
import wickstream.campaign.Causes;
import wickstream.config.BadInput;

/** Begins to listen. */
final class Listening {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Listening() {}

  /**
   * Begins to listen.
   *
   * @throws BadInput if that is impossible
   */
  static ServerBinding at(
      ActorSystem<?> system,
      String host,
      int port,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler)
      throws InterruptedException {
    try {
      return Http.get(system)
          .newServerAt(host, port)
          .bind(handler)
          .toCompletableFuture()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
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
}
