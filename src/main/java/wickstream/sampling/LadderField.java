package wickstream.sampling;

import java.util.stream.IntStream;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;

/** f at equally spaced points, for gauss and one output: Σ_j W1_j h_j(x_a) + b1. */
final class LadderField implements LayerSums {
  private final Ladder ladder;
  private final Arithmetic arithmetic;
  private final int[] slots;
  private final UnitSums sums;
  private final FieldOutput output;
  private final double[] value = new double[HiddenUnits.LENGTH];
  private final double[] up = new double[HiddenUnits.LENGTH];
  private final double[] down = new double[HiddenUnits.LENGTH];

  LadderField(Shard shard, Ladder ladder, Arithmetic arithmetic) {
    InputPoints points = shard.points();
    Ensemble ensemble = shard.ensemble();
    this.ladder = ladder;
    this.arithmetic = arithmetic;
    this.slots = Ladder.passes(IntStream.range(0, points.count()).toArray(), points.count());
    this.sums = new UnitSums(points.count() + 1);
    this.output =
        new FieldOutput(
            shard,
            IntStream.range(0, points.count())
                .mapToDouble(a -> Ladder.normaliser(ensemble, points, a))
                .toArray(),
            arithmetic);
  }

  @Override
  public void clear(int rows) {
    sums.clear(rows);
  }

  @Override
  public void add(HiddenUnits units) {
    ladder.values(arithmetic.functions(), units, 1, ladder.start(), value);
    if (ladder.isFine() && slots.length == UnitLoops.RUNGS) {
      arithmetic.units().climbFinely(units, value, ladder.growth(), sums, slots);
    } else {
      climb(units);
    }
  }

  private void climb(HiddenUnits units) {
    Columns.multiply(value, units.outputWeights(), value, units.size());
    ladder.factors(arithmetic.functions(), units, up, down);
    for (int pass = 0; pass < slots.length; pass += UnitLoops.RUNGS) {
      arithmetic.units().climb(units, value, up, value, sums, slots, pass);
    }
  }

  @Override
  public void finish(BagStreams streams, int rows, NetworkBatch batch) {
    output.finish(streams, rows, sums, batch);
  }
}
