package wickstream.report;

import static j2html.TagCreator.*;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wickstream.physics.Observable;
import wickstream.physics.Training;
import wickstream.results.ShardResult;
import wickstream.results.TrainedTime;

/** Says on the page which numbers are to be trusted, and why others are not. */
final class TrustNote {
  private final ReportData reportData;

  private TrustNote(ReportData reportData) {
    this.reportData = reportData;
  }

  static DomContent of(ReportData reportData) {
    return new TrustNote(reportData).html();
  }

  private DomContent html() {
    Map<String, List<ShardResult>> doubts = ReliabilityNotes.grouped(reportData);
    int all = reportData.result().shards().size();
    int doubtful = doubts.values().stream().mapToInt(List::size).sum();
    String statement =
        doubtful == 0
            ? "All %d values of %s can be trusted: no error bar gives reason to doubt it."
                .formatted(all, reportData.target())
            : "%d of %d values of %s are not to be trusted, or not as precise as asked:"
                .formatted(doubtful, all, reportData.target());
    return div(
            p(Html.label(Prose.of(statement))),
            iff(
                doubtful > 0,
                ul(
                    each(
                        doubts,
                        doubt ->
                            li(
                                Html.label(
                                    Prose.of(
                                        ReliabilityNotes.sentence(
                                            doubt.getKey(), doubt.getValue()))))))),
            iff(others(), others -> p(Html.label(Prose.of(others)))))
        .withClass(doubtful == 0 ? "fine" : "doubt")
        .withId("trust");
  }

  /** Which values of the other quantities have an error that is not to be believed. */
  private Optional<String> others() {
    Stream<String> untrained =
        Stream.of(reportData.couplings(), reportData.deviations(), reportData.connected())
            .flatMap(List::stream)
            .filter(quantity -> !quantity.replace("Canonical", "").equals(reportData.target()))
            .filter(quantity -> countOfUnreliable(quantity) > 0)
            .map(quantity -> "%s (%d)".formatted(quantity, countOfUnreliable(quantity)));
    Stream<String> trained =
        Observable.ofTraining().stream()
            .filter(observable -> countOfUnreliable(observable) > 0)
            .map(of -> "%s of trained networks (%d)".formatted(of.label(), countOfUnreliable(of)));
    String doubtful = Stream.concat(untrained, trained).collect(Collectors.joining(", "));
    return doubtful.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Of the other quantities, values of %s are not to be trusted; the tables mark them."
                .formatted(doubtful));
  }

  /** At all times, but for the target itself. */
  private long countOfUnreliable(Observable observable) {
    return reportData.result().shards().stream()
        .mapToLong(
            shard ->
                shard.trained().stream().filter(at -> isDoubtful(shard, at, observable)).count())
        .sum();
  }

  private boolean isDoubtful(ShardResult shard, TrainedTime at, Observable observable) {
    String name = Training.nameAt(observable.label(), at.time());
    return !name.equals(reportData.target())
        && ReportData.value(shard, name).isPresent()
        && !TrainedShards.vouches(shard, at.time(), observable);
  }

  private long countOfUnreliable(String quantity) {
    return reportData.result().shards().stream()
        .filter(shard -> ReliabilityNotes.about(shard, quantity).isPresent())
        .count();
  }
}
