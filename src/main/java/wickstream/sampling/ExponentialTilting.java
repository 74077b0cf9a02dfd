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
  private final long[] words = new long[2 * NetworkBatch.MAX_NETWORKS];
  private final double[] shifts = new double[NetworkBatch.MAX_NETWORKS];
  private final int[] units = new int[NetworkBatch.MAX_NETWORKS];
  private final double[] fourths = new double[NetworkBatch.MAX_NETWORKS];
  private final double[] sixths = new double[NetworkBatch.MAX_NETWORKS];

  ExponentialTilting(Shard shard, LaneOps laneOps) {
    this.laneOps = laneOps;
    this.sigmaB = shard.ensemble().sigmaB();
    this.width = shard.width();
    this.sixth = shard.measures(6);
    this.mixture = DefensiveMixture.of(sixth);
  }

  /** Draws which networks are tilted, how far, and at which unit: two words a network. */
  void draw(BagStreams streams, int rows) {
    streams.networks().words(words, 2 * rows);
    for (int row = 0; row < rows; row++) {
      for (int lane = 0; lane < LANES; lane++) {
        int i = row * LANES + lane;
        shifts[i] = mixture.shift(uniform(words[2 * row * LANES + lane])) * sigmaB;
        units[i] = (int) (uniform(words[(2 * row + 1) * LANES + lane]) * width);
      }
    }
  }

  private static double uniform(long word) {
    return (word >>> 11) * 0x1p-53;
  }

  /** Shifts the biases of a piece where they belong to the chosen units. */
  void shift(HiddenUnits piece) {
    for (int row = 0; row < piece.rows(); row++) {
      for (int lane = 0; lane < LANES; lane++) {
        int network = (piece.firstRow() + row) * LANES + lane;
        int unit = units[network] - piece.firstUnit();
        if (unit >= 0 && unit < piece.units()) {
          piece.biases()[(row * piece.units() + unit) * LANES + lane] += shifts[network];
        }
      }
    }
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
