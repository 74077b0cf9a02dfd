package wickstream.results.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import wickstream.physics.VertexTerm;
import wickstream.results.GreenFunction;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.TheoryValue;
import wickstream.results.TrainedFunction;
import wickstream.results.VertexFit;
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
          new ResultColumn<>("uStandardError", green -> green.coupling().standardError()),
          new ResultColumn<>("uExact", green -> green.couplingExact().orElse(Double.NaN)),
          new ResultColumn<>("uTheory", green -> green.couplingTheory().orElse(Double.NaN)),
          new ResultColumn<>("connectedExact", green -> green.connectedExact().orElse(Double.NaN)),
          new ResultColumn<>(
              "connectedTheory", green -> green.connectedTheory().orElse(Double.NaN)));

  /** A function of trained networks, beside its {@link #OF_VALUES}. */
  public static final List<ResultColumn<TrainedFunction>> OF_TRAINED =
      List.of(
          new ResultColumn<>("function", TrainedFunction::function),
          new ResultColumn<>("output", TrainedFunction::output),
          new ResultColumn<>("indices", TrainedFunction::indices));

  /** A fitted vertex; its coefficients and shares beside their {@link #OF_VALUES}. */
  public static final List<ResultColumn<VertexFit>> OF_VERTEX = ofVertex();

  private static List<ResultColumn<VertexFit>> ofVertex() {
    List<ResultColumn<VertexFit>> columns = new ArrayList<>();
    columns.add(new ResultColumn<>("terms", VertexFit::model));
    columns.add(new ResultColumn<>("weighting", fit -> fit.weights().label()));
    for (String term : VertexTerm.labels()) {
      columns.addAll(parts(term, fit -> Optional.ofNullable(fit.coefficients().get(term))));
    }
    columns.addAll(parts("unexplained", fit -> Optional.of(fit.unexplained())));
    columns.addAll(parts("heldOut", fit -> Optional.of(fit.heldOut())));
    columns.add(new ResultColumn<>("chiSquare", VertexFit::chiSquare));
    columns.add(new ResultColumn<>("degreesOfFreedom", VertexFit::degreesOfFreedom));
    columns.add(new ResultColumn<>("blocks", VertexFit::blocks));
    columns.add(new ResultColumn<>("probability", VertexFit::probability));
    return List.copyOf(columns);
  }

  /** A number and what stands beside it, but for the confidence, which is that of all. */
  private static <T> List<ResultColumn<T>> parts(
      String name, Function<T, Optional<MeasuredValue>> number) {
    return OF_VALUES.stream()
        .filter(part -> !part.name.equals("confidence"))
        .map(
            part ->
                new ResultColumn<T>(
                    partOf(name, part.name),
                    row -> number.apply(row).map(part.value).orElse(Double.NaN)))
        .toList();
  }

  /** What a column is called that has a part of a number: u4, u4StandardError, … */
  static String partOf(String number, String part) {
    return part.equals("value")
        ? number
        : number + part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1);
  }

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
