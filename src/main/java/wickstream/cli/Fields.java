package wickstream.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import wickstream.flow.Band;
import wickstream.statistics.Estimate;

/** A row of a file: named values in order, null for what is not a number. */
final class Fields {
  private final Map<String, Object> values = new LinkedHashMap<>();

  Fields with(String name, double number) {
    values.put(name, Double.isFinite(number) ? number : null);
    return this;
  }

  Fields with(String name, OptionalDouble number) {
    return with(name, number.orElse(Double.NaN));
  }

  Fields with(String name, int number) {
    values.put(name, number);
    return this;
  }

  Fields with(String name, boolean flag) {
    values.put(name, flag);
    return this;
  }

  Fields with(String name, String text) {
    values.put(name, text);
    return this;
  }

  Fields with(String name, List<?> list) {
    values.put(name, list);
    return this;
  }

  /** A value, and beside it its error. */
  Fields with(String name, Estimate estimate) {
    return with(name, estimate.value()).with(name + "StandardError", estimate.standardError());
  }

  /** The quantiles of a band, each by its percentage. */
  Fields with(String name, Band band) {
    return with(name + "P2_5", band.low95())
        .with(name + "P16", band.low68())
        .with(name + "P50", band.median())
        .with(name + "P84", band.high68())
        .with(name + "P97_5", band.high95());
  }

  /** All fields of another row. */
  Fields with(Fields others) {
    values.putAll(others.values);
    return this;
  }

  Map<String, Object> map() {
    return values;
  }
}
