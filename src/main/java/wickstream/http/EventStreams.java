package wickstream.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.BackpressureTimeoutException;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams of server-sent events. Each stream looks for changes when its client has read what it was
 * sent. A client that reads nothing for some time, or for which there is no memory, is
 * disconnected; it may reconnect and begin with a snapshot.
 */
final class EventStreams {
  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final int mostClients;
  private final UnreadBytes unread;
  private final Duration patience;
  private final BooleanSupplier isServing;
  private final AtomicInteger clients = new AtomicInteger();

  /**
   * @param unread what clients have yet to read
   * @param patience how long a client may take nothing of what it is sent
   * @param isServing whether campaigns are served here; when they no longer are, streams end, and
   *     clients reconnect and are relayed to the new leader
   */
  EventStreams(int mostClients, UnreadBytes unread, Duration patience, BooleanSupplier isServing) {
    this.mostClients = mostClients;
    this.unread = unread;
    this.patience = patience;
    this.isServing = isServing;
  }

  /** What a client watches. */
  interface Watch {
    /** The whole state; called once, before {@code news}. */
    EventText first();

    /** What has changed since the last call. */
    List<EventText> news();
  }

  /** How many clients there are. */
  int clients() {
    return clients.get();
  }

  /** One client, and the events that it has yet to read. */
  private final class Reader {
    private final Watch watch;
    private List<EventText> first;
    private List<EventText> held = List.of();
    private boolean isGone;

    Reader(Watch watch, EventText first) {
      this.watch = watch;
      this.first = List.of(first);
    }

    /** Counts the client; false if there are too many. */
    boolean enter() {
      if (clients.incrementAndGet() > mostClients) {
        clients.decrementAndGet();
        return false;
      }
      return true;
    }

    List<EventText> look() {
      List<EventText> now = new ArrayList<>(first);
      boolean isLong = now.stream().anyMatch(event -> event.size() > ChunkedText.PIECE);
      first = List.of(); // so that the snapshot can be freed while the client stays
      if (!isLong) {
        now.addAll(watch.news());
      }
      return now;
    }

    /** Reserves memory for the next events, in place of the last ones; false if there is none. */
    synchronized boolean take(List<EventText> next) {
      give();
      if (isGone || !unread.take(next)) {
        return false;
      }
      held = next;
      return true;
    }

    private void give() {
      held.forEach(event -> unread.give(event, event.size()));
      held = List.of();
    }

    synchronized void leave() {
      isGone = true;
      give();
      clients.decrementAndGet();
    }
  }

  /**
   * A stream for one more client.
   *
   * @param missed what it is sent first
   * @param watch what it watches from then on
   * @throws Problem if there are too many, or there is no memory for what it would be sent
   */
  HttpResponse open(Source<EventText, NotUsed> missed, Watch watch) {
    if (clients.get() >= mostClients) {
      throw new Problem(
          StatusCodes.SERVICE_UNAVAILABLE,
          "%d clients are watching, as many as there may be".formatted(mostClients));
    }
    EventText first = watch.first();
    unread.check(first.size());
    Reader reader = new Reader(watch, first);
    return HttpResponse.create()
        .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
        .withEntity(
            HttpEntities.createCloseDelimited(
                MediaTypes.TEXT_EVENT_STREAM.toContentType(),
                Source.lazySource( // a response that is never sent must not count
                    () -> reader.enter() ? stream(missed, reader) : Source.<ByteString>empty())));
  }

  private Source<ByteString, NotUsed> stream(Source<EventText, NotUsed> missed, Reader reader) {
    Source<List<EventText>, NotUsed> news =
        Source.tick(Duration.ZERO, INTERVAL, INTERVAL)
            .mapMaterializedValue(cancellable -> NotUsed.getInstance())
            .takeWhile(tick -> isServing.getAsBoolean())
            .map(tick -> reader.look());
    return missed
        .map(List::of)
        .concatLazy(news)
        .takeWhile(events -> events.stream().noneMatch(EventText::isLast), true)
        .takeWhile(reader::take)
        .mapConcat(events -> events.stream().flatMap(event -> event.pieces().stream()).toList())
        .keepAlive(HEARTBEAT, () -> EventText.HEARTBEAT)
        .backpressureTimeout(patience)
        .recoverWithRetries(1, BackpressureTimeoutException.class, Source::empty)
        .watchTermination(
            (ignored, done) -> {
              done.whenComplete(
                  (end, failure) -> {
                    reader.leave();
                    if (failure != null) {
                      LOG.warn("A stream of events has ended: {}", String.valueOf(failure));
                    }
                  });
              return ignored;
            });
  }
}
