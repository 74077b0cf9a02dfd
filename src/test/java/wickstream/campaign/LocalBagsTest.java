package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.sampling.BagSampler;
import wickstream.statistics.Grant;
import wickstream.statistics.PartialTotals;
import wickstream.statistics.Totals;

/** Bags that take minutes keep nobody waiting. */
class LocalBagsTest {
  private static final Grant FIRST = new Grant(0, 1);
  private static final String ENDLESS = "widths = [1000000000], bag-size = 8";
  private static final String DEEP =
      "widths = [1000000000], bag-size = 8, ensemble { activation = erf, depth = 2 }";

  private final ExecutorService threads = Executors.newFixedThreadPool(3);
  private final SamplingThreads sampling = new SamplingThreads("sampling", 1, 2, threads);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private static BagSampler sampler(String text) {
    return Campaigns.plan("campaign { name = bags, sigma-w = [1.0], points = [0.1], " + text + " }")
        .plan(0)
        .sampler();
  }

  private static Totals none(BagSampler sampler) {
    return Totals.startingAt(sampler.shard().id(), 0);
  }

  private static CompletionStage<PartialTotals> measure(BagSampler sampler, Executor threads) {
    return BagSource.Factory.local(threads).of(sampler).measure(FIRST, none(sampler));
  }

  @ParameterizedTest
  @ValueSource(strings = {ENDLESS, DEEP})
  void aSmallCampaignDoesNotWaitForALargeOne(String text) throws Exception {
    BagSampler large = sampler(text);
    BagSampler small = sampler("widths = [5], bag-size = 100");
    BagSource source = BagSource.Factory.local(sampling.share(() -> 0)).of(large);
    CompletionStage<PartialTotals> endless = source.measure(FIRST, none(large));
    source.measure(new Grant(1, 2), none(large)); // which waits, before the other
    PartialTotals chunk =
        measure(small, sampling.share(() -> 0)).toCompletableFuture().get(10, TimeUnit.SECONDS);

    assertThat(endless.toCompletableFuture()).isNotDone();
    assertThat(none(small).plus(chunk)).isEqualTo(none(small).plus(small.measure(0)));
    source.withdraw();
    assertThatThrownBy(() -> endless.toCompletableFuture().get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CancellationException.class);
  }

  @Test
  void whatIsWithdrawnIsNotBegun() {
    BagSampler large = sampler(ENDLESS);
    BagSource source = BagSource.Factory.local(Runnable::run).of(large);
    source.withdraw();
    assertThat(source.measure(FIRST, none(large)).toCompletableFuture()).isCompletedExceptionally();
  }

  /** Of the same sampler too, whose arrays the bag that gave way still needs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "widths = [40000], bag-size = 20",
        "widths = [7], bag-size = 5000",
        "widths = [50], bag-size = 20, orders = [2, 4], ensemble { activation = erf, depth = 3 }"
      })
  void aBagThatGaveWayHasTheSameBits(String text) {
    BagSampler sampler = sampler(text);
    int[] times = {0};
    var bag =
        sampler.measure(
            3,
            () -> {
              if (times[0]++ < 3) {
                sampler.measure(4);
              }
            });
    assertThat(times[0]).isPositive();
    assertThat(bag).usingRecursiveComparison().isEqualTo(sampler.measure(3));
  }
}
