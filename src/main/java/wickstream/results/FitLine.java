package wickstream.results;

import java.util.List;
import java.util.function.ToDoubleFunction;
import wickstream.statistics.PowerSeries;

/**
 * A quantity on one line of the grid, with N or σ_W fixed.
 *
 * @param all the shards on it that have the quantity, at least one
 * @param vouched those of them that vouch for their errors
 * @param series the quantity of the latter against the other parameter
 * @param exact its exact values; NaN where they are not known
 */
record FitLine(
    List<ShardResult> all, List<ShardResult> vouched, PowerSeries series, double[] exact) {

  /** The line of some shards that have a quantity. */
  static FitLine of(List<ShardResult> shards, String quantity, FitVariable variable) {
    List<ShardResult> vouched = shards.stream().filter(shard -> hasError(shard, quantity)).toList();
    return new FitLine(
        shards,
        vouched,
        new PowerSeries(
            numbers(vouched, variable::of),
            numbers(vouched, shard -> value(shard, quantity).value()),
            numbers(vouched, shard -> value(shard, quantity).standardError())),
        numbers(vouched, shard -> value(shard, quantity).exact().orElse(Double.NaN)));
  }

  private static boolean hasError(ShardResult shard, String quantity) {
    MeasuredValue value = value(shard, quantity);
    return shard.vouchesFor(quantity)
        && Double.isFinite(value.value())
        && Double.isFinite(value.standardError())
        && value.standardError() > 0;
  }

  private static MeasuredValue value(ShardResult shard, String quantity) {
    return shard.value(quantity).orElseThrow();
  }

  private static double[] numbers(List<ShardResult> shards, ToDoubleFunction<ShardResult> number) {
    return shards.stream().mapToDouble(number).toArray();
  }
}
