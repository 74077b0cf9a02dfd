package wickstream.sampling;

import java.util.Arrays;
import java.util.Optional;
import wickstream.physics.Activation;
import wickstream.physics.DefensiveMixture;
import wickstream.physics.Ensemble;
import wickstream.random.LaneStreams;

/**
 * Importance sampling of single log-normal units: every bias is drawn from the {@link
 * DefensiveMixture} on its own, and every unit weighted by w = 1/(p_0 + Σ_t p_t exp(t b −
 * t²σ_b²/2)), so that averages over units stay unbiased. Used by one thread.
 */
final class UnitTilting {
  private final LaneOps laneOps;
  private final double sigmaB;
  private final DefensiveMixture mixture;
  private final long[] words = new long[HiddenUnits.LENGTH];
  private final double[] sixths = new double[HiddenUnits.LENGTH];

  private UnitTilting(Shard shard, LaneOps laneOps) {
    this.laneOps = laneOps;
    this.sigmaB = shard.ensemble().sigmaB();
    this.mixture = DefensiveMixture.of(shard.measures(6));
  }

  /** For log-normal units; empty for all others, and without biases. */
  static Optional<UnitTilting> of(Shard shard, LaneOps laneOps) {
    Ensemble ensemble = shard.ensemble();
    return ensemble.activation() == Activation.GAUSS && ensemble.sigmaB() > 0
        ? Optional.of(new UnitTilting(shard, laneOps))
        : Optional.empty();
  }

  /**
   * Shifts the biases of a piece, one word a unit.
   *
   * @param weights where the weights of its units go
   */
  void shift(BagStreams streams, HiddenUnits piece, double[] weights) {
    int n = piece.size();
    double[] biases = piece.biases();
    streams.networks().words(words, piece.rows() * piece.units());
    for (int i = 0; i < n; i++) {
      biases[i] += mixture.shift(LaneStreams.uniform(words[i])) * sigmaB;
    }
    density(mixture.fourth(), 4, biases, weights, n);
    if (mixture.sixth() > 0) {
      density(mixture.sixth(), 6, biases, sixths, n);
      Columns.add(weights, sixths, weights, n);
    }
    for (int i = 0; i < n; i++) {
      weights[i] = 1 / (mixture.untilted() + weights[i]);
    }
  }

  /** p exp(t b − t²σ_b²/2). */
  private void density(double p, int t, double[] biases, double[] into, int n) {
    Arrays.fill(into, 0, n, 0);
    Columns.addMultiple(t * sigmaB, biases, into, n);
    Columns.subtract(into, t * t * sigmaB * sigmaB / 2, into, n);
    laneOps.functions().exp(into, n);
    Columns.scale(p, into, into, n);
  }
}
