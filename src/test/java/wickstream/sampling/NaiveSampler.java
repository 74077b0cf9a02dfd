package wickstream.sampling;

import java.util.ArrayList;
import java.util.List;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.random.LaneStreams;

/**
 * Draws the networks of a bag in the documented order, and does nothing else as the library does:
 * each kind of number has a stream of its own (0: once a network, 1: b0, as a word for cos, 2: W1,
 * 3 + k: W0 of coordinate k of the points, rotated where that leaves fewer; 1024 + 2 i and 1025 + 2
 * i: W1 and b1 of output i above 0; 2²⁰ + 2 l and 2²⁰ + 2 l + 1: weights and biases of hidden layer
 * l + 1, l ≥ 1; instead of these, where there are no more points than units, 2²⁴ + 2¹⁶ l + k: what
 * belongs to column k of the factor), in which the numbers of a lane's first network come first,
 * unit by unit, then those of its second. Column k is drawn for all networks of a batch of 256 if
 * one of them has it.
 */
final class NaiveSampler {
  private static final int LANES = 8;

  private final Shard shard;
  private final Ensemble ensemble;
  private final InputPoints points;
  private final boolean plain;
  private final boolean tilted;
  private final boolean tiltedUnits;
  private final NaiveMixture mixture;
  private final boolean phases;
  private LaneStreams[][] layers;
  private LaneStreams[][] columns;

  NaiveSampler(Shard shard) {
    this.shard = shard;
    this.ensemble = shard.ensemble();
    this.points = shard.rotatedPoints();
    this.plain = shard.estimator() == Estimator.PLAIN;
    this.tilted = shard.estimator() == Estimator.TILTED;
    this.mixture = tilted ? NaiveMixture.of(shard) : new NaiveMixture(List.of());
    this.tiltedUnits =
        shard.estimator() == Estimator.POOLED
            && ensemble.activation() == Activation.GAUSS
            && ensemble.sigmaB() > 0;
    this.phases = ensemble.activation() == Activation.COS;
  }

  List<NaiveNetwork> bag(long seed, long index) {
    LaneStreams[] streams = new LaneStreams[3 + points.coordinates()];
    for (int kind = 0; kind < streams.length; kind++) {
      streams[kind] = new LaneStreams(seed, shard.hash(), index, kind);
    }
    LaneStreams[] weights = new LaneStreams[ensemble.dOut()];
    LaneStreams[] biases = new LaneStreams[ensemble.dOut()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i == 0 ? streams[2] : new LaneStreams(seed, shard.hash(), index, 1024 + 2 * i);
      biases[i] = i == 0 ? streams[0] : new LaneStreams(seed, shard.hash(), index, 1025 + 2 * i);
    }
    layers = new LaneStreams[ensemble.depth()][2];
    for (int l = 1; l < layers.length; l++) {
      layers[l][0] = new LaneStreams(seed, shard.hash(), index, (1 << 20) + 2 * l);
      layers[l][1] = new LaneStreams(seed, shard.hash(), index, (1 << 20) + 2 * l + 1);
    }
    columns = new LaneStreams[ensemble.depth()][shard.points().count()];
    for (int l = 1; l < layers.length; l++) {
      for (int k = 0; k < columns[l].length; k++) {
        columns[l][k] = new LaneStreams(seed, shard.hash(), index, (1 << 24) + (1 << 16) * l + k);
      }
    }
    boolean atPoints = ensemble.depth() > 1 && shard.points().count() <= shard.width();
    List<NaiveNetwork> networks = new ArrayList<>();
    while (networks.size() < shard.bagSize()) {
      List<NaiveNetwork> batch = new ArrayList<>();
      while (batch.size() < 256 && networks.size() + batch.size() < shard.bagSize()) {
        batch.addAll(oneOfEachLane(streams, weights, biases, atPoints));
      }
      for (int l = 1; l < ensemble.depth() && atPoints; l++) {
        batch = nextLayer(batch, columns[l]);
      }
      networks.addAll(batch);
    }
    return networks.subList(0, shard.bagSize());
  }

