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
 * network order, and the lanes are added at the end in a fixed order.
 *
 * <p>What is added is a product of fields, whose mean is less than its standard deviation, or of
 * deviations from what is there for N → ∞, whose mean is rarely more than a few, and it is added as
 * it is. Where that is not so (see {@link RoundingBound#hasCancelled}), the same networks are added
 * again {@link #aboutMeans}. Mutable; used by one thread.
 */
public final class Accumulator {
  /** How far apart the moments of two components are. */
  public static final int STRIDE = 2 * LaneStreams.LANES;

  /** How far behind the sums of a component its sums of squares are. */
  public static final int SQUARES = LaneStreams.LANES;

  /** s, what the values of each component are taken less of; the last is thrown away. */
  final double[] shifts;

  /** Component by component Σ(y−s), a lane each, and then Σ(y−s)². */
  public final double[] moments;

  private final Measurement measurement;
  private final Constants constants;
  private final int bagSize;
  private final List<double[]> contributions = new ArrayList<>();

  /** What the networks of a batch have of each series, and what is not wanted. */
  private final double[][] batch;

  private final boolean isShifted;
  private int measured;

  /** Sums of the values as they are. */
  Accumulator(Measurement measurement, Constants constants) {
    this(measurement, constants, new double[measurement.layout().dimension() + 1], false);
  }

  private Accumulator(
      Measurement measurement, Constants constants, double[] shifts, boolean isShifted) {
    this.measurement = measurement;
    this.constants = constants;
    this.bagSize = measurement.shard().bagSize();
    this.shifts = shifts;
    this.isShifted = isShifted;
    this.moments = new double[shifts.length * STRIDE];
    for (int s = 0; s < measurement.series().size(); s++) {
      contributions.add(new double[bagSize]);
    }
    this.batch = Contraction.arrays(contributions.size() + 1);
    beginBatch();
  }

  /** Forgets all networks. The contributions of a bag that was made before will be overwritten. */
  void clear() {
    Arrays.fill(moments, 0);
    measured = 0;
  }

  /** An empty accumulator for the same networks, about the means that this one has found. */
  Accumulator aboutMeans() {
    double[] means = new double[shifts.length];
    for (int k = 0; k < means.length; k++) {
      means[k] = shifts[k] + acrossLanes(k * STRIDE) / bagSize;
    }
    return new Accumulator(measurement, constants, means, true);
  }

  /** Whether any shift may differ from 0. */
  public boolean isShifted() {
    return isShifted;
  }

  /** What is collected of a series, one number a network of the batch; −1 for one not wanted. */
  public double[] series(int s) {
    return batch[s < 0 ? contributions.size() : s];
  }

  /** Files the first {@code n} networks of a batch, all of whose terms have been added. */
  void endBatch(double[] weights, int n) {
    measurement
        .position(Series.WEIGHT)
        .ifPresent(s -> System.arraycopy(weights, 0, batch[s], 0, n));
    for (int s = 0; s < contributions.size(); s++) {
      System.arraycopy(batch[s], 0, contributions.get(s), measured, n);
    }
    measured += n;
    beginBatch();
  }

  private void beginBatch() {
    for (int s = 0; s < contributions.size(); s++) {
      Arrays.fill(batch[s], constants.start(s));
    }
  }

  /** The moments of the components, once all networks have been added. */
  Moments components() {
    double[] origins = origins();
    double[] sum = new double[origins.length];
    double[] square = new double[origins.length];
    for (int k = 0; k < sum.length; k++) {
      double scale = constants.scale(k);
      sum[k] = scale * acrossLanes(k * STRIDE);
      square[k] = scale * scale * acrossLanes(k * STRIDE + SQUARES);
    }
    return Moments.ofSums(bagSize, origins, sum, square);
  }

  /** Of each component the contribution about which its sums are taken. */
  double[] origins() {
    double[] origins = new double[measurement.layout().dimension()];
    Arrays.setAll(origins, k -> constants.scale(k) * (shifts[k] - constants.shift(k)));
    return origins;
  }

  /** The bag, with its components' moments. */
  Bag bag(String shard, long index, Moments components) {
    List<CentralMoments> moments =
        contributions.stream().map(series -> CentralMoments.of(series, bagSize)).toList();
    return new Bag(shard, index, new Sums(components, moments), contributions);
  }

  private double acrossLanes(int at) {
    return ((moments[at] + moments[at + 1]) + (moments[at + 2] + moments[at + 3]))
        + ((moments[at + 4] + moments[at + 5]) + (moments[at + 6] + moments[at + 7]));
  }
}
