package wickstream.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wickstream.random.LaneStreams;
import wickstream.statistics.Bag;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.Moments;
import wickstream.statistics.Sums;

/**
 * Collects the components and series of one bag. Sums and sums of squares are kept a lane, in
 * network order, and the lanes are added at the end in a fixed order. Plain sums are safe here: no
 * component's mean exceeds a few of its standard deviations. Mutable; used by one thread.
 */
final class Accumulator {
  private static final int LANES = LaneStreams.LANES;

  private final Measurement measurement;
  private final int bagSize;
  private final double[] sums;
  private final double[] squares;
  private final double[][] coefficients;
  private final double[][] batchSeries;
  private final List<double[]> contributions = new ArrayList<>();
  private final List<CentralMoments> moments = new ArrayList<>();
  private int measured;

  Accumulator(Measurement measurement) {
    int dimension = measurement.layout().dimension();
    int series = measurement.series().size();
    this.measurement = measurement;
    this.bagSize = measurement.shard().bagSize();
    this.sums = new double[dimension * LANES];
    this.squares = new double[dimension * LANES];
    this.coefficients =
        measurement.series().stream()
            .map(s -> measurement.coefficients(s).orElse(new double[dimension]))
            .toArray(double[][]::new);
    this.batchSeries = new double[series][NetworkBatch.MOST_NETWORKS];
    for (int s = 0; s < series; s++) {
      contributions.add(new double[bagSize]);
      moments.add(CentralMoments.EMPTY);
    }
  }

  void beginBatch() {
    for (double[] series : batchSeries) {
      Arrays.fill(series, 0);
    }
  }

  /**
   * Adds one component of the first {@code n} networks of the batch: y times the network's weight.
   */
  void add(int component, double[] y, double[] weights, int n) {
    Columns.multiply(y, weights, y, n);
    Columns.addToLanes(y, sums, squares, component * LANES, n);
    for (int s = 0; s < coefficients.length; s++) {
      double coefficient = coefficients[s][component];
      if (coefficient != 0) {
        Columns.addMultiple(coefficient, y, batchSeries[s], n);
      }
    }
  }

  /**
   * Files the series of the first {@code n} networks of the batch, whose components have all been
   * added.
   */
  void endBatch(double[] weights, int n) {
    measurement
        .position(Series.WEIGHT)
        .ifPresent(s -> System.arraycopy(weights, 0, batchSeries[s], 0, n));
    for (int s = 0; s < batchSeries.length; s++) {
      System.arraycopy(batchSeries[s], 0, contributions.get(s), measured, n);
      moments.set(s, moments.get(s).plus(CentralMoments.of(batchSeries[s], n)));
    }
    measured += n;
  }

  /** The bag, once all its networks have been added. */
  Bag bag(String shard, long index) {
    int dimension = sums.length / LANES;
    double[] sum = new double[dimension];
    double[] square = new double[dimension];
    for (int k = 0; k < dimension; k++) {
      sum[k] = acrossLanes(sums, k * LANES);
      square[k] = acrossLanes(squares, k * LANES);
    }
    return new Bag(
        shard, index, new Sums(Moments.ofSums(bagSize, sum, square), moments), contributions);
  }

  private static double acrossLanes(double[] x, int at) {
    return ((x[at] + x[at + 1]) + (x[at + 2] + x[at + 3]))
        + ((x[at + 4] + x[at + 5]) + (x[at + 6] + x[at + 7]));
  }
}
