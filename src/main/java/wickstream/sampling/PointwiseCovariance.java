package wickstream.sampling;

import wickstream.numeric.ArrayFunctions;
import wickstream.physics.Multisets;
import wickstream.random.LaneStreams;

/**
 * D = C − K at any points, for any activation, where C_ab = σ_b² + (σ_W²/N) Σ_j h_j(x_a) h_j(x_b).
 */
final class PointwiseCovariance implements LayerSums {
  private final Pointwise units;
  private final Multisets pairs;
  private final double scale;
  private final double[] kernel;
  private final double[][] sums;
  private final double[][] unit;

  /**
   * @param kernel K_W of all pairs
   */
  PointwiseCovariance(Shard shard, double[] kernel, ArrayFunctions functions) {
    this.units = new Pointwise(shard, functions);
    this.pairs = Multisets.of(shard.points().count(), 2);
    this.kernel = kernel;
    this.sums = new double[pairs.size()][NetworkBatch.MOST_NETWORKS];
    this.unit = new double[shard.points().count()][];
    this.scale = scale(shard);
  }

  /** σ_W²/N. */
  static double scale(Shard shard) {
    return shard.ensemble().sigmaW() * shard.ensemble().sigmaW() / shard.width();
  }

  @Override
  public void clear(int n) {
    Columns.clear(sums, n);
  }

  @Override
  public void add(HiddenUnits drawn, int n) {
    for (int a = 0; a < unit.length; a++) {
      unit[a] = units.evaluate(drawn, a, n);
    }
    int k = 0;
    for (int a = 0; a < unit.length; a++) {
      for (int b = a; b < unit.length; b++) {
        Columns.addProduct(unit[a], unit[b], sums[k++], n);
      }
    }
  }

  /** Here σ_b², which stands in C and in K, cancels. */
  @Override
  public void finish(LaneStreams streams, int rows, double[][] values) {
    for (int k = 0; k < sums.length; k++) {
      Columns.affine(scale, sums[k], -kernel[k], values[k], rows * LaneStreams.LANES);
    }
  }
}
