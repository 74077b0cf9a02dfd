package wickstream.sampling;

import wickstream.numeric.Elementary;
import wickstream.physics.DefensiveMixture;
import wickstream.random.LaneStreams;

/**
 * Importance sampling of log-normal units by a {@link DefensiveMixture}. Each network is weighted
 * by w = 1/(p_0 + Σ_t p_t (1/N) Σ_j exp(t b_j − t²σ_b²/2)), so that averages stay unbiased.
 */
final class ExponentialTilting {
  private static final int LANES = LaneStreams.LANES;
  private static final int FOURTH = 0;
  private static final int SIXTH = 1;

  private final LaneOps laneOps;
  private final double sigmaB;
  private final int width;
  private final boolean sixth;
  private final DefensiveMixture mixture;
  private final UnitSums powers = new UnitSums(2);
  private final double[] squares = new double[HiddenUnits.LENGTH];
  private final TiltedUnits tilted;
  private final double[] fourths = new double[NetworkBatch.MAX_NETWORKS];
  private final double[] sixths = new double[NetworkBatch.MAX_NETWORKS];

  ExponentialTilting(Shard shard, LaneOps laneOps) {
    this.laneOps = laneOps;
    this.sigmaB = shard.ensemble().sigmaB();
    this.width = shard.width();
    this.sixth = shard.measures(6);
    this.mixture = DefensiveMixture.of(sixth);
    this.tilted = new TiltedUnits(width);
  }

  /** Draws which networks are tilted, how far, and at which unit. */
  void draw(BagStreams streams, int rows) {
    tilted.draw(streams, rows);
  }

  /** Shifts the biases of a piece where they belong to the chosen units. */
  void shift(HiddenUnits piece) {
    tilted.shift(piece, (choice, entry) -> piece.biases()[entry] += mixture.shift(choice) * sigmaB);
  }

  /** Back to no unit, for {@code rows} networks of every lane. */
  void clear(int rows) {
    powers.clear(rows);
  }

  /**
   * Counts the units of a piece in the weights.
   *
   * @param squared exp(2 (b − σ_b²)) of each unit
   */
  void add(HiddenUnits piece, double[] squared) {
    laneOps.units().addProducts(piece, squared, squared, powers, FOURTH);
    if (sixth) {
      Columns.multiply(squared, squared, squares, piece.size());
      laneOps.units().addProducts(piece, squares, squared, powers, SIXTH);
    }
  }

  /** The weights, once all units have been counted. */
  void weights(double[] into, int rows) {
    double variance = sigmaB * sigmaB;
    // Σ exp(t b − t²σ_b²/2) from Σ exp(t (b − σ_b²)), which does not overflow where the other does
    // not matter.
    double factor4 = mixture.fourth() / width * Elementary.exp(-4 * variance);
    double factor6 = mixture.sixth() / width * Elementary.exp(-12 * variance);
    laneOps.units().affine(1, powers, FOURTH, 0, fourths, rows);
    laneOps.units().affine(1, powers, SIXTH, 0, sixths, rows);
    for (int i = 0; i < rows * LANES; i++) {
      into[i] = 1 / Math.fma(factor6, sixths[i], Math.fma(factor4, fourths[i], mixture.untilted()));
    }
  }
}
