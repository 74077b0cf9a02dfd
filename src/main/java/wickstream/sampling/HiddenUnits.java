package wickstream.sampling;

import wickstream.physics.Activation;
import wickstream.physics.Estimator;
import wickstream.random.LaneStreams;

/**
 * The weights and biases of a piece of a batch: {@code units} hidden units of each of {@code rows}
 * networks of every lane, as standard normals or numbers of the laws that take their place; biases
 * of cos as fractions of a turn, uniform in [0, 1). Entry 8 (r · units + j) + l of an array is unit
 * j of network r of lane l. Mutable; used by one thread.
 */
public final class HiddenUnits {
  /**
   * The most units of one lane in a piece: few, so that its arrays stay in the inner caches. Not 64
   * or 128: arrays that follow one another in memory would then begin at nearly the same place of a
   * page, and processors take what was just written to one for what is read from the next.
   */
  static final int MAX_UNITS = 104;

  /** The length of an array of one number a unit. */
  static final int LENGTH = MAX_UNITS * LaneStreams.LANES;

  private final boolean hasPhases;
  private final boolean hasBiases;
  private final boolean hasOutput;
  private final boolean areCauchy;
  private final ReadoutWeights readout;
  private final double[][] inputWeights;
  private final double[] biases = new double[LENGTH];
  private final double[] divisors;
  private final long[] words;
  private final double[][] outputWeights;

  private int firstRow;
  private int rows;
  private int firstUnit;
  private int units;

  HiddenUnits(Shard shard) {
    this.inputWeights = new double[shard.rotatedPoints().coordinates()][LENGTH];
    this.hasPhases = shard.ensemble().activation() == Activation.COS;
    this.hasBiases = !hasPhases && shard.ensemble().sigmaB() > 0;
    this.words = new long[hasPhases ? LENGTH : 0];
    this.areCauchy = shard.ensemble().hasExponentialKernel();
    this.divisors = new double[areCauchy ? LENGTH : 0];
    this.readout = new ReadoutWeights(shard.ensemble().priors().readout());
    this.outputWeights = new double[shard.ensemble().dOut()][LENGTH];
    this.hasOutput = shard.estimator() == Estimator.PLAIN && shard.ensemble().depth() == 1;
  }

  /**
   * Draws the next piece, units {@code firstUnit} and following of the rows {@code firstRow} and
   * following of the batch; at most {@link #MAX_UNITS} of a lane.
   */
  void draw(BagStreams streams, int firstRow, int rows, int firstUnit, int units) {
    place(firstRow, rows, firstUnit, units);
    int count = rows * units;
    for (int k = 0; k < inputWeights.length; k++) {
      streams.inputWeights().get(k).normals(inputWeights[k], count);
    }
    if (areCauchy) {
      streams.divisors().normals(divisors, count);
      Columns.divide(inputWeights[0], divisors, inputWeights[0], size());
    }
    if (hasBiases) {
      streams.biases().normals(biases, count);
    }
    if (hasPhases) {
      drawPhases(streams, count);
    }
    for (int i = 0; hasOutput && i < outputWeights.length; i++) {
      readout.draw(streams.outputWeights().get(i), outputWeights[i], count);
    }
  }

  /** Says where the next piece is, of a layer whose units are drawn elsewhere. */
  void place(int firstRow, int rows, int firstUnit, int units) {
    this.firstRow = firstRow;
    this.rows = rows;
    this.firstUnit = firstUnit;
    this.units = units;
  }

  private void drawPhases(BagStreams streams, int count) {
    streams.biases().words(words, count);
    for (int i = 0; i < count * LaneStreams.LANES; i++) {
      biases[i] = LaneStreams.uniform(words[i]);
    }
  }

  /** Where in the batch the piece begins. */
  public int firstRow() {
    return firstRow;
  }

  public int rows() {
    return rows;
  }

  /** Which unit of its network the piece begins with. */
  int firstUnit() {
    return firstUnit;
  }

  public int units() {
    return units;
  }

  /** How many entries of each array are in use. */
  public int size() {
    return rows * units * LaneStreams.LANES;
  }

  /** W0 of input coordinate k. */
  public double[] inputWeights(int k) {
    return inputWeights[k];
  }

  /** b0, in units of σ_b or of turns; zeros where σ_b is. */
  double[] biases() {
    return biases;
  }

  /** W1 of the first output; only for the plain estimator and one hidden layer. */
  public double[] outputWeights() {
    return outputWeights(0);
  }

  /** W1 of output i; likewise. */
  public double[] outputWeights(int i) {
    return outputWeights[i];
  }
}
