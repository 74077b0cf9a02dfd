package wickstream.sampling;

import java.util.Arrays;
import wickstream.physics.Multisets;
import wickstream.random.LaneStreams;

/**
 * A part of a bag that fits in the cache, in network order: what is computed of each network.
 * Mutable; used by one thread.
 */
final class NetworkBatch {
  /** The most rows of a batch; a row is one network of each lane. */
  static final int MAX_ROWS = 32;

  /** The most networks of a batch. */
  static final int MAX_NETWORKS = MAX_ROWS * LaneStreams.LANES;

  /**
   * The length of an array of one number a network: more than are used, so that arrays that follow
   * one another in memory do not begin at nearly the same place of a page, see {@link
   * HiddenUnits#MAX_UNITS}.
   */
  static final int LENGTH = MAX_NETWORKS + 40;

  /**
   * plain: f_i(x_a), one array an output and point, output by output; else D_ab = C_ab − K_ab, one
   * array a pair of points, and then, pooled, functions of four and six points, see {@link
   * PooledSums#finish} and {@link IntegratedLastLayer#finish}, or {@link HigherCumulants}. Where
   * networks are to be trained, at all points of {@link Shard#untrained()}, and D follows the
   * fields of plain networks; where all layers have been trained, see {@link DescentSampler}.
   */
  final double[][] values;

  /** The weight of each network; all ones unless the estimator is tilted. */
  final double[] weights;

  /** For the networks of a measurement. */
  static NetworkBatch of(Measurement measurement) {
    if (measurement.shard().learnsAllLayers()) {
      return new NetworkBatch(DescentSampler.arrays(measurement.shard()));
    }
    Shard shard = measurement.shard().untrained();
    int fields = shard.ensemble().dOut() * shard.points().count();
    int pairs = Multisets.of(shard.points().count(), 2).size();
    return new NetworkBatch(
        switch (shard.estimator()) {
          case PLAIN -> measurement.shard().training().isPresent() ? fields + pairs : fields;
          case CONDITIONAL, TILTED ->
              HigherCumulants.arePresent(shard)
                  ? PooledSums.firstCouple(measurement.layout())
                  : pairs;
          case POOLED -> PooledSums.arrays(measurement.layout());
        });
  }

  NetworkBatch(int arrays) {
    this(new double[arrays][LENGTH], new double[LENGTH]);
    Arrays.fill(weights, 1);
  }

  private NetworkBatch(double[][] values, double[] weights) {
    this.values = values;
    this.weights = weights;
  }

  /** The same networks with some of their arrays alone, which are shared. */
  NetworkBatch with(double[]... arrays) {
    return new NetworkBatch(arrays, weights);
  }

  /** The same with arrays {@code from} to {@code to − 1}. */
  NetworkBatch part(int from, int to) {
    return with(Arrays.copyOfRange(values, from, to));
  }
}
