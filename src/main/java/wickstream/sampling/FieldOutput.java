package wickstream.sampling;

import wickstream.physics.Ensemble;
import wickstream.random.LaneStreams;

/** The output of a network from the sum over its hidden units: f = (σ_W/√N) sum + b1. */
final class FieldOutput {
  private final double sigmaB;
  private final double[] scales;
  private final Arithmetic arithmetic;
  private final double[] biases = new double[NetworkBatch.MOST_NETWORKS];

  /**
   * @param normalisers a further factor at each point
   */
  FieldOutput(Shard shard, double[] normalisers, Arithmetic arithmetic) {
    Ensemble ensemble = shard.ensemble();
    this.sigmaB = ensemble.sigmaB();
    this.scales = normalisers.clone();
    this.arithmetic = arithmetic;
    for (int a = 0; a < scales.length; a++) {
      scales[a] *= ensemble.sigmaW() / Math.sqrt(shard.width());
    }
  }

  /** Draws b1, one normal a network, if σ_b is above 0. */
  void finish(BagStreams streams, int rows, UnitSums sums, NetworkBatch batch) {
    for (int a = 0; a < scales.length; a++) {
      arithmetic.units().affine(scales[a], sums, a, 0, batch.values[a], rows);
    }
    if (sigmaB > 0) {
      streams.networks().normals(biases, rows);
      for (int a = 0; a < scales.length; a++) {
        Columns.addMultiple(sigmaB, biases, batch.values[a], rows * LaneStreams.LANES);
      }
    }
  }
}
