package wickstream.sampling;

import java.util.ArrayList;
import java.util.List;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.random.LaneStreams;

/**
 * Draws the networks of a bag in the documented order, and does nothing else as the library does:
 * each kind of number has a stream of its own (0: once a network, 1: b0, as a word for cos, 2: W1,
 * 3 + k: W0 of input coordinate k), in which the numbers of a lane's first network come first, unit
 * by unit, then those of its second.
 */
final class NaiveSampler {
  private static final int LANES = 8;

  private final Shard shard;
  private final Ensemble ensemble;
  private final boolean plain;
  private final boolean tilted;
  private final boolean phases;

  NaiveSampler(Shard shard) {
    this.shard = shard;
    this.ensemble = shard.ensemble();
    this.plain = shard.estimator() == Estimator.PLAIN;
    this.tilted = shard.estimator() == Estimator.TILTED;
    this.phases = ensemble.activation() == Activation.COS;
  }

  List<NaiveNetwork> bag(long seed, long index) {
    LaneStreams[] streams = new LaneStreams[3 + ensemble.dIn()];
    for (int kind = 0; kind < streams.length; kind++) {
      streams[kind] = new LaneStreams(seed, shard.hash(), index, kind);
    }
    List<NaiveNetwork> networks = new ArrayList<>();
    while (networks.size() < shard.bagSize()) {
      networks.addAll(oneOfEachLane(streams));
    }
    return networks.subList(0, shard.bagSize());
  }

  private List<NaiveNetwork> oneOfEachLane(LaneStreams[] streams) {
    int width = shard.width();
    double[] shifts = new double[LANES];
    int[] shifted = new int[LANES];
    if (tilted) {
      drawTilts(streams[0], shifts, shifted);
    }
    double[][] b0 = biases(streams[1], width);
    double[][] w1 = plain ? normals(streams[2], width) : new double[width][LANES];
    double[][][] w0 = new double[width][ensemble.dIn()][];
    for (int k = 0; k < ensemble.dIn(); k++) {
      double[][] drawn = normals(streams[3 + k], width);
      for (int j = 0; j < width; j++) {
        w0[j][k] = drawn[j];
      }
    }
    double[] b1 = new double[LANES];
    if (plain && ensemble.sigmaB() > 0) {
      b1 = normals(streams[0], 1)[0];
    }
    List<NaiveNetwork> networks = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      double[] biases = new double[width];
      for (int j = 0; j < width; j++) {
        biases[j] = b0[j][i] + (j == shifted[i] ? shifts[i] : 0);
      }
      networks.add(network(i, w0, biases, w1, b1));
    }
    return networks;
  }

  /** b0 of each unit and lane, with its variance; a uniform angle for cos. */
  private double[][] biases(LaneStreams streams, int width) {
    if (phases) {
      return turns(streams, width);
    }
    if (ensemble.sigmaB() == 0) {
      return new double[width][LANES];
    }
    double[][] biases = normals(streams, width);
    for (double[] unit : biases) {
      for (int i = 0; i < LANES; i++) {
        unit[i] *= ensemble.sigmaB();
      }
    }
    return biases;
  }

  private static double[][] turns(LaneStreams streams, int width) {
    double[][] angles = new double[width][LANES];
    long[] words = new long[LANES];
    for (double[] unit : angles) {
      streams.words(words, 1);
      for (int i = 0; i < LANES; i++) {
        unit[i] = 2 * Math.PI * (words[i] >>> 11) * 0x1p-53;
      }
    }
    return angles;
  }

  /** The next normals of each lane, one a unit. */
  private static double[][] normals(LaneStreams streams, int width) {
    double[][] units = new double[width][LANES];
    for (double[] unit : units) {
      streams.normals(unit, 1);
    }
    return units;
  }

  private void drawTilts(LaneStreams streams, double[] shifts, int[] shifted) {
    long[] words = new long[LANES];
    streams.words(words, 1);
    for (int i = 0; i < LANES; i++) {
      double u = (words[i] >>> 11) * 0x1p-53;
      int t = u < 0.5 ? 0 : shard.measures(6) && u >= 0.75 ? 6 : 4;
      shifts[i] = t * ensemble.sigmaB() * ensemble.sigmaB();
    }
    streams.words(words, 1);
    for (int i = 0; i < LANES; i++) {
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
