package wickstream.sampling;

import java.util.stream.DoubleStream;

/** f at any points, for any activation: Σ_j W1_j h_j(x_a) + b1. */
final class PointwiseField implements LayerSums {
  private final Pointwise values;
  private final Arithmetic arithmetic;
  private final int points;
  private final UnitSums sums;
  private final FieldOutput output;

  PointwiseField(Shard shard, Arithmetic arithmetic) {
    this.values = new Pointwise(shard, arithmetic.functions());
    this.arithmetic = arithmetic;
    this.points = shard.points().count();
    this.sums = new UnitSums(points);
    this.output =
        new FieldOutput(shard, DoubleStream.generate(() -> 1).limit(points).toArray(), arithmetic);
  }

  @Override
  public void clear(int rows) {
    sums.clear(rows);
  }

  @Override
  public void add(HiddenUnits units) {
    for (int a = 0; a < points; a++) {
      arithmetic
          .units()
          .addProducts(units, units.outputWeights(), values.evaluate(units, a), sums, a);
    }
  }

  @Override
  public void finish(BagStreams streams, int rows, NetworkBatch batch) {
    output.finish(streams, rows, sums, batch);
  }
}
