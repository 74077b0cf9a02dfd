package wickstream.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import wickstream.results.MeasuredValue;
import wickstream.results.Remainder;
import wickstream.results.ShardResult;
import wickstream.statistics.Verdict;

/** The tables of measured values, beside what is known of them. */
final class ValueTables {
  private static final String UNKNOWN = "–";

  private final ReportData reportData;
  private final List<Remainder> remainders;

  ValueTables(ReportData reportData, List<Remainder> remainders) {
    this.reportData = reportData;
    this.remainders = remainders;
  }

  /**
   * A coupling, deviation or connected function of all shards, beside exact values or, where there
   * are none, theory.
   */
  ReportTable of(String quantity) {
    List<ShardResult> shards = reportData.result().shards();
    boolean isBesideTheory =
        shards.stream().noneMatch(shard -> ReportData.exact(shard, quantity).isPresent())
            && shards.stream().anyMatch(shard -> ReportData.theory(shard, quantity).isPresent());
    List<String> known =
        isBesideTheory ? List.of("theory", "*N*(measured/theory − 1)") : List.of("exact");
    return new ReportTable(
        Label.of(Symbols.of(quantity)).inWords() + ", mean over all multisets of points",
        row(
            List.of(
                Symbols.N,
                Symbols.SIGMA_W,
                Symbols.of(quantity) + " ± error",
                "interval (%s)".formatted(reportData.config().stop().confidence())),
            known,
            List.of("pull", "")),
        shards.stream()
            .map(
                shard ->
                    row(
                        measured(shard, quantity),
                        isBesideTheory
                            ? theory(shard, quantity)
                            : List.of(number(ReportData.exact(shard, quantity))),
                        judged(shard, quantity)))
            .toList());
  }

  private static List<Label> row(List<String> measured, List<String> known, List<String> judged) {
    return ReportTable.cells(
        Stream.of(measured, known, judged).flatMap(List::stream).toArray(String[]::new));
  }

  private static List<String> measured(ShardResult shard, String quantity) {
    Optional<MeasuredValue> value = ReportData.value(shard, quantity);
    return List.of(
        Integer.toString(shard.width()),
        Symbols.number(shard.ensemble().sigmaW()),
        value.map(v -> Symbols.withError(v.value(), v.standardError())).orElse(UNKNOWN),
        value
            .map(v -> Symbols.precise(v.low()) + " to " + Symbols.precise(v.high()))
            .orElse(UNKNOWN));
  }

  private List<String> theory(ShardResult shard, String quantity) {
    return List.of(
        number(ReportData.theory(shard, quantity)),
        remainder(shard, quantity)
            .map(r -> Symbols.withError(r.coefficient(), r.standardError()))
            .orElse(UNKNOWN));
  }

  private List<String> judged(ShardResult shard, String quantity) {
    Optional<MeasuredValue> value = ReportData.value(shard, quantity);
    double pull =
        value
            .filter(v -> v.exact().isPresent())
            .map(MeasuredValue::pull)
            .or(() -> remainder(shard, quantity).map(Remainder.OfShard::pull))
            .orElse(Double.NaN);
    return List.of(pull(pull), value.isEmpty() ? "not measured" : remark(shard, quantity));
  }

  private Optional<Remainder.OfShard> remainder(ShardResult shard, String quantity) {
    return remainders.stream()
        .filter(one -> one.quantity().equals(quantity.replace("Canonical", "")))
        .flatMap(one -> one.of(shard).stream())
        .findFirst();
  }

  /** A number of standard errors with its sign; a dash if there is none. */
  static String pull(double pull) {
    return Double.isFinite(pull)
        ? String.format(Locale.ROOT, "%+.2f", pull).replace('-', '−')
        : UNKNOWN;
  }

  private String remark(ShardResult shard, String quantity) {
    if (ReliabilityNotes.about(shard, quantity).isPresent()) {
      return "not to be trusted";
    }
    boolean isTarget = quantity.replace("Canonical", "").equals(reportData.target());
    return isTarget && !(shard.verdict() instanceof Verdict.Converged) ? "target not reached" : "";
  }

  private static String number(OptionalDouble number) {
    return Symbols.precise(number.orElse(Double.NaN));
  }
}
