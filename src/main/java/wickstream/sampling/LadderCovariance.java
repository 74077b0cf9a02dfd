package wickstream.sampling;

import wickstream.numeric.ArrayFunctions;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.random.LaneStreams;

/**
 * D = C − K at equally spaced points, for gauss: h_j(x_a) h_j(x_b) depends on the unit through x_a
 * + x_b alone, so that 2M − 1 sums do for all M(M+1)/2 pairs.
 */
final class LadderCovariance implements LayerSums {
  private final Ensemble ensemble;
  private final Ladder ladder;
  private final ArrayFunctions functions;
  private final int[] rungs;
  private final double[] scales;
  private final double[] kernel;
  private final double[][] sums;
  private final double[] value = new double[NetworkBatch.MOST_NETWORKS];
  private final double[] factor = new double[NetworkBatch.MOST_NETWORKS];

  /**
   * @param kernel K_W of all pairs
   */
  LadderCovariance(Shard shard, Ladder ladder, double[] kernel, ArrayFunctions functions) {
    InputPoints points = shard.points();
    Multisets pairs = Multisets.of(points.count(), 2);
    this.ensemble = shard.ensemble();
    this.ladder = ladder;
    this.functions = functions;
    this.kernel = kernel;
    this.sums = new double[2 * points.count() - 1][NetworkBatch.MOST_NETWORKS];
    this.rungs = new int[pairs.size()];
    this.scales = new double[pairs.size()];
    for (int k = 0; k < pairs.size(); k++) {
      int a = pairs.indices(k)[0];
      int b = pairs.indices(k)[1];
      rungs[k] = a + b;
      scales[k] =
          PointwiseCovariance.scale(shard)
              * Ladder.normaliser(ensemble, points, a)
              * Ladder.normaliser(ensemble, points, b);
    }
  }

  @Override
  public void clear(int n) {
    Columns.clear(sums, n);
  }

  @Override
  public void add(HiddenUnits units, int n) {
    ladder.begin(functions, units, ensemble, 2, value, factor, n);
    Columns.climb(value, factor, sums, n);
  }

  @Override
  public void finish(LaneStreams streams, int rows, double[][] values) {
    for (int k = 0; k < rungs.length; k++) {
      Columns.affine(scales[k], sums[rungs[k]], -kernel[k], values[k], rows * LaneStreams.LANES);
    }
  }
}
