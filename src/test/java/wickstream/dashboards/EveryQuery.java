package wickstream.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Every question that dashboards and rules put to Prometheus. */
public final class EveryQuery {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration POLL = Duration.ofSeconds(1);

  private EveryQuery() {}

  /** The questions, as Grafana would put them when everything is chosen. */
  static List<Query> all() {
    Stream<Query> dashboards =
        Dashboard.all().stream()
            .flatMap(board -> Stream.concat(board.panelQueries(), board.variableQueries()));
    return Stream.concat(dashboards, Stream.concat(Rules.recorded(), Rules.watched()))
        .map(Query::substituted)
        .toList();
  }

  /**
   * Has a new Prometheus watch a daemon, in which a campaign is running and one has finished, and
   * expects that each question is answered by a number, if not at the same moment.
   *
   * @param directory an empty one, for what Prometheus keeps
   */
  public static void everyQueryAnswers(URI daemon, Path directory) {
    List<Query> unanswered = new ArrayList<>(all());
    assertThat(unanswered).hasSizeGreaterThan(100);
    try (Prometheus prometheus = Prometheus.watching(daemon, directory)) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!unanswered.isEmpty() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(POLL.toNanos());
        unanswered.removeIf(query -> isAnswered(prometheus, query));
      }
    }
    assertThat(unanswered).as("questions without an answer").isEmpty();
  }

  private static boolean isAnswered(Prometheus prometheus, Query query) {
    return prometheus.query(query.expression()).stream().anyMatch(Double::isFinite);
  }
}
