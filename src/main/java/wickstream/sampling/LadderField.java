package wickstream.sampling;

import wickstream.numeric.ArrayFunctions;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.random.LaneStreams;

/** f at equally spaced points, for gauss: Σ_j W1_j h_j(x_a) + b1. */
final class LadderField implements LayerSums {
  private final Ensemble ensemble;
  private final Ladder ladder;
  private final ArrayFunctions functions;
  private final double[] scales;
  private final double[][] sums;
  private final double[] value = new double[NetworkBatch.MOST_NETWORKS];
  private final double[] factor = new double[NetworkBatch.MOST_NETWORKS];

  LadderField(Shard shard, Ladder ladder, ArrayFunctions functions) {
    InputPoints points = shard.points();
    this.ensemble = shard.ensemble();
    this.ladder = ladder;
    this.functions = functions;
    this.sums = new double[points.count()][NetworkBatch.MOST_NETWORKS];
    this.scales = new double[points.count()];
    for (int a = 0; a < scales.length; a++) {
      scales[a] =
          ensemble.sigmaW() / Math.sqrt(shard.width()) * Ladder.normaliser(ensemble, points, a);
    }
  }

  @Override
  public void clear(int n) {
    Columns.clear(sums, n);
  }

  @Override
  public void add(HiddenUnits units, int n) {
    ladder.begin(functions, units, ensemble, 1, value, factor, n);
    Columns.multiply(value, units.outputWeights(), value, n);
    Columns.climb(value, factor, sums, n);
  }

  @Override
  public void finish(LaneStreams streams, int rows, double[][] values) {
    PointwiseField.finish(streams, rows, ensemble.sigmaB(), scales, sums, values);
  }
}
