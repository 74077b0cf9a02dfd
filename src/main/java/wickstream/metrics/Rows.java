package wickstream.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rows of counters and gauges in one scrape. A number that is not finite makes none. */
final class Rows {
  private record Row(Labels labels, double value) {
    CounterDataPointSnapshot counter() {
      return new CounterDataPointSnapshot(value, labels, null, 0);
    }

    GaugeDataPointSnapshot gauge() {
      return new GaugeDataPointSnapshot(value, labels, null);
    }
  }

  private final Map<MeterNames, List<Row>> byMeter = new EnumMap<>(MeterNames.class);

  void add(MeterNames meter, Labels labels, double value) {
    if (Double.isFinite(value)) {
      byMeter.computeIfAbsent(meter, name -> new ArrayList<>()).add(new Row(labels, value));
    }
  }

  /** Each meter that has rows. */
  Stream<MetricSnapshot> snapshots() {
    return byMeter.entrySet().stream().map(entry -> snapshot(entry.getKey(), entry.getValue()));
  }

  private static MetricSnapshot snapshot(MeterNames meter, List<Row> rows) {
    MetricMetadata metadata = new MetricMetadata(meter.underscored(), meter.help());
    return switch (meter.kind()) {
      case COUNTER -> new CounterSnapshot(metadata, rows.stream().map(Row::counter).toList());
      case GAUGE -> new GaugeSnapshot(metadata, rows.stream().map(Row::gauge).toList());
      case HISTOGRAM -> throw new IllegalArgumentException(meter + " has no rows");
    };
  }
}
