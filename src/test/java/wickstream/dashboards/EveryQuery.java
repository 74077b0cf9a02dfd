package wickstream.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Every question that dashboards and rules put to Prometheus. */
public final class EveryQuery {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** A target that every campaign may have, and one that campaigns with other targets lack. */
  private static final List<String> OBSERVABLES = List.of("u4", "m4");

  private EveryQuery() {}

  /** The questions, as Grafana would put them when everything is chosen. */
  static List<Query> all() {
    Stream<Query> dashboards =
        Dashboard.all().stream()
            .flatMap(
                board ->
                    Stream.of(
                            board.panelQueries(),
                            board.variableQueries(),
                            board.annotationQueries().filter(EveryQuery::isAnsweredWithoutAlerts))
                        .flatMap(queries -> queries));
    return Stream.concat(dashboards, Stream.concat(Rules.recorded(), Rules.watched()))
        .flatMap(query -> OBSERVABLES.stream().map(query::substituted))
        .distinct()
        .toList();
  }

  private static boolean isAnsweredWithoutAlerts(Query query) {
    return !query.expression().startsWith("ALERTS{");
  }

  /**
   * Has a new Prometheus watch a daemon, in which a campaign is running and others have finished,
   * one of them with the target m4, and expects that each question is answered by a number, if not
   * at the same moment.
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
      Dashboard.all().forEach(board -> everyLinkLeadsSomewhere(prometheus, board));
    }
    assertThat(unanswered).as("questions without an answer").isEmpty();
  }

  /** The series of a panel have the labels of which its links are made. */
  private static void everyLinkLeadsSomewhere(Prometheus prometheus, Dashboard board) {
    for (JsonNode panel : board.panels()) {
      Set<String> labels = Dashboard.linkLabels(panel);
      for (JsonNode target : panel.path("targets")) {
        String expression = PromQl.substituted(target.path("expr").asText());
        for (JsonNode series : prometheus.series(expression)) {
          assertThat(series.path("metric").fieldNames())
              .toIterable()
              .as("%s.json, %s", board.name(), panel.path("title").asText())
              .containsAll(labels);
        }
      }
    }
  }

  private static boolean isAnswered(Prometheus prometheus, Query query) {
    return prometheus.query(query.expression()).stream().anyMatch(Double::isFinite);
  }
}
