package wickstream.sampling;

import java.util.Arrays;
import wickstream.numeric.ArrayFunctions;
import wickstream.numeric.Elementary;
import wickstream.random.LaneStreams;

/**
 * Importance sampling of log-normal units by a defensive mixture: in half of the networks one
 * hidden unit, chosen uniformly, has its bias shifted by t σ_b², t = 4 where fourth-order functions
 * are the highest asked for, 4 or 6 with equal probability where sixth-order ones are. Each network
 * is weighted by w = 1/(p_0 + Σ_t p_t (1/N) Σ_j exp(t b_j − t²σ_b²/2)), so that averages stay
 * unbiased.
 */
final class Tilt {
  private static final double UNTILTED = 0.5;

  private final ArrayFunctions functions;
  private final double variance;
  private final int width;
  private final boolean sixth;
  private final long[] words = new long[NetworkBatch.MOST_NETWORKS];
  private final double[] shifts = new double[NetworkBatch.MOST_NETWORKS];
  private final int[] units = new int[NetworkBatch.MOST_NETWORKS];
  private final double[] squares = new double[NetworkBatch.MOST_NETWORKS];
  private final double[] powers = new double[NetworkBatch.MOST_NETWORKS];
  private final double[] fourths = new double[NetworkBatch.MOST_NETWORKS];
  private final double[] sixths = new double[NetworkBatch.MOST_NETWORKS];

  Tilt(double sigmaB, int width, boolean sixth, ArrayFunctions functions) {
    this.functions = functions;
    this.variance = sigmaB * sigmaB;
    this.width = width;
    this.sixth = sixth;
  }

  /** Draws which networks are tilted, how far, and at which unit: two words a network. */
  void begin(LaneStreams streams, int rows) {
    int n = rows * LaneStreams.LANES;
    streams.words(words, rows);
    for (int i = 0; i < n; i++) {
      shifts[i] = shift(uniform(words[i]));
    }
    streams.words(words, rows);
    for (int i = 0; i < n; i++) {
      units[i] = (int) (uniform(words[i]) * width);
    }
    Arrays.fill(fourths, 0);
    Arrays.fill(sixths, 0);
  }

  private double shift(double u) {
    if (u < UNTILTED) {
      return 0;
    }
    return (sixth && u >= 0.75 ? 6 : 4) * variance;
  }

  private static double uniform(long word) {
    return (word >>> 11) * 0x1p-53;
  }

  /** Shifts the biases of one unit where it is the chosen one, and counts it in the weights. */
  void apply(int unit, double[] biases, int n) {
    for (int i = 0; i < n; i++) {
      biases[i] += units[i] == unit ? shifts[i] : 0;
    }
    for (int i = 0; i < n; i++) {
      squares[i] = 2 * (biases[i] - variance);
    }
    functions.exp(squares, n);
    Columns.multiply(squares, squares, powers, n);
    Columns.add(powers, fourths, n);
    if (sixth) {
      Columns.multiply(powers, squares, powers, n);
      Columns.add(powers, sixths, n);
    }
  }

  /** The weights, once all units have been applied. */
  void weights(double[] into, int n) {
    double p4 = sixth ? 0.25 : 0.5;
    double p6 = sixth ? 0.25 : 0;
    // Σ exp(t b − t²σ_b²/2) from Σ exp(t (b − σ_b²)), which does not overflow where the other does
    // not matter.
    double factor4 = p4 / width * Elementary.exp(-4 * variance);
    double factor6 = p6 / width * Elementary.exp(-12 * variance);
    for (int i = 0; i < n; i++) {
      into[i] = 1 / Math.fma(factor6, sixths[i], Math.fma(factor4, fourths[i], UNTILTED));
    }
  }
}
