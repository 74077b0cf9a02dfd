package wickstream.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import wickstream.flow.Band;
import wickstream.statistics.Estimate;

/** A row of a file: named values in order. */
final class Fields {
  private final Map<String, Object> values = new LinkedHashMap<>();

  Fields with(String name, Object value) {
    values.put(name, value);
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
