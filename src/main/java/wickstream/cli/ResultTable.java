package wickstream.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import wickstream.results.CampaignResult;
import wickstream.results.MeasuredValue;
import wickstream.results.Remainder;
import wickstream.results.ShardResult;
import wickstream.results.TheoryValue;
import wickstream.statistics.NetworksNeeded;

/**
 * The table at the end of a campaign: one row a shard, with the exact value of what was asked for
 * or, where no shard has one, that of theory.
 */
final class ResultTable {
  private static final String UNKNOWN = "-";

  private final String target;
  private final List<ShardResult> shards;
  private final List<Remainder> remainders;

  private ResultTable(CampaignResult result) {
    this.target = result.config().stop().quantity();
    this.shards = result.shards();
    this.remainders =
        result.remainders().stream().filter(one -> one.quantity().equals(target)).toList();
  }

  static List<String> lines(CampaignResult result) {
    ResultTable table = new ResultTable(result);
    boolean isExactKnown = table.values().anyMatch(value -> value.exact().isPresent());
    boolean hasTheory = table.values().anyMatch(value -> value.theory().isPresent());
    return hasTheory && !isExactKnown ? table.besideTheory() : table.besideExact();
  }

  private Stream<MeasuredValue> values() {
    return shards.stream().flatMap(shard -> shard.value(target).stream());
  }

  private List<String> besideExact() {
    Table table =
        new Table("N", "sigma_W", target + " ± error", "exact", "pull", "verdict", "networks");
    for (ShardResult shard : shards) {
      Optional<MeasuredValue> value = shard.value(target);
      table.row(
          Integer.toString(shard.width()),
          ValueText.plain(shard.ensemble().sigmaW()),
          measured(value),
          value.map(v -> beside(v, v.exact().orElse(Double.NaN))).orElse(UNKNOWN),
          value.map(v -> pull(v.pull())).orElse(UNKNOWN),
          Paint.OUT.verdict(shard.verdict().label()),
          networks(shard));
    }
    return table.lines();
  }

  private List<String> besideTheory() {
    Table table =
        new Table(
            "N",
            "sigma_W",
            target + " ± error",
            "theory",
            "N(%s/theory-1)".formatted(target),
            "pull",
            "verdict",
            "networks");
    for (ShardResult shard : shards) {
      Optional<MeasuredValue> value = shard.value(target);
      Optional<Remainder.OfShard> remainder =
          remainders.stream().flatMap(line -> line.of(shard).stream()).findFirst();
      table.row(
          Integer.toString(shard.width()),
          ValueText.plain(shard.ensemble().sigmaW()),
          measured(value),
          value
              .flatMap(v -> v.theory().map(TheoryValue::value).map(x -> beside(v, x)))
              .orElse(UNKNOWN),
          remainder
              .map(r -> ValueText.withError(r.coefficient(), r.standardError()))
              .orElse(UNKNOWN),
          remainder.map(r -> pull(r.pull())).orElse(UNKNOWN),
          Paint.OUT.verdict(shard.verdict().label()),
          networks(shard));
    }
    return table.lines();
  }

  private static String measured(Optional<MeasuredValue> value) {
    return value.map(v -> ValueText.withError(v.value(), v.standardError())).orElse(UNKNOWN);
  }

  private static String beside(MeasuredValue measured, double known) {
    return ValueText.beside(measured.value(), measured.standardError(), known);
  }

  private static String pull(double pull) {
    return Double.isFinite(pull) ? String.format(Locale.ROOT, "%+.2f", pull) : UNKNOWN;
  }

  private static String networks(ShardResult shard) {
    Optional<NetworksNeeded> needed = shard.verdict().networksNeeded();
    return ValueText.networks(
        shard.networks(),
        needed.map(NetworksNeeded::count).orElse(Double.NaN),
        needed.filter(known -> known.basis() == NetworksNeeded.Basis.LOWER_BOUND).isPresent());
  }
}
