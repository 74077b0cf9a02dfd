package wickstream.sampling;

import java.util.OptionalDouble;
import wickstream.physics.Ensemble;
import wickstream.random.Gamma;
import wickstream.random.LaneStreams;

/**
 * The outputs of a network from sums over its hidden units: f_i = √τ (σ_W/√N) sum + b1_i, where sum
 * and value of output i at point a stand at i · points + a, and τ is the scale that its readout
 * weights share, if they do.
 */
final class FieldOutput {
  private final double sigmaB;
  private final int outputs;
  private final double[] scales;
  private final LaneOps laneOps;
  private final double[] biases = new double[NetworkBatch.MAX_NETWORKS];
  private final OptionalDouble sharedScale;
  private final long[] words = new long[NetworkBatch.MAX_NETWORKS];
  private final double[] roots = new double[NetworkBatch.MAX_NETWORKS];

  /**
   * @param normalisers a further factor at each point
   */
  FieldOutput(Shard shard, double[] normalisers, LaneOps laneOps) {
    Ensemble ensemble = shard.ensemble();
    this.sigmaB = ensemble.sigmaB();
    this.outputs = ensemble.dOut();
    this.scales = normalisers.clone();
    this.laneOps = laneOps;
    this.sharedScale = ensemble.priors().sharedScale();
    for (int a = 0; a < scales.length; a++) {
      scales[a] *= ensemble.sigmaW() / Math.sqrt(shard.width());
    }
  }

  /**
   * Draws b1, one normal a network and output, if σ_b is above 0, and τ, one a network, if weights
   * share a scale.
   */
  void finish(BagStreams streams, int rows, UnitSums sums, NetworkBatch batch) {
    for (int k = 0; k < outputs * scales.length; k++) {
      laneOps.units().affine(scales[k % scales.length], sums, k, 0, batch.values[k], rows);
    }
    if (sharedScale.isPresent()) {
      multiplyByRoots(streams, rows, batch);
    }
    for (int i = 0; sigmaB > 0 && i < outputs; i++) {
      streams.outputBiases().get(i).normals(biases, rows);
      for (int a = 0; a < scales.length; a++) {
        double[] values = batch.values[i * scales.length + a];
        Columns.addMultiple(sigmaB, biases, values, rows * LaneStreams.LANES);
      }
    }
  }

  /** √τ, the same for all outputs of a network. */
  private void multiplyByRoots(BagStreams streams, int rows, NetworkBatch batch) {
    int n = rows * LaneStreams.LANES;
    double gamma = sharedScale.getAsDouble();
    streams.scales().words(words, rows);
    for (int i = 0; i < n; i++) {
      roots[i] = Math.sqrt(Gamma.of(gamma, words[i]) / gamma);
    }
    for (int k = 0; k < outputs * scales.length; k++) {
      Columns.multiply(batch.values[k], roots, batch.values[k], n);
    }
  }
}
