package wickstream.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import wickstream.config.FitVariable;
import wickstream.statistics.PowerSeries;

/**
 * A quantity on one line of the grid, with N or σ_W fixed.
 *
 * @param all the shards on it that have the quantity, at least one
 * @param vouched those of them that vouch for their errors
 * @param series the quantity of the latter against the other parameter
 * @param exact its exact values; NaN where they are not known
 */
record FitLine(List<GridValue> all, List<GridValue> vouched, PowerSeries series, double[] exact) {

  /** The line of some shards that have a quantity. */
  static FitLine of(List<GridValue> shards, FitVariable variable) {
    List<GridValue> vouched = shards.stream().filter(GridValue::isVouched).toList();
    return new FitLine(
        shards,
        vouched,
        new PowerSeries(
            numbers(vouched, value -> value.at(variable)),
            numbers(vouched, GridValue::value),
            numbers(vouched, GridValue::standardError)),
        numbers(vouched, GridValue::exact));
  }

  /** The lines of a grid: the values with the same other parameter together. */
  static List<FitLine> linesOf(Collection<GridValue> grid, FitVariable variable) {
    Map<Double, List<GridValue>> groups = new LinkedHashMap<>();
    for (GridValue value : grid) {
      groups.computeIfAbsent(value.at(variable.other()), at -> new ArrayList<>()).add(value);
    }
    return groups.values().stream().map(group -> of(group, variable)).toList();
  }

  private static double[] numbers(List<GridValue> values, ToDoubleFunction<GridValue> number) {
    return values.stream().mapToDouble(number).toArray();
  }
}
