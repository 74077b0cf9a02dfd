package wickstream.results.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import wickstream.results.GreenFunction;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.TheoryValue;
import wickstream.results.TrainedFunction;
import wickstream.statistics.NetworksNeeded;

/**
 * One column of a table of results, which every format of results shares.
 *
 * @param name of the column
 * @param value what a row has there: a text, a whole number, a list of these, a double, NaN where
 *     it cannot be had, or null
 */
public record ResultColumn<T>(String name, Function<T, Object> value) {
  /** What every shard has. */
  public static final List<ResultColumn<ShardResult>> OF_SHARDS =
      List.of(
          new ResultColumn<>("shard", ShardResult::id),
          new ResultColumn<>("activation", shard -> shard.ensemble().activation().label()),
          new ResultColumn<>("dIn", shard -> shard.ensemble().dIn()),
          new ResultColumn<>("dOut", shard -> shard.ensemble().dOut()),
          new ResultColumn<>("width", ShardResult::width),
          new ResultColumn<>("sigmaW", shard -> shard.ensemble().sigmaW()),
          new ResultColumn<>("sigmaB", shard -> shard.ensemble().sigmaB()),
          new ResultColumn<>("cutoff", shard -> shard.ensemble().cutoff().orElse(Double.NaN)),
          new ResultColumn<>("estimator", shard -> shard.estimator().label()),
          new ResultColumn<>("verdict", shard -> shard.verdict().label()),
          new ResultColumn<>("reason", shard -> shard.verdict().reason()),
          new ResultColumn<>("bags", ShardResult::bags),
          new ResultColumn<>("networks", ShardResult::networks),
          new ResultColumn<>("networksNeeded", ResultColumn::networksNeeded),
          new ResultColumn<>("networksNeededIs", ResultColumn::networksNeededIs),
          new ResultColumn<>("varianceOfVariance", shard -> shard.tail().varianceOfVariance()),
          new ResultColumn<>("tailShape", shard -> shard.tail().shape()),
          new ResultColumn<>("weightMean", ShardResult::weightMean),
          new ResultColumn<>("effectiveSampleSize", ShardResult::effectiveSampleSize));

  /** A coupling, deviation or connected function. */
  public static final List<ResultColumn<MeasuredValue>> OF_VALUES =
      List.of(
          new ResultColumn<>("value", MeasuredValue::value),
          new ResultColumn<>("standardError", MeasuredValue::standardError),
          new ResultColumn<>("low", MeasuredValue::low),
          new ResultColumn<>("high", MeasuredValue::high),
          new ResultColumn<>("confidence", MeasuredValue::confidence),
          new ResultColumn<>("exact", value -> value.exact().orElse(Double.NaN)),
          new ResultColumn<>(
              "theory", value -> value.theory().map(TheoryValue::value).orElse(Double.NaN)));

  /** One multiset of points. */
  public static final List<ResultColumn<GreenFunction>> OF_GREENS =
      List.of(
          new ResultColumn<>("order", GreenFunction::order),
          new ResultColumn<>("indices", GreenFunction::indices),
          new ResultColumn<>("value", green -> green.green().value()),
          new ResultColumn<>("standardError", green -> green.green().standardError()),
          new ResultColumn<>("free", GreenFunction::free),
          new ResultColumn<>("deviation", GreenFunction::deviation),
          new ResultColumn<>("normalised", GreenFunction::normalised),
          new ResultColumn<>("u", green -> green.coupling().value()),
          new ResultColumn<>("connected", green -> green.connected().value()),
          new ResultColumn<>("connectedStandardError", green -> green.connected().standardError()),
          new ResultColumn<>("uStandardError", green -> green.coupling().standardError()));

  /** A function of trained networks, beside its {@link #OF_VALUES}. */
  public static final List<ResultColumn<TrainedFunction>> OF_TRAINED =
      List.of(
          new ResultColumn<>("function", TrainedFunction::function),
          new ResultColumn<>("output", TrainedFunction::output),
          new ResultColumn<>("indices", TrainedFunction::indices));

  private static Object networksNeeded(ShardResult shard) {
    return shard.verdict().networksNeeded().map(NetworksNeeded::count).orElse(Double.NaN);
  }

  private static Object networksNeededIs(ShardResult shard) {
    return shard.verdict().networksNeeded().map(needed -> needed.basis().label()).orElse(null);
  }

  /** What a row has in some columns, in a list that can be added to; a list there is one text. */
  public static <T> List<Object> cells(List<ResultColumn<T>> columns, T row) {
    List<Object> cells = new ArrayList<>();
    for (ResultColumn<T> column : columns) {
      Object value = column.value.apply(row);
      cells.add(
          value instanceof List<?> list
              ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
              : value);
    }
    return cells;
  }
}