  private List<NaiveNetwork> oneOfEachLane(
      LaneStreams[] streams,
      LaneStreams[] outputWeights,
      LaneStreams[] outputBiases,
      boolean isFirstLayerOnly) {
    int width = shard.width();
    double[][] shifts = new double[LANES][1 + points.coordinates()];
    int[] shifted = new int[LANES];
    if (tilted) {
      drawTilts(streams[0], shifts, shifted);
    }
    double[][] b0 = biases(streams[1], width);
    double[][] b0Shifts = tiltedUnits ? unitShifts(streams[0], width) : new double[width][LANES];
    double[][][] w1 = new double[ensemble.dOut()][width][LANES];
    double[][] b1 = new double[ensemble.dOut()][LANES];
    for (int o = 0; plain && o < w1.length; o++) {
      w1[o] = normals(outputWeights[o], width);
      if (ensemble.sigmaB() > 0) {
        b1[o] = normals(outputBiases[o], 1)[0];
      }
    }
    double[][][] w0 = new double[width][points.coordinates()][];
    for (int k = 0; k < points.coordinates(); k++) {
      double[][] drawn = normals(streams[3 + k], width);
      for (int j = 0; j < width; j++) {
        w0[j][k] = drawn[j];
      }
    }
    double[][][][] weights = new double[ensemble.depth()][width][][];
    double[][][] layerBiases = new double[ensemble.depth()][width][LANES];
    for (int l = 1; l < ensemble.depth() && !isFirstLayerOnly; l++) {
      for (int j = 0; j < width; j++) {
        weights[l][j] = normals(layers[l][0], width);
      }
      if (ensemble.sigmaB() > 0) {
        layerBiases[l] = normals(layers[l][1], width);
      }
    }
    List<NaiveNetwork> networks = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      double[] biases = new double[width];
      for (int j = 0; j < width; j++) {
        biases[j] = b0[j][i] + b0Shifts[j][i];
      }
      for (int k = 0; k < points.coordinates(); k++) {
        w0[shifted[i]][k][i] += shifts[i][k];
      }
      biases[shifted[i]] += ensemble.sigmaB() * shifts[i][points.coordinates()];
      NaiveNetwork shallow = network(i, w0, biases, w1, b1);
      NaiveNetwork network = shallow;
      for (int l = 1; l < ensemble.depth() && !isFirstLayerOnly; l++) {
        network = network.withNext(nextLayer(network.hidden(), weights[l], layerBiases[l], i));
      }
      networks.add(network);
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

  /** g(W h + b) with W and b of lane i. */
  private Sized[][] nextLayer(Sized[][] hidden, double[][][] weights, double[][] biases, int i) {
    int width = hidden.length;
    Sized[][] next = new Sized[width][hidden[0].length];
    for (int j = 0; j < width; j++) {
      for (int a = 0; a < next[j].length; a++) {
        Sized z = Sized.of(ensemble.sigmaB() * biases[j][i]);
        for (int k = 0; k < width; k++) {
          double weight = ensemble.sigmaW() / Math.sqrt(width) * weights[j][k][i];
          z = z.plus(hidden[k][a].times(weight));
        }
        next[j][a] = NaiveUnit.further(ensemble, z);
      }
    }
    return next;
  }

  /** g(z) of networks 0, 1, … of the lanes, with z of covariance σ_b² + (σ_W²/N) Σ_j h h. */
  private List<NaiveNetwork> nextLayer(List<NaiveNetwork> batch, LaneStreams[] streams) {
    int width = shard.width();
    int points = shard.points().count();
    List<Sized[][]> factors = batch.stream().map(this::factor).toList();
    int count = factors.stream().mapToInt(NaiveFactor::columns).max().orElseThrow();
    List<NaiveNetwork> next = new ArrayList<>();
    for (int first = 0; first < batch.size(); first += LANES) {
      double[][][] normals = new double[count][][];
      for (int k = 0; k < count; k++) {
        normals[k] = normals(streams[k], width);
      }
      for (int i = 0; i < LANES; i++) {
        Sized[][] hidden = new Sized[width][points];
        for (int j = 0; j < width; j++) {
          for (int a = 0; a < points; a++) {
            Sized z = Sized.ZERO;
            for (int k = 0; k < points; k++) {
              double normal = k < count ? normals[k][j][i] : 1;
              z = z.plus(factors.get(first + i)[a][k].times(normal));
            }
            hidden[j][a] = NaiveUnit.further(ensemble, z);
          }
        }
        next.add(batch.get(first + i).withNext(hidden));
      }
    }
    return next;
  }

  private Sized[][] factor(NaiveNetwork network) {
    int points = shard.points().count();
    double scale = ensemble.sigmaW() * ensemble.sigmaW() / shard.width();
    double[][] covariance = new double[points][points];
    for (int a = 0; a < points; a++) {
      for (int b = 0; b < points; b++) {
        double sum = 0;
        for (Sized[] unit : network.hidden()) {
          sum += unit[a].value() * unit[b].value();
        }
        covariance[a][b] = ensemble.sigmaB() * ensemble.sigmaB() + scale * sum;
      }
    }
    return NaiveFactor.of(covariance);
  }

  /** The next normals of each lane, one a unit. */
  private static double[][] normals(LaneStreams streams, int width) {
    double[][] units = new double[width][LANES];
    for (double[] unit : units) {
      streams.normals(unit, 1);
    }
    return units;
  }

  /** The shift of each unit and lane. */
  private double[][] unitShifts(LaneStreams streams, int width) {
    double[][] shifts = new double[width][LANES];
    long[] words = new long[LANES];
    for (double[] unit : shifts) {
      streams.words(words, 1);
      for (int i = 0; i < LANES; i++) {
        unit[i] = shift(words[i]);
      }
    }
    return shifts;
  }

  private double shift(long word) {
    double u = (word >>> 11) * 0x1p-53;
    int t = u < 0.5 ? 0 : shard.measures(6) && u >= 0.75 ? 6 : 4;
    return t * ensemble.sigmaB() * ensemble.sigmaB();
  }

  private void drawTilts(LaneStreams streams, double[][] shifts, int[] shifted) {
    long[] words = new long[LANES];
    streams.words(words, 1);
    for (int i = 0; i < LANES; i++) {
      shifts[i] = mixture.shift((words[i] >>> 11) * 0x1p-53);
    }
    streams.words(words, 1);
    for (int i = 0; i < LANES; i++) {
      shifted[i] = (int) Math.floor((words[i] >>> 11) * 0x1p-53 * shard.width());
    }
  }

  private NaiveNetwork network(
      int i, double[][][] w0, double[] biases, double[][][] w1, double[][] b1) {
    int width = shard.width();
    Sized[][] hidden = new Sized[width][shard.points().count()];
    double[][] outputWeights = new double[w1.length][width];
    double[] outputBiases = new double[w1.length];
    for (int j = 0; j < width; j++) {
      double[] weights = new double[points.coordinates()];
      for (int k = 0; k < weights.length; k++) {
        weights[k] = ensemble.sigmaW() / Math.sqrt(ensemble.dIn()) * w0[j][k][i];
      }
      for (int a = 0; a < hidden[j].length; a++) {
        hidden[j][a] = NaiveUnit.value(ensemble, weights, biases[j], points.point(a));
      }
    }
    for (int o = 0; o < w1.length; o++) {
      outputBiases[o] = ensemble.sigmaB() * b1[o][i];
      for (int j = 0; j < width; j++) {
        outputWeights[o][j] = ensemble.sigmaW() / Math.sqrt(width) * w1[o][j][i];
      }
    }
    double[] unitWeights = new double[width];
    for (int j = 0; j < width; j++) {
      unitWeights[j] = tiltedUnits ? weight(new double[] {biases[j]}) : 1;
    }
    double weight = tilted ? mixture.weight(normals(i, w0, biases)) : 1;
    return new NaiveNetwork(
        shard, List.of(), hidden, outputWeights, outputBiases, weight, unitWeights);
  }

  /** The standard normals of W0 and b0 of each unit of lane i. */
  private List<double[]> normals(int i, double[][][] w0, double[] biases) {
    List<double[]> units = new ArrayList<>();
    for (int j = 0; j < biases.length; j++) {
      double[] normals = new double[1 + points.coordinates()];
      for (int k = 0; k < points.coordinates(); k++) {
        normals[k] = w0[j][k][i];
      }
      normals[points.coordinates()] = ensemble.sigmaB() > 0 ? biases[j] / ensemble.sigmaB() : 0;
      units.add(normals);
    }
    return units;
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
