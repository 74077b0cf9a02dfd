package wickstream.sampling;

import java.util.Arrays;
import java.util.stream.IntStream;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.StableStep;
import wickstream.physics.Training;
import wickstream.random.LaneStreams;

/**
 * A few networks of one hidden layer whose weights and biases all descend on L = ½ Σ_X |f − y|², in
 * the parameters that are standard normal when they are drawn. With z_j = v_j·u(x), r = f(X) − y
 * and the learning rate η a step is
 *
 * <pre>
 *   ω_ij −= η (σ_W/√N) Σ_X r_i g(z_j),     β_i −= η σ_b Σ_X r_i,
 *   v_j −= η (σ_W/√N) Σ_X (Σ_i r_i ω_ij) g′(z_j) u,     u = (σ_W x/√d, σ_b).
 * </pre>
 *
 * The phase of cos is one of the parameters, in the place of σ_b β. Entry 8 (r N + j) + l of an
 * array of units is unit j of network r of lane l. Mutable; used by one thread.
 */
final class DescendingNetworks {
  private static final int LANES = LaneStreams.LANES;

  private final int width;
  private final int outputs;
  private final boolean hasPhases;
  private final double sigmaB;
  private final double biasScale;
  private final double perUnit;
  private final UnitLoops loops;
  private final UnitSlopes units;
  private final HiddenUnits place;
  private final double[][] points;
  private final double[][] examples;
  private final double[][] targets;
  private final double[][] inputWeights;
  private final double[] biases;
  private final double[][] outputWeights;
  private double[][] outputBiases;
  private double[][] nextBiases;
  private final double[][] hidden;
  private final double[][] slopes;
  private final double[][] changes;
  private final double[] residuals;
  private final double[] ofUnits;
  private final double[] scratch;
  private final UnitSums sums;
  private final double[] field = new double[NetworkBatch.MAX_NETWORKS];
  private int rows;

  /**
   * @param shard of networks that descend
   */
  DescendingNetworks(Shard shard, LaneOps laneOps) {
    Training training = shard.training().orElseThrow();
    Ensemble ensemble = shard.ensemble();
    InputPoints all = shard.untrained().rotatedPoints();
    int[] positions = training.positions(shard.untrained().points());
    this.width = shard.width();
    this.outputs = ensemble.dOut();
    this.hasPhases = ensemble.activation() == Activation.COS;
    this.sigmaB = ensemble.sigmaB();
    this.biasScale = StableStep.biasScale(ensemble);
    this.perUnit = ensemble.sigmaW() / Math.sqrt(width);
    this.loops = laneOps.units();
    this.units = new UnitSlopes(ensemble.activation(), laneOps.functions());
    this.place = new HiddenUnits(shard.untrained());
    double scale = ensemble.sigmaW() / Math.sqrt(ensemble.dIn());
    double[][] inputs =
        IntStream.range(0, all.count())
            .mapToObj(a -> scaled(scale, all.point(a)))
            .toArray(double[][]::new);
    this.points = Arrays.copyOf(inputs, shard.points().count());
    this.examples = IntStream.of(positions).mapToObj(a -> inputs[a]).toArray(double[][]::new);
    this.targets = IntStream.range(0, outputs).mapToObj(training::targets).toArray(double[][]::new);
    int length = together(width) * width * LANES;
    this.inputWeights = new double[all.coordinates()][length];
    this.biases = new double[length];
    this.outputWeights = new double[outputs][length];
    this.outputBiases = new double[outputs][together(width) * LANES];
    this.nextBiases = new double[outputs][together(width) * LANES];
    this.hidden = new double[examples.length][length];
    this.slopes = new double[examples.length][length];
    this.changes = new double[outputs][length];
    this.residuals = new double[length];
    this.ofUnits = new double[length];
    this.scratch = new double[length];
    this.sums = new UnitSums(outputs * Math.max(points.length, examples.length));
  }

  /** How many networks of a lane there are at most: as many as make a piece, or one. */
  static int together(int width) {
    return Math.max(1, HiddenUnits.MAX_UNITS / width);
  }

  private static double[] scaled(double scale, double[] point) {
    return Arrays.stream(point).map(x -> scale * x).toArray();
  }

  /** How many numbers of units a step reads, in pieces of work. */
  long pieces() {
    return 1 + (long) examples.length * rows * width / HiddenUnits.MAX_UNITS;
  }

  /** Takes what has been drawn: all units of so many networks, or some units of one. */
  void take(HiddenUnits drawn) {
    rows = drawn.rows();
    int at = drawn.firstUnit() * LANES;
    int size = drawn.size();
    for (int k = 0; k < inputWeights.length; k++) {
      System.arraycopy(drawn.inputWeights(k), 0, inputWeights[k], at, size);
    }
    System.arraycopy(drawn.biases(), 0, biases, at, size);
    for (int i = 0; i < outputs; i++) {
      System.arraycopy(drawn.outputWeights(i), 0, outputWeights[i], at, size);
    }
  }

