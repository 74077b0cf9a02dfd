package wickstream.sampling;

import java.util.Arrays;
import wickstream.numeric.ArrayFunctions;
import wickstream.physics.Ensemble;
import wickstream.random.LaneStreams;

/** f at any points, for any activation: Σ_j W1_j h_j(x_a) + b1. */
final class PointwiseField implements LayerSums {
  private final Ensemble ensemble;
  private final Pointwise units;
  private final double[] scales;
  private final double[][] sums;

  PointwiseField(Shard shard, ArrayFunctions functions) {
    this.ensemble = shard.ensemble();
    this.units = new Pointwise(shard, functions);
    this.sums = new double[shard.points().count()][NetworkBatch.MOST_NETWORKS];
    this.scales = new double[sums.length];
    Arrays.fill(scales, ensemble.sigmaW() / Math.sqrt(shard.width()));
  }

  @Override
  public void clear(int n) {
    Columns.clear(sums, n);
  }

  @Override
  public void add(HiddenUnits drawn, int n) {
    double[] w = drawn.outputWeights();
    for (int a = 0; a < sums.length; a++) {
      Columns.addProduct(w, units.evaluate(drawn, a, n), sums[a], n);
    }
  }

  @Override
  public void finish(LaneStreams streams, int rows, double[][] values) {
    finish(streams, rows, ensemble.sigmaB(), scales, sums, values);
  }

  /** f = scale · sum + b1, with b1 drawn here: one normal a network if σ_b is above 0. */
  static void finish(
      LaneStreams streams,
      int rows,
      double sigmaB,
      double[] scales,
      double[][] sums,
      double[][] values) {
    double[] bias = new double[NetworkBatch.MOST_NETWORKS];
    if (sigmaB > 0) {
      streams.normals(bias, rows);
    }
    int n = rows * LaneStreams.LANES;
    for (int a = 0; a < sums.length; a++) {
      for (int i = 0; i < n; i++) {
        values[a][i] = Math.fma(scales[a], sums[a][i], sigmaB * bias[i]);
      }
    }
  }
}
