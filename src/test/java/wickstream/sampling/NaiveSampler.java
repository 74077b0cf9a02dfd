package wickstream.sampling;

import java.util.ArrayList;
import java.util.List;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.random.LaneStreams;

/**
 * Draws the networks of a bag in the documented order, and does nothing else as the library does:
 * in blocks of 256 networks, 32 of each lane; in a block first, if tilted, two words a network;
 * then unit by unit W0, b0 if σ_b is above 0, and W1 if plain; last b1, if plain with σ_b above 0.
 */
final class NaiveSampler {
  private static final int BLOCK = 256;
  private static final int LANES = 8;

  private final Shard shard;
  private final Ensemble ensemble;
  private final boolean plain;
  private final boolean tilted;

  NaiveSampler(Shard shard) {
    this.shard = shard;
    this.ensemble = shard.ensemble();
    this.plain = shard.estimator() == Estimator.PLAIN;
    this.tilted = shard.estimator() == Estimator.TILTED;
  }

  List<NaiveNetwork> bag(long seed, long index) {
    LaneStreams streams = new LaneStreams(seed, shard.hash(), index);
    List<NaiveNetwork> networks = new ArrayList<>();
    for (int first = 0; first < shard.bagSize(); first += BLOCK) {
      int wanted = Math.min(BLOCK, shard.bagSize() - first);
      networks.addAll(block(streams, (wanted + LANES - 1) / LANES).subList(0, wanted));
    }
    return networks;
  }

  private List<NaiveNetwork> block(LaneStreams streams, int rows) {
    int n = LANES * rows;
    int width = shard.width();
    double[] shifts = new double[n];
    int[] shifted = new int[n];
    if (tilted) {
      drawTilts(streams, rows, shifts, shifted);
    }
    double[][][] w0 = new double[width][ensemble.dIn()][n];
    double[][] b0 = new double[width][n];
    double[][] w1 = new double[width][n];
    double[] b1 = new double[n];
    for (int j = 0; j < width; j++) {
      for (double[] weights : w0[j]) {
        streams.normals(weights, rows);
      }
      if (ensemble.sigmaB() > 0) {
        streams.normals(b0[j], rows);
      }
      if (plain) {
        streams.normals(w1[j], rows);
      }
    }
    if (plain && ensemble.sigmaB() > 0) {
      streams.normals(b1, rows);
    }
    List<NaiveNetwork> networks = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] biases = new double[width];
      for (int j = 0; j < width; j++) {
        biases[j] = ensemble.sigmaB() * b0[j][i] + (j == shifted[i] ? shifts[i] : 0);
      }
      networks.add(network(i, w0, biases, w1, b1));
    }
    return networks;
  }

  private void drawTilts(LaneStreams streams, int rows, double[] shifts, int[] shifted) {
    long[] words = new long[shifts.length];
    streams.words(words, rows);
    for (int i = 0; i < shifts.length; i++) {
      double u = (words[i] >>> 11) * 0x1p-53;
      int t = u < 0.5 ? 0 : shard.measures(6) && u >= 0.75 ? 6 : 4;
      shifts[i] = t * ensemble.sigmaB() * ensemble.sigmaB();
    }
    streams.words(words, rows);
    for (int i = 0; i < shifts.length; i++) {
      shifted[i] = (int) Math.floor((words[i] >>> 11) * 0x1p-53 * shard.width());
    }
  }

  private NaiveNetwork network(
      int i, double[][][] w0, double[] biases, double[][] w1, double[] b1) {
    int width = shard.width();
    Sized[][] hidden = new Sized[width][shard.points().count()];
    double[] outputWeights = new double[width];
    for (int j = 0; j < width; j++) {
      double[] weights = new double[ensemble.dIn()];
      for (int k = 0; k < weights.length; k++) {
        weights[k] = ensemble.sigmaW() / Math.sqrt(ensemble.dIn()) * w0[j][k][i];
      }
      for (int a = 0; a < hidden[j].length; a++) {
        hidden[j][a] = NaiveUnit.value(ensemble, weights, biases[j], shard.points().point(a));
      }
      outputWeights[j] = ensemble.sigmaW() / Math.sqrt(width) * w1[j][i];
    }
    return new NaiveNetwork(
        shard, hidden, outputWeights, ensemble.sigmaB() * b1[i], tilted ? weight(biases) : 1);
  }

  /** 1/(p_0 + Σ_t p_t (1/N) Σ_j exp(t b_j − t²σ_b²/2)). */
  private double weight(double[] biases) {
    double variance = ensemble.sigmaB() * ensemble.sigmaB();
    double density = 0.5;
    int[] shifts = shard.measures(6) ? new int[] {4, 6} : new int[] {4};
    for (int t : shifts) {
      for (double b : biases) {
        density +=
            0.5 / shifts.length / biases.length * StrictMath.exp(t * b - t * t * variance / 2);
      }
    }
    return 1 / density;
  }
}
