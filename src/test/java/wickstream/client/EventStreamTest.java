package wickstream.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EventStreamTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static List<String> events(String text) throws InterruptedException {
    InputStream body = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    List<String> events = new ArrayList<>();
    try (EventStream stream = new EventStream(body, PATIENCE)) {
      for (Optional<ServerEvent> e = stream.next(); e.isPresent(); e = stream.next()) {
        events.add(
            "%s %s %s".formatted(e.get().kind(), e.get().id().orElse(-1), e.get().data(Map.class)));
      }
    }
    return events;
  }

  @Test
  void readsKindsNumbersAndData() throws InterruptedException {
    assertThat(
            events(
                ": \n\nevent: note\nid: 17\ndata: {\"a\":\ndata: 1}\n\n: \n\ndata:{\"b\":\"σ\"}\r\n\r\n"))
        .containsExactly("note 17 {a=1}", "message -1 {b=σ}");
  }

  @Test
  void forgetsWhatHadNoData() throws InterruptedException {
    assertThat(events("event: note\nid: 1\n\ndata: {}\n\n")).containsExactly("message -1 {}");
  }

  @Test
  void leavesOutWhatHasBrokenOff() throws InterruptedException {
    assertThat(events("data: {}\n\nevent: note\ndata: {\"a\": 1}\n"))
        .containsExactly("message -1 {}");
    assertThat(events("")).isEmpty();
  }

  @Test
  void doesNotTakeAnythingForADaemon() {
    assertThatThrownBy(() -> events("data: hello\n\n"))
        .isInstanceOf(DaemonFailure.class)
        .hasMessageContaining("Wickstream daemon");
  }

  @Test
  void endsWhenNothingIsSaidForTooLong() throws IOException, InterruptedException {
    try (PipedOutputStream silent = new PipedOutputStream();
        EventStream stream =
            new EventStream(new PipedInputStream(silent), Duration.ofMillis(100))) {
      assertThat(stream.next()).isEmpty();
    }
  }
}
