package wickstream.sampling;

import java.util.Optional;
import java.util.stream.IntStream;
import wickstream.numeric.ArrayFunctions;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;

/**
 * D = C − K at equally spaced points, for gauss: h_j(x_a) h_j(x_b) depends on the unit through x_a
 * + x_b alone, so that 2M − 1 sums do for all M(M+1)/2 pairs. They are computed from the middle one
 * in both directions, unit by unit; or of wide networks whose recurrence is flat at the end, from
 * the sums over units of the terms of a Taylor series.
 */
final class RecurrenceCovariance implements LayerSums {
  /** In narrower networks the terms of each unit are sooner computed. */
  private static final int FEWEST_FOR_TAYLOR = 24;

  private final GeometricRecurrence recurrence;
  private final LaneOps laneOps;
  private final Optional<ExponentialTilting> tilting;
  private final int[] upper;
  private final int[] lower;
  private final int[] terms;
  private final double[] scales;
  private final double[] kernel;
  private final UnitSums sums;

  /** S_k, if terms follow from them. */
  private final Optional<UnitSums> taylor;

  private final double[] middle = new double[HiddenUnits.LENGTH];
  private final double[] value = new double[HiddenUnits.LENGTH];
  private final double[] up = new double[HiddenUnits.LENGTH];
  private final double[] down = new double[HiddenUnits.LENGTH];

  /**
   * @param kernel K_W of all pairs
   */
  RecurrenceCovariance(
      Shard shard,
      GeometricRecurrence recurrence,
      double[] kernel,
      Optional<ExponentialTilting> tilting,
      LaneOps laneOps) {
    InputPoints points = shard.points();
    Multisets pairs = Multisets.of(points.count(), 2);
    int most = points.count() - 1;
    int unused = 2 * most + 1;
    this.recurrence = recurrence;
    this.laneOps = laneOps;
    this.tilting = tilting;
    this.kernel = kernel;
    this.sums = new UnitSums(unused + 1);
    this.taylor =
        isByTaylor(recurrence, shard.width())
            ? Optional.of(new UnitSums(UnitLoops.TAYLOR_SUMS))
            : Optional.empty();
    this.upper =
        GeometricRecurrence.passes(IntStream.rangeClosed(most, 2 * most).toArray(), unused);
    this.lower =
        GeometricRecurrence.passes(
            IntStream.rangeClosed(0, most).map(m -> m == 0 ? unused : most - m).toArray(), unused);
    this.terms = new int[pairs.size()];
    this.scales = new double[pairs.size()];
    for (int k = 0; k < pairs.size(); k++) {
      int a = pairs.indices(k)[0];
      int b = pairs.indices(k)[1];
      terms[k] = a + b;
      scales[k] =
          PointwiseCovariance.scale(shard)
              * GeometricRecurrence.normaliser(shard.ensemble(), points, a)
              * GeometricRecurrence.normaliser(shard.ensemble(), points, b);
    }
  }

  /** Whether terms follow from such sums. */
  private static boolean isByTaylor(GeometricRecurrence recurrence, int width) {
    return recurrence.isFlat()
        && recurrence.points() == UnitLoops.TERMS_PER_PASS
        && width >= FEWEST_FOR_TAYLOR;
  }

  @Override
  public void begin(BagStreams streams, int rows) {
    sums.clear(rows);
    taylor.ifPresent(of -> of.clear(rows));
    tilting.ifPresent(t -> t.clear(rows));
  }

  @Override
  public void add(HiddenUnits units) {
    ArrayFunctions functions = laneOps.functions();
    double x = recurrence.middleOfSums();
    recurrence.values(functions, units, 2, x, middle);
    if (tilting.isPresent()) {
      if (x != 0) {
        recurrence.values(functions, units, 2, 0, value);
      }
      tilting.get().add(units, x == 0 ? middle : value);
    }
    if (taylor.isPresent()) {
      laneOps.units().addTaylorSums(units, middle, recurrence.growth(), taylor.get());
    } else if (recurrence.isFine() && upper.length == UnitLoops.TERMS_PER_PASS) {
      laneOps.units().addPowersFused(units, middle, recurrence.growth(), sums, upper, lower);
    } else {
      recurrence.factors(functions, units, up, down);
      addPowers(units, up, upper);
      addPowers(units, down, lower);
    }
  }

  private void addPowers(HiddenUnits units, double[] factor, int[] slots) {
    double[] from = middle;
    for (int pass = 0; pass < slots.length; pass += UnitLoops.TERMS_PER_PASS) {
      laneOps.units().addPowers(units, from, factor, value, sums, slots, pass);
      from = value;
    }
  }

  @Override
  public void finish(BagStreams streams, int rows, NetworkBatch batch) {
    taylor.ifPresent(of -> laneOps.units().taylorTerms(of, sums, upper, lower, rows));
    for (int k = 0; k < terms.length; k++) {
      laneOps.units().affine(scales[k], sums, terms[k], -kernel[k], batch.values[k], rows);
    }
    tilting.ifPresent(t -> t.weights(batch.weights, rows));
  }
}
