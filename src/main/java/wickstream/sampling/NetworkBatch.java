package wickstream.sampling;

import java.util.Arrays;
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
   * plain: f_i(x_a), one array an output and point, output by output; else D_ab = C_ab − K_ab, one
   * array a pair of points, and then, pooled, functions of four and six points, see {@link
   * PooledSums#finish} and {@link IntegratedLastLayer#finish}.
   */
  final double[][] values;

  /** The weight of each network; all ones unless the estimator is tilted. */
  final double[] weights = new double[MAX_NETWORKS];

  /** For the networks of a measurement. */
  static NetworkBatch of(Measurement measurement) {
    Shard shard = measurement.shard();
    return new NetworkBatch(
        switch (shard.estimator()) {
          case PLAIN -> shard.ensemble().dOut() * shard.points().count();
          case CONDITIONAL, TILTED -> measurement.multisets(2).size();
          case POOLED -> PooledSums.arrays(measurement.layout());
        });
  }

  NetworkBatch(int arrays) {
    this.values = new double[arrays][MAX_NETWORKS];
    Arrays.fill(weights, 1);
  }
}
