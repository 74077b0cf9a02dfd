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
 * network order, and the lanes are added at the end in a fixed order.
 *
 * <p>Contributions are deviations from what the component is for N → ∞, so that their mean is
 * rarely more than a few standard deviations, and they are added as they are. Where that is not so
 * (see {@link RoundingBound#hasCancelled}), the same networks are added again {@link #aboutMeans}.
 * Mutable; used by one thread.
 */
public final class Accumulator {
  private static final int LANES = LaneStreams.LANES;

  /** s, what the values of each component are taken less of; the last is thrown away. */
  final double[] shifts;

  /** Σ(y−s), component by component, eight lanes each. */
  public final double[] sums;

  /** Σ(y−s)², likewise. */
  public final double[] squares;

  private final Measurement measurement;
  private final int bagSize;
  private final List<double[]> contributions = new ArrayList<>();
  private final double[] unused;
  private final boolean isShifted;
  private int measured;

  /** Sums of the values as they are. */
  Accumulator(Measurement measurement) {
    this(measurement, new double[measurement.layout().dimension() + 1], false);
  }

  private Accumulator(Measurement measurement, double[] shifts, boolean isShifted) {
    this.measurement = measurement;
    this.bagSize = measurement.shard().bagSize();
    this.shifts = shifts;
    this.isShifted = isShifted;
    this.sums = new double[shifts.length * LANES];
    this.squares = new double[shifts.length * LANES];
    for (int s = 0; s < measurement.series().size(); s++) {
      contributions.add(new double[bagSize]);
    }
    this.unused = new double[bagSize];
  }

  /** An empty accumulator for the same networks, about the means that this one has found. */
  Accumulator aboutMeans() {
    double[] means = new double[shifts.length];
    for (int k = 0; k < means.length; k++) {
      means[k] = shifts[k] + acrossLanes(sums, k * LANES) / bagSize;
    }
    return new Accumulator(measurement, means, true);
  }

  /** Whether any shift may differ from 0. */
  public boolean isShifted() {
    return isShifted;
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
   * The moments of the components, once all networks have been added.
   *
   * @param scales what the values of each component are still to be multiplied by
   */
  Moments components(double[] scales) {
    double[] shift = new double[scales.length];
    double[] sum = new double[scales.length];
    double[] square = new double[scales.length];
    for (int k = 0; k < scales.length; k++) {
      shift[k] = scales[k] * shifts[k];
      sum[k] = scales[k] * acrossLanes(sums, k * LANES);
      square[k] = scales[k] * scales[k] * acrossLanes(squares, k * LANES);
    }
    return Moments.ofSums(bagSize, shift, sum, square);
  }

  /** The bag, likewise. */
  Bag bag(String shard, long index, Moments components) {
    List<CentralMoments> moments =
        contributions.stream().map(series -> CentralMoments.of(series, bagSize)).toList();
    return new Bag(shard, index, new Sums(components, moments), contributions);
  }

  private static double acrossLanes(double[] x, int at) {
    return ((x[at] + x[at + 1]) + (x[at + 2] + x[at + 3]))
        + ((x[at + 4] + x[at + 5]) + (x[at + 6] + x[at + 7]));
  }
}