  /**
   * Begins when all units are there.
   *
   * @param ofOutputs the biases of each output of a batch; those of these networks begin at row
   *     {@code firstRow}
   */
  void begin(double[][] ofOutputs, int firstRow) {
    place.place(0, rows, 0, width);
    if (hasPhases) {
      Columns.scale(2 * Math.PI, biases, biases, size());
    }
    for (int i = 0; i < outputs; i++) {
      System.arraycopy(ofOutputs[i], firstRow * LANES, outputBiases[i], 0, rows * LANES);
    }
  }

  private int size() {
    return rows * width * LANES;
  }

  /**
   * The outputs at the points of the shard.
   *
   * @param into one array an output and point, output by output, from row {@code firstRow} on
   */
  void outputs(double[][] into, int firstRow) {
    sums.clear(rows);
    for (int a = 0; a < points.length; a++) {
      preactivate(points[a], scratch);
      units.activate(scratch, size());
      addTo(a, points.length, scratch);
    }
    for (int k = 0; k < outputs * points.length; k++) {
      finish(k, outputBiases[k / points.length]);
      System.arraycopy(field, 0, into[k], firstRow * LANES, rows * LANES);
    }
  }

  private void preactivate(double[] input, double[] into) {
    Columns.combine(input[0], inputWeights[0], biasScale, biases, 0, into, size());
    for (int k = 1; k < input.length; k++) {
      Columns.addMultiple(input[k], inputWeights[k], into, size());
    }
  }

  private void addTo(int a, int inputs, double[] values) {
    for (int i = 0; i < outputs; i++) {
      loops.addProducts(place, outputWeights[i], values, sums, i * inputs + a);
    }
  }

  /** The field of a sum. */
  private void finish(int slot, double[] bias) {
    loops.affine(perUnit, sums, slot, 0, field, rows);
    if (sigmaB > 0) {
      Columns.addMultiple(sigmaB, bias, field, rows * LANES);
    }
  }

  /** One step of descent. */
  void step(double rate) {
    sums.clear(rows);
    for (int x = 0; x < examples.length; x++) {
      preactivate(examples[x], hidden[x]);
      units.evaluate(hidden[x], slopes[x], size());
      addTo(x, examples.length, hidden[x]);
    }
    for (int i = 0; i < outputs; i++) {
      Arrays.fill(changes[i], 0, size(), 0);
      System.arraycopy(outputBiases[i], 0, nextBiases[i], 0, rows * LANES);
    }
    for (int x = 0; x < examples.length; x++) {
      backward(rate, x);
    }
    for (int i = 0; i < outputs; i++) {
      Columns.addMultiple(-rate * perUnit, changes[i], outputWeights[i], size());
    }
    double[][] before = outputBiases;
    outputBiases = nextBiases;
    nextBiases = before;
  }

  /**
   * What example x changes, but for weights and biases of outputs, which are needed as they were.
   */
  private void backward(double rate, int x) {
    Arrays.fill(ofUnits, 0, size(), 0);
    for (int i = 0; i < outputs; i++) {
      findResidual(i, x);
      if (sigmaB > 0) {
        Columns.addMultiple(-rate * sigmaB, field, nextBiases[i], rows * LANES);
      }
      spread(field, residuals);
      Columns.addProduct(residuals, hidden[x], changes[i], size());
      Columns.addProduct(residuals, outputWeights[i], ofUnits, size());
    }
    Columns.multiply(ofUnits, slopes[x], ofUnits, size());
    for (int k = 0; k < inputWeights.length; k++) {
      Columns.addMultiple(-rate * perUnit * examples[x][k], ofUnits, inputWeights[k], size());
    }
    if (biasScale > 0) {
      Columns.addMultiple(-rate * perUnit * biasScale, ofUnits, biases, size());
    }
  }

  /** r of an output at an example, one number a network. */
  private void findResidual(int output, int x) {
    finish(output * examples.length + x, outputBiases[output]);
    Columns.subtract(field, targets[output][x], field, rows * LANES);
  }

  /** Gives each unit the number of its network. */
  private void spread(double[] ofNetworks, double[] into) {
    int length = width * LANES;
    for (int row = 0; row < rows; row++) {
      int begin = row * length;
      System.arraycopy(ofNetworks, row * LANES, into, begin, LANES);
      for (int filled = LANES; filled < length; filled *= 2) {
        System.arraycopy(into, begin, into, begin + filled, Math.min(filled, length - filled));
      }
    }
  }
}
