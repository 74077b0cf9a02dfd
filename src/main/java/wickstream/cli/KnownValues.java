package wickstream.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import wickstream.physics.Observable;
import wickstream.physics.exact.ExactCouplings;
import wickstream.physics.exact.Theory;

/** What is known of networks of one width without sampling, under the names of the columns. */
final class KnownValues {
  /** How the name of a column to leading order in 1/N ends. */
  private static final String THEORY = "Theory";

  private final Theory theory;
  private final int width;
  private final Map<String, OptionalDouble> columns = new LinkedHashMap<>();

  /**
   * @param theory of the ensemble
   * @param width N
   */
  KnownValues(Theory theory, int width) {
    this.theory = theory;
    this.width = width;
    put(Observable.U4);
    columns.put("u4Canonical", exact(known -> known.u4Canonical(width)));
    put(Observable.U6);
    columns.put("u6Canonical", exact(known -> known.u6Canonical(width)));
    columns.put(
        "m2" + THEORY, theory.hasExactKernel() ? OptionalDouble.empty() : theory.leadingM2(width));
    put(Observable.M4);
    put(Observable.M6);
    columns.put("connected4", theory.exactConnected(4, width));
    columns.put("connected4" + THEORY, theory.leadingConnected4(width));
    columns.put("connected6", theory.exactConnected(6, width));
    columns.put("relativeError", exact(known -> OptionalDouble.of(known.relativeError(width))));
  }

  private void put(Observable observable) {
    columns.put(observable.label(), theory.exact(observable, width));
    if (observable != Observable.U6) {
      columns.put(observable.label() + THEORY, theory.leading(observable, width));
    }
  }

  private OptionalDouble exact(Function<ExactCouplings, OptionalDouble> value) {
    return theory.exact().map(value).orElse(OptionalDouble.empty());
  }

  /** The columns; the same for all networks. */
  List<String> names() {
    return List.copyOf(columns.keySet());
  }

  /** What is known; NaN where nothing is. */
  double value(String name) {
    return columns.get(name).orElse(Double.NaN);
  }

  boolean isEmpty() {
    return columns.values().stream().allMatch(OptionalDouble::isEmpty);
  }

  /** Whether this is a number, and not that of theory where it is exact. */
  boolean isNews(String name) {
    String of = name.endsWith(THEORY) ? name.substring(0, name.length() - THEORY.length()) : "";
    return Double.isFinite(value(name)) && !(columns.containsKey(of) && value(of) == value(name));
  }
}
