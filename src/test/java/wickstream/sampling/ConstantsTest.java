package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.exact.Theory;
import wickstream.statistics.Bag;

/** What is the same for all networks is taken from averages, and from each number of a series. */
class ConstantsTest {
  private static final int BAG_SIZE = 300;
  private static final Shard SHARD =
      new Shard(
          Ensemble.of(Activation.GAUSS, 1, 1, 0.5),
          5,
          Activation.GAUSS.defaultPoints(),
          Estimator.PLAIN,
          List.of(2, 4),
          BAG_SIZE);
  private static final Measurement MEASUREMENT =
      new Measurement(SHARD, Theory.of(SHARD.ensemble(), SHARD.points(), SHARD.orders()));

  /** f f f f of the first network, and its mean over the bag, by themselves. */
  @Test
  void fieldsAreMeasuredAsDeviations() {
    ComputeBackend backend = ComputeBackend.choose(Optional.of("scalar"));
    LaneOps laneOps = backend.source().get();
    NetworkBatch batch = NetworkBatch.of(MEASUREMENT);
    NetworkSampler sampler = ComputeBackend.sampler(MEASUREMENT, laneOps);
    BagStreams streams = BagStreams.of(laneOps.lanes(), 42, SHARD, SHARD.hash(), 0);
    double free = MEASUREMENT.theory().free(4)[0];
    double[] fourth = new double[BAG_SIZE];
    for (int done = 0; done < BAG_SIZE; done += NetworkBatch.MAX_NETWORKS) {
      int networks = Math.min(NetworkBatch.MAX_NETWORKS, BAG_SIZE - done);
      sampler.sample(streams, (networks + 7) / 8, batch, () -> {});
      for (int i = 0; i < networks; i++) {
        double f = batch.values[0][i];
        fourth[done + i] = f * f * f * f - free;
      }
    }
    double mean = 0;
    for (double y : fourth) {
      mean += y / BAG_SIZE;
    }
    double squares = 0;
    for (double y : fourth) {
      squares += (y - mean) * (y - mean);
    }
    Bag bag = new BagSampler(MEASUREMENT, backend, 42).measure(0);
    int component = MEASUREMENT.layout().deviation(4, 0);
    assertThat(bag.sums().componentMean(component)).isCloseTo(mean, within(1e-13 * free));
    assertThat(bag.sums().components().variance(component) * (BAG_SIZE - 1) / squares)
        .isCloseTo(1, within(1e-12));
  }

  /** The mean of a series is the same combination of the means of components. */
  @Test
  void seriesBeginWithTheConstants() {
    compareSeries(MEASUREMENT, List.of(Series.M2, Series.M4, Series.U4));
  }

  /** Of points unlike each other there is a third series, to which loops add by themselves. */
  @Test
  void aThirdSeriesBeginsWithThemAsWell() {
    Shard shard =
        new Shard(
            SHARD.ensemble(),
            5,
            InputPoints.ofDimension(1, List.of(List.of(0.0), List.of(0.4), List.of(1.1))),
            Estimator.PLAIN,
            List.of(2, 4),
            BAG_SIZE);
    compareSeries(
        new Measurement(shard, Theory.of(shard.ensemble(), shard.points(), shard.orders())),
        List.of(Series.M2, Series.M4, Series.U4, Series.CONNECTED4_MEAN));
  }

  private static void compareSeries(Measurement measurement, List<Series> all) {
    Bag bag = new BagSampler(measurement, ComputeBackend.choose(Optional.empty()), 42).measure(0);
    for (Series series : all) {
      Coefficients of = measurement.coefficients(series).orElseThrow();
      double expected = 0;
      double size = 0;
      for (int k = 0; k < of.values().length; k++) {
        double share = of.values()[k] * bag.sums().componentMean(of.first() + k);
        expected += share;
        size += Math.abs(of.values()[k]) * Math.abs(free(measurement, of.first() + k));
      }
      double mean = bag.sums().seriesMean(measurement.position(series).orElseThrow());
      assertThat(mean).as(series.label()).isCloseTo(expected, within(1e-13 * size));
    }
  }

  private static double free(Measurement measurement, int component) {
    int second = measurement.layout().multisets(2).size();
    return component < second
        ? measurement.theory().free(2)[component]
        : measurement.theory().free(4)[component - second];
  }

  /** Values whose mean is a thousand million deviations from 0 lose their digits to plain sums. */
  @Test
  void sumsAreJudgedByWhatTheyAreAbout() {
    Bag bag = new BagSampler(MEASUREMENT, ComputeBackend.choose(Optional.empty()), 42).measure(0);
    RoundingBound rounding = new RoundingBound(MEASUREMENT);
    double[] origins = new double[MEASUREMENT.layout().dimension()];
    assertThat(rounding.hasCancelled(bag.sums().components(), origins)).isFalse();
    origins[3] = -1e9 * Math.sqrt(bag.sums().components().variance(3));
    assertThat(rounding.hasCancelled(bag.sums().components(), origins)).isTrue();
  }
}
