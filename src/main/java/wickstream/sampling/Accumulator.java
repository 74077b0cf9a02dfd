package wickstream.sampling;

import java.util.ArrayList;
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
public final class Accumulator {
  private static final int LANES = LaneStreams.LANES;

  /** Σy, component by component, eight lanes each; the last is thrown away. */
  public final double[] sums;

  /** Σy², likewise. */
  public final double[] squares;

  private final Measurement measurement;
  private final int bagSize;
  private final List<double[]> contributions = new ArrayList<>();
  private final double[] unused;
  private int measured;

  Accumulator(Measurement measurement) {
    int dimension = measurement.layout().dimension();
    this.measurement = measurement;
    this.bagSize = measurement.shard().bagSize();
    this.sums = new double[(dimension + 1) * LANES];
    this.squares = new double[(dimension + 1) * LANES];
    for (int s = 0; s < measurement.series().size(); s++) {
      contributions.add(new double[bagSize]);
    }
    this.unused = new double[bagSize];
  }

  /** What is collected of a series, one number a network of the bag; −1 for one not wanted. */
  public double[] series(int s) {
    return s < 0 ? unused : contributions.get(s);
  }

  /** How many networks of the bag have been measured in earlier batches. */
  public int measured() {
    return measured;
  }

  /** Files the first {@code n} networks of a batch, all of whose terms have been added. */
  void endBatch(double[] weights, int n) {
    measurement
        .position(Series.WEIGHT)
        .ifPresent(s -> System.arraycopy(weights, 0, contributions.get(s), measured, n));
    measured += n;
  }

  /**
   * The bag, once all its networks have been added.
   *
   * @param scales what the sums of each component are still to be multiplied by
   */
  Bag bag(String shard, long index, double[] scales) {
    double[] sum = new double[scales.length];
    double[] square = new double[scales.length];
    for (int k = 0; k < scales.length; k++) {
      sum[k] = scales[k] * acrossLanes(sums, k * LANES);
      square[k] = scales[k] * scales[k] * acrossLanes(squares, k * LANES);
    }
    List<CentralMoments> moments =
        contributions.stream().map(series -> CentralMoments.of(series, bagSize)).toList();
    return new Bag(
        shard, index, new Sums(Moments.ofSums(bagSize, sum, square), moments), contributions);
  }

  private static double acrossLanes(double[] x, int at) {
    return ((x[at] + x[at + 1]) + (x[at + 2] + x[at + 3]))
        + ((x[at + 4] + x[at + 5]) + (x[at + 6] + x[at + 7]));
  }
}
