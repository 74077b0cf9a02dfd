package wickstream.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import org.HdrHistogram.Histogram;

/**
 * The buckets in which Prometheus sees latencies: from 2¹⁴ ns = 16.384 µs to 2⁴⁰ ns ≈ 1100 s by
 * factors of two. Powers of two, because there the bins of HdrHistogram end too, so that counts are
 * exact; a latency that is a bound to the nanosecond counts as longer.
 */
final class LatencyBuckets {
  private static final int FIRST_POWER = 14;
  private static final int LAST_POWER = 40;
  private static final double[] BOUNDS = bounds();

  private LatencyBuckets() {}

  /** In seconds. */
  private static double[] bounds() {
    double[] bounds = new double[LAST_POWER - FIRST_POWER + 2];
    for (int power = FIRST_POWER; power <= LAST_POWER; power++) {
      bounds[power - FIRST_POWER] = (1L << power) / 1e9;
    }
    bounds[bounds.length - 1] = Double.POSITIVE_INFINITY;
    return bounds;
  }

  /** All that was ever recorded; the sum is exact too. */
  static MetricSnapshot snapshot(MeterNames name, Latency latency) {
    return HistogramSnapshot.builder()
        .name(name.underscored())
        .help(name.help())
        .dataPoint(
            new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(BOUNDS, counts(latency.total())),
                latency.totalSeconds(),
                Labels.EMPTY,
                null,
                0))
        .build();
  }

  /** How many there are in each bucket, each without those of the buckets before. */
  private static long[] counts(Histogram histogram) {
    long[] counts = new long[BOUNDS.length];
    long below = 0;
    for (int power = FIRST_POWER; power <= LAST_POWER; power++) {
      long upTo = histogram.getCountBetweenValues(0, (1L << power) - 1);
      counts[power - FIRST_POWER] = upTo - below;
      below = upTo;
    }
    counts[counts.length - 1] = histogram.getTotalCount() - below;
    return counts;
  }
}
