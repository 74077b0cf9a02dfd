package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.exact.Theory;
import wickstream.statistics.Bag;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.Moments;

/**
 * Networks whose covariance makes its mean in events too rare for a bag: the log-normal units of a
 * large σ_b are all but zero in every network that is drawn, and D = C − K is −K but for 10⁻⁸ of
 * it. Plain sums would know nothing of its variance.
 */
@Tag("bits")
class CancellationTest {
  private static final int BAG_SIZE = 1003;

  /** Conditional averages are deviations from nothing. */
  private static final double[] NO_ORIGINS = new double[100];

  private static final InputPoints POINTS =
      InputPoints.ofDimension(1, List.of(List.of(-0.01), List.of(0.0), List.of(0.01)));

  private static Measurement measurement(double sigmaB) {
    Shard shard =
        new Shard(
            Ensemble.of(Activation.GAUSS, 1, 1, sigmaB),
            2,
            POINTS,
            Estimator.CONDITIONAL,
            List.of(2, 4),
            BAG_SIZE);
    return new Measurement(shard, Theory.of(shard.ensemble(), shard.points(), shard.orders()));
  }

  private static ComputeBackend computeBackend(String choice) {
    return ComputeBackend.choose(Optional.of(choice));
  }

  /** D of each pair of points, for each network of a bag. */
  private static double[][] deviations(Measurement measurement, long bag) {
    LaneOps laneOps = computeBackend("scalar").source().get();
    NetworkSampler kernel = ComputeBackend.sampler(measurement, laneOps);
    BagStreams streams =
        BagStreams.of(laneOps.lanes(), 42, measurement.shard(), measurement.shard().hash(), bag);
    int pairs = measurement.multisets(2).size();
    double[][] all = new double[pairs][BAG_SIZE];
    NetworkBatch batch = new NetworkBatch(pairs);
    for (int done = 0; done < BAG_SIZE; done += NetworkBatch.MAX_NETWORKS) {
      int networks = Math.min(NetworkBatch.MAX_NETWORKS, BAG_SIZE - done);
      kernel.sample(streams, (networks + 7) / 8, batch, () -> {});
      for (int k = 0; k < pairs; k++) {
        System.arraycopy(batch.values[k], 0, all[k], done, networks);
      }
    }
    return all;
  }

  private static void assertExact(Measurement measurement, Bag bag) {
    double[][] deviations = deviations(measurement, bag.index());
    Moments components = bag.sums().components();
    for (int k = 0; k < deviations.length; k++) {
      double first = deviations[k][0];
      CentralMoments exact = fromFirst(deviations[k]);
      assertThat(components.variance(k) / exact.variance()).isCloseTo(1, within(1e-12));
      assertThat(components.mean(k)).isCloseTo(first + exact.mean(), within(1e-15));
    }
  }

  /** Of differences from the first, which are exact where all are nearly alike, in two passes. */
  private static CentralMoments fromFirst(double[] d) {
    return CentralMoments.of(Arrays.stream(d).map(y -> y - d[0]).toArray(), BAG_SIZE);
  }

  @Test
  void theVarianceOfNetworksThatAreNearlyAlikeIsMeasured() {
    Measurement measurement = measurement(4.9);
    Bag bag = new BagSampler(measurement, computeBackend("auto"), 42).measure(0);
    double spread = Math.sqrt(bag.sums().components().variance(0));
    assertThat(Math.abs(bag.sums().componentMean(0)) / spread).isGreaterThan(1e8);
    assertExact(measurement, bag);
  }

  @Test
  void plainSumsWouldNotHaveMeasuredIt() {
    double[] d = deviations(measurement(4.9), 0)[0];
    double sum = 0;
    double squares = 0;
    for (double y : d) {
      sum += y;
      squares += y * y;
    }
    double variance = fromFirst(d).variance();
    double plain = (squares - sum * sum / BAG_SIZE) / (BAG_SIZE - 1);
    assertThat(Math.abs(plain / variance - 1)).isGreaterThan(0.01);
  }

  @Test
  void ordinaryNetworksAreMeasuredInOnePass() {
    Measurement measurement = measurement(0.5);
    Bag bag = new BagSampler(measurement, computeBackend("auto"), 42).measure(0);
    assertThat(new RoundingBound(measurement).hasCancelled(bag.sums().components(), NO_ORIGINS))
        .isFalse();
    assertExact(measurement, bag);
  }

  @Test
  void vectorsGiveTheSameBits() {
    Measurement measurement = measurement(4.9);
    assertThat(
            BagFingerprint.of(new BagSampler(measurement, computeBackend("auto"), 42).measure(0)))
        .isEqualTo(
            BagFingerprint.of(
                new BagSampler(measurement, computeBackend("scalar"), 42).measure(0)));
  }

  /** Contributions that are rounding errors of each other have no variance to be kept. */
  @Test
  void roundingErrorsAreNotMeasuredAgain() {
    Measurement measurement = measurement(0); // at x = 0 every unit is 1
    Moments components =
        new BagSampler(measurement, computeBackend("auto"), 42).measure(0).sums().components();
    assertThat(new RoundingBound(measurement).hasCancelled(components, NO_ORIGINS)).isFalse();
  }
}
