package wickstream.sampling;

import java.util.Optional;
import wickstream.physics.Readout;

/**
 * What f has beyond a Gaussian given the last hidden layer, where the readout weights are
 * independent but not normal: cumulants X = κ4 (σ_W⁴/N²) Σ_j h h h h and Y = κ6 (σ_W⁶/N³) Σ_j h h h
 * h h h at all multisets of four and six points. They stand in a batch after D. Used by one thread.
 */
final class HigherCumulants {
  private final PowerSums sums;
  private final int pairs;
  private final double factor4;
  private final double factor6;
  private final double[][] values;

  private HigherCumulants(Measurement measurement, LayerLoops loops) {
    Shard shard = measurement.shard();
    Readout readout = shard.ensemble().priors().readout();
    double scale = PointwiseCovariance.scale(shard);
    this.sums = new PowerSums(measurement, false, loops);
    this.pairs = measurement.layout().multisets(2).size();
    this.factor4 = readout.fourthCumulant() * scale * scale;
    this.factor6 = readout.sixthCumulant() * scale * scale * scale;
    this.values = new double[shard.points().count()][HiddenUnits.LENGTH];
  }

  /** Those of a measurement; empty where there are none. */
  static Optional<HigherCumulants> of(Measurement measurement, LayerLoops loops) {
    return arePresent(measurement.shard())
        ? Optional.of(new HigherCumulants(measurement, loops))
        : Optional.empty();
  }

  /** Whether a shard's networks have any. */
  static boolean arePresent(Shard shard) {
    return shard.ensemble().priors().readout() != Readout.NORMAL;
  }

  /** Back to empty sums, for {@code rows} networks of every lane. */
  void begin(int rows) {
    sums.begin(rows);
  }

  /**
   * Adds a piece of the batch.
   *
   * @param h h_j(x_a), one array a point, and any others after them
   */
  void add(HiddenUnits piece, double[][] h) {
    sums.add(piece, h);
  }

  /**
   * The same.
   *
   * @param from the entry of the piece's first unit
   */
  void add(HiddenUnits piece, double[][] h, int from) {
    for (int a = 0; a < values.length; a++) {
      System.arraycopy(h[a], from, values[a], 0, piece.size());
    }
    sums.add(piece, values);
  }

  /** Puts them after D, for {@code n} networks. */
  void finish(double[][] into, int n) {
    int next = pairs;
    for (int k = 0; k < sums.count(4); k++) {
      Columns.scale(factor4, sums.fourth(1, k), into[next++], n);
    }
    for (int k = 0; k < sums.count(6); k++) {
      Columns.scale(factor6, sums.sixth(1, k), into[next++], n);
    }
  }
}
