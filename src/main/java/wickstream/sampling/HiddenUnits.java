package wickstream.sampling;

import java.util.Arrays;
import java.util.Optional;
import wickstream.numeric.ArrayFunctions;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.random.LaneStreams;

/**
 * Draws the weights and biases of one hidden unit after the other, for all networks of a batch:
 * d_in standard normals W0 (to be scaled by σ_W/√d), then b0 if σ_b is above 0, then, if output
 * weights are wanted, W1 (to be scaled by σ_W/√N).
 */
final class HiddenUnits {
  private final Ensemble ensemble;
  private final Optional<Tilt> tilt;
  private final double[][] inputWeights;
  private final double[] biases = new double[NetworkBatch.MOST_NETWORKS];
  private final double[] outputWeights = new double[NetworkBatch.MOST_NETWORKS];
  private final boolean wantsOutput;

  HiddenUnits(Shard shard, ArrayFunctions functions) {
    this.ensemble = shard.ensemble();
    this.inputWeights = new double[ensemble.dIn()][NetworkBatch.MOST_NETWORKS];
    this.wantsOutput = shard.estimator() == Estimator.PLAIN;
    this.tilt =
        shard.estimator() == Estimator.TILTED
            ? Optional.of(new Tilt(ensemble.sigmaB(), shard.width(), shard.measures(6), functions))
            : Optional.empty();
  }

  void begin(LaneStreams streams, int rows) {
    tilt.ifPresent(t -> t.begin(streams, rows));
  }

  void next(int unit, LaneStreams streams, int rows) {
    int n = rows * LaneStreams.LANES;
    for (double[] weights : inputWeights) {
      streams.normals(weights, rows);
    }
    if (ensemble.sigmaB() > 0) {
      streams.normals(biases, rows);
      for (int i = 0; i < n; i++) {
        biases[i] *= ensemble.sigmaB();
      }
    }
    if (wantsOutput) {
      streams.normals(outputWeights, rows);
    }
    tilt.ifPresent(t -> t.apply(unit, biases, n));
  }

  /** The weights of the networks, once all units have been drawn. */
  void weights(double[] into, int n) {
    Arrays.fill(into, 0, n, 1);
    tilt.ifPresent(t -> t.weights(into, n));
  }

  /** Standard normals of input coordinate k. */
  double[] inputWeights(int k) {
    return inputWeights[k];
  }

  /** b0. */
  double[] biases() {
    return biases;
  }

  /** Standard normals. */
  double[] outputWeights() {
    return outputWeights;
  }
}
