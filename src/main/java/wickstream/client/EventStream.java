package wickstream.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events as they come (HTML standard, section 9.2). Lines are read by a thread of their
 * own, so that a connection that has died without a word can be told from one with nothing to say:
 * daemons send a heartbeat every 15 s.
 */
final class EventStream implements AutoCloseable {
  private static final int LINES_AHEAD = 100;

  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(LINES_AHEAD);
  private final InputStream body;
  private final Duration longestSilence;
  private final Thread reader;

  /**
   * @param longestSilence for how long a living connection may say nothing at all
   */
  EventStream(InputStream body, Duration longestSilence) {
    this.body = body;
    this.longestSilence = longestSilence;
    this.reader = new Thread(this::read, "events");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        lines.put(Optional.of(line));
      }
      lines.put(Optional.empty());
    } catch (IOException e) {
      lines.offer(Optional.empty()); // if there is no room, silence will tell
    } catch (InterruptedException e) {
      // Closed by its reader.
    }
  }

  /** The next event; empty when the connection has ended or died. */
  Optional<ServerEvent> next() throws InterruptedException {
    String kind = "message";
    OptionalLong id = OptionalLong.empty();
    StringBuilder data = new StringBuilder();
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      String text = line.get();
      if (text.isEmpty() && data.length() > 0) {
        return Optional.of(new ServerEvent(kind, id, data.toString()));
      }
      if (text.isEmpty()) {
        kind = "message";
        id = OptionalLong.empty();
      } else if (text.startsWith("event:")) {
        kind = value(text);
      } else if (text.startsWith("data:")) {
        data.append(value(text)).append('\n');
      } else if (text.startsWith("id:")) {
        id = number(value(text));
      }
    }
    return Optional.empty();
  }

  private Optional<String> line() throws InterruptedException {
    Optional<String> line = lines.poll(longestSilence.toMillis(), TimeUnit.MILLISECONDS);
    return line == null ? Optional.empty() : line;
  }

  private static String value(String field) {
    String value = field.substring(field.indexOf(':') + 1);
    return value.startsWith(" ") ? value.substring(1) : value;
  }

  private static OptionalLong number(String id) {
    return id.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
  }

  @Override
  public void close() {
    reader.interrupt();
    try {
      body.close();
    } catch (IOException e) {
      // Nothing more will be read, so that a failure to close does not matter.
    }
  }
}
