package wickstream.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Streams of server-sent events. Each client looks for news by itself when it is ready for more, so
 * that one which does not read costs nothing but its connection.
 */
final class EventStreams {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final int mostClients;
  private final BooleanSupplier isServing;
  private final AtomicInteger clients = new AtomicInteger();

  /**
   * @param isServing whether campaigns are served here; where they are not any more, streams end,
   *     and clients come again and are led to where they are
   */
  EventStreams(int mostClients, BooleanSupplier isServing) {
    this.mostClients = mostClients;
    this.isServing = isServing;
  }

  /** How many clients there are. */
  int clients() {
    return clients.get();
  }

  /**
   * A stream for one more client.
   *
   * @param first what it is sent at once
   * @param watch makes what tells it news from then on
   * @throws Problem if there are too many
   */
  HttpResponse open(List<EventText> first, Supplier<Supplier<List<EventText>>> watch) {
    if (clients.incrementAndGet() > mostClients) {
      clients.decrementAndGet();
      throw new Problem(
          StatusCodes.SERVICE_UNAVAILABLE,
          "%d clients are watching, as many as there may be".formatted(mostClients));
    }
    Source<EventText, NotUsed> news =
        Source.tick(Duration.ZERO, INTERVAL, INTERVAL)
            .mapMaterializedValue(cancellable -> NotUsed.getInstance())
            .takeWhile(tick -> isServing.getAsBoolean())
            .statefulMapConcat(
                () -> {
                  Supplier<List<EventText>> looks = watch.get();
                  return tick -> looks.get();
                });
    return HttpResponse.create()
        .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
        .withEntity(
            HttpEntities.createCloseDelimited(
                MediaTypes.TEXT_EVENT_STREAM.toContentType(),
                Source.from(first)
                    .concat(news)
                    .takeWhile(event -> !event.isLast(), true)
                    .keepAlive(HEARTBEAT, () -> EventText.HEARTBEAT)
                    .map(EventText::text)
                    .watchTermination(
                        (ignored, done) -> {
                          done.whenComplete((end, failure) -> clients.decrementAndGet());
                          return ignored;
                        })));
  }
}
