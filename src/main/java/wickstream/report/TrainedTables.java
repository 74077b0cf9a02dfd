package wickstream.report;

import static wickstream.report.ReportTable.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.physics.Observable;
import wickstream.physics.Training;
import wickstream.physics.Training.Example;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.TheoryValue;
import wickstream.statistics.Verdict;

/** The tables of trained networks: what they were told, and what was measured of them. */
final class TrainedTables {
  private static final String UNKNOWN = "–";
  private static final int MAX_EXAMPLES = 50;

  private final ReportData reportData;
  private final Training training;

  /**
   * @param training of the networks of these findings
   */
  TrainedTables(ReportData reportData, Training training) {
    this.reportData = reportData;
    this.training = training;
  }

  /** A function of trained networks: a row for each shard and time. */
  ReportTable of(Observable observable) {
    String symbol = Symbols.of(observable.label());
    return new ReportTable(
        "%s of trained networks, mean over all %s and outputs"
            .formatted(Label.of(symbol).inWords(), multisets(observable)),
        cells(
            Symbols.N,
            Symbols.SIGMA_W,
            "*τ*",
            symbol + " ± error",
            "interval (%s)".formatted(reportData.config().stop().confidence()),
            "theory",
            "distance",
            ""),
        reportData.result().shards().stream()
            .flatMap(shard -> shard.trained().stream().map(at -> row(shard, at.time(), observable)))
            .toList());
  }

  private static String multisets(Observable observable) {
    return switch (observable) {
      case COVARIANCE -> "pairs of points";
      case CONNECTED3 -> "triples of points";
      case CONNECTED4 -> "quadruples of points";
      default -> "points";
    };
  }

  private List<Label> row(ShardResult shard, double time, Observable observable) {
    String name = Training.nameAt(observable.label(), time);
    Optional<MeasuredValue> value = ReportData.value(shard, name);
    return cells(
        Integer.toString(shard.width()),
        Symbols.number(shard.ensemble().sigmaW()),
        TrainedShards.timeText(time),
        value.map(TrainedTables::withError).orElse(UNKNOWN),
        value
            .map(v -> Symbols.precise(v.low()) + " to " + Symbols.precise(v.high()))
            .orElse(UNKNOWN),
        value
            .flatMap(MeasuredValue::theory)
            .map(theory -> Symbols.precise(theory.value()))
            .orElse(UNKNOWN),
        ValueTables.pull(value.map(TrainedTables::distance).orElse(Double.NaN)),
        value.isEmpty() ? "not measured" : remark(shard, time, observable));
  }

  /** What is 0 before training has no error. */
  private static String withError(MeasuredValue value) {
    return value.standardError() == 0
        ? Symbols.precise(value.value())
        : Symbols.withError(value.value(), value.standardError());
  }

  /** How many standard errors a value is from theory. */
  private static double distance(MeasuredValue value) {
    double theory = value.theory().map(TheoryValue::value).orElse(Double.NaN);
    return value.isKnown() ? (value.value() - theory) / value.standardError() : Double.NaN;
  }

  private String remark(ShardResult shard, double time, Observable observable) {
    if (!TrainedShards.vouches(shard, time, observable)) {
      return "not to be trusted";
    }
    String name = Training.nameAt(observable.label(), time);
    return name.equals(reportData.target()) && !(shard.verdict() instanceof Verdict.Converged)
        ? "target not reached"
        : "";
  }

  /** The examples that were learnt, or the first of them. */
  ReportTable examples() {
    int shown = Math.min(MAX_EXAMPLES, training.examples().size());
    String caption = "What networks learn";
    return new ReportTable(
        shown < training.examples().size()
            ? "%s: the first %d of %d examples"
                .formatted(caption, shown, training.examples().size())
            : caption,
        Stream.concat(Stream.of(Label.of("")), head()).toList(),
        IntStream.range(0, shown).mapToObj(i -> example(i, training.examples().get(i))).toList());
  }

  private Stream<Label> head() {
    int inputs = training.examples().get(0).input().size();
    return Stream.concat(numbered("x", inputs), numbered("y", training.outputs())).map(Label::of);
  }

  private static Stream<String> numbered(String symbol, int count) {
    return count == 1
        ? Stream.of("*%s*".formatted(symbol))
        : IntStream.rangeClosed(1, count).mapToObj(k -> "*%s*_{%d}".formatted(symbol, k));
  }

  private static List<Label> example(int index, Example example) {
    List<String> row = new ArrayList<>(List.of(Integer.toString(index + 1)));
    Stream.of(example.input(), example.targets())
        .flatMap(List::stream)
        .map(Symbols::number)
        .forEach(row::add);
    return cells(row.toArray(String[]::new));
  }
}
