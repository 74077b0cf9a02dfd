package wickstream.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wickstream.physics.Observable;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.NetworksNeeded;

/** The table at the end of a campaign: one row a shard. */
final class ResultTable {
  private ResultTable() {}

  /**
   * @param target the observable that was asked for
   */
  static List<String> lines(List<ShardResult> shards, Observable target) {
    String name = target.label();
    Table table =
        new Table("N", "sigma_W", name + " ± error", "exact", "pull", "verdict", "networks");
    for (ShardResult shard : shards) {
      Optional<MeasuredValue> value = value(shard, target);
      table.row(
          Integer.toString(shard.width()),
          ValueText.plain(shard.ensemble().sigmaW()),
          value.map(v -> ValueText.withError(v.value(), v.standardError())).orElse("-"),
          value.map(v -> ValueText.number(v.exact().orElse(Double.NaN))).orElse("-"),
          value.map(v -> pull(v.pull())).orElse("-"),
          shard.verdict().label(),
          networks(shard));
    }
    return table.lines();
  }

  private static Optional<MeasuredValue> value(ShardResult shard, Observable target) {
    String name = target.label();
    return Optional.ofNullable(shard.couplings().getOrDefault(name, shard.deviations().get(name)));
  }

  private static String pull(double pull) {
    return Double.isFinite(pull) ? String.format(Locale.ROOT, "%+.2f", pull) : "-";
  }

  private static String networks(ShardResult shard) {
    Optional<NetworksNeeded> needed = shard.verdict().networksNeeded();
    return ValueText.networks(
        shard.networks(),
        needed.map(NetworksNeeded::count).orElse(Double.NaN),
        needed.filter(known -> known.basis() == NetworksNeeded.Basis.LOWER_BOUND).isPresent());
  }
}
