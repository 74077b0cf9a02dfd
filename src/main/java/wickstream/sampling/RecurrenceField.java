package wickstream.sampling;

import java.util.stream.IntStream;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;

/** f at equally spaced points, for gauss and one output: Σ_j W1_j h_j(x_a) + b1. */
final class RecurrenceField implements LayerSums {
  private final GeometricRecurrence recurrence;
  private final LaneOps laneOps;
  private final int[] slots;
  private final UnitSums sums;
  private final FieldOutput output;
  private final double[] value = new double[HiddenUnits.LENGTH];
  private final double[] up = new double[HiddenUnits.LENGTH];
  private final double[] down = new double[HiddenUnits.LENGTH];

  RecurrenceField(Shard shard, GeometricRecurrence recurrence, LaneOps laneOps) {
    InputPoints points = shard.points();
    Ensemble ensemble = shard.ensemble();
    this.recurrence = recurrence;
    this.laneOps = laneOps;
    this.slots =
        GeometricRecurrence.passes(IntStream.range(0, points.count()).toArray(), points.count());
    this.sums = new UnitSums(points.count() + 1);
    this.output =
        new FieldOutput(
            shard,
            IntStream.range(0, points.count())
                .mapToDouble(a -> GeometricRecurrence.normaliser(ensemble, points, a))
                .toArray(),
            laneOps);
  }

  @Override
  public void begin(BagStreams streams, int rows) {
    sums.clear(rows);
  }

  @Override
  public void add(HiddenUnits units) {
    recurrence.values(laneOps.functions(), units, 1, recurrence.start(), value);
    if (recurrence.isFine() && slots.length == UnitLoops.TERMS_PER_PASS) {
      laneOps.units().addPowersFused(units, value, recurrence.growth(), sums, slots);
    } else {
      addPowers(units);
    }
  }

  private void addPowers(HiddenUnits units) {
    Columns.multiply(value, units.outputWeights(), value, units.size());
    recurrence.factors(laneOps.functions(), units, up, down);
    for (int pass = 0; pass < slots.length; pass += UnitLoops.TERMS_PER_PASS) {
      laneOps.units().addPowers(units, value, up, value, sums, slots, pass);
    }
  }

  @Override
  public void finish(BagStreams streams, int rows, NetworkBatch batch) {
    output.finish(streams, rows, sums, batch);
  }
}
