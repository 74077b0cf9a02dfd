package wickstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Latencies as Prometheus sees them. */
class LatencyMeterTest {
  private static final String BAGS = "wickstream_bag_latency_seconds";
  private static final String JUDGING = "wickstream_judging_latency_seconds";

  @TempDir private Path directory;
  private final Latencies latencies = new Latencies();
  private final Meters meters =
      new Meters(CampaignView.NONE, List.of(), latencies, () -> 0, ClusterView.NONE, Map.of());

  @AfterEach
  void close() {
    meters.close();
  }

  private Scrape scrape() {
    return Scrape.of(meters);
  }

  /** From 2 µs to half an hour, as many in each octave. */
  private static long[] values() {
    return new Random(1)
        .doubles(20_000, Math.log(2e3), Math.log(1.8e12))
        .mapToLong(x -> (long) Math.exp(x))
        .toArray();
  }

  @Test
  void countsAreExact() {
    long[] values = values();
    LongStream.of(values).forEach(nanoseconds -> latencies.bags(1, nanoseconds));
    Scrape scrape = scrape();
    Map<Double, Long> buckets = scrape.buckets(BAGS);
    assertThat(buckets).hasSize(28).containsEntry(Double.POSITIVE_INFINITY, 20_000L);
    buckets.forEach(
        (bound, count) ->
            assertThat(count)
                .as("at most %s s", bound)
                .isEqualTo(LongStream.of(values).filter(value -> value / 1e9 < bound).count()));
    assertThat(scrape.values()).containsEntry(BAGS + "_count", 20_000.0);
    assertThat(scrape.values().get(BAGS + "_sum"))
        .isCloseTo(LongStream.of(values).sum() / 1e9, within(1e-6));
    assertThat(scrape.values()).containsEntry(JUDGING + "_count", 0.0);
  }

  @Test
  void boundsGoFromMicrosecondsToAQuarterOfAnHour() {
    assertThat(scrape().buckets(BAGS).keySet())
        .startsWith(16.384e-6, 32.768e-6)
        .endsWith(1099.511627776, Double.POSITIVE_INFINITY);
  }

  @Test
  void countsGrowFromScrapeToScrape() {
    latencies.judgement(1_000_000);
    assertThat(scrape().values()).containsEntry(JUDGING + "_count", 1.0);
    assertThat(scrape().values()).containsEntry(JUDGING + "_count", 1.0);
    latencies.judgement(3_000_000);
    assertThat(scrape().values())
        .containsEntry(JUDGING + "_count", 2.0)
        .containsEntry(JUDGING + "_sum", 0.004);
  }

  @Test
  void aLogAndAScrapeDoNotDisturbOneAnother() {
    latencies.bags(1, 1_000_000);
    assertThat(latencies.bags().interval().getTotalCount()).isEqualTo(1);
    latencies.bags(1, 1_000_000);
    assertThat(scrape().values()).containsEntry(BAGS + "_count", 2.0);
    assertThat(scrape().values()).containsEntry(BAGS + "_count", 2.0);
    assertThat(latencies.bags().interval().getTotalCount()).isEqualTo(1);
    assertThat(latencies.bags().interval().getTotalCount()).isZero();
    assertThat(scrape().values()).containsEntry(BAGS + "_count", 2.0);
  }

  @Test
  void nothingIsLostWhileManyRecordAndTwoRead() throws IOException {
    try (LatencyLog log = LatencyLog.begin(directory, latencies)) {
      IntStream.range(0, 100_000)
          .parallel()
          .forEach(
              i -> {
                latencies.bags(1, i);
                if (i % 10_000 == 0) {
                  scrape();
                }
              });
    }
    assertThat(scrape().values()).containsEntry(BAGS + "_count", 100_000.0);
  }

  @Test
  void severalCampaignsAddUp() {
    new Latencies().and(latencies).bags(1, 1);
    new Latencies().and(latencies).bags(1, 2);
    new Latencies().and(latencies).judgement(3);
    assertThat(scrape().values())
        .containsEntry(BAGS + "_count", 2.0)
        .containsEntry(JUDGING + "_count", 1.0);
  }
}
