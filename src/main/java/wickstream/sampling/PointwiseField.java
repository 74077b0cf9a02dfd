package wickstream.sampling;

import java.util.stream.DoubleStream;

/** f at any points, for any activation and any number of outputs: Σ_j W1_ij h_j(x_a) + b1_i. */
final class PointwiseField implements LayerSums {
  private final Pointwise values;
  private final LaneOps laneOps;
  private final int points;
  private final int outputs;
  private final UnitSums sums;
  private final FieldOutput output;

  PointwiseField(Shard shard, LaneOps laneOps) {
    this.values = new Pointwise(shard, laneOps.functions());
    this.laneOps = laneOps;
    this.points = shard.points().count();
    this.outputs = shard.ensemble().dOut();
    this.sums = new UnitSums(outputs * points);
    this.output =
        new FieldOutput(shard, DoubleStream.generate(() -> 1).limit(points).toArray(), laneOps);
  }

  @Override
  public void begin(BagStreams streams, int rows) {
    sums.clear(rows);
  }

  @Override
  public void add(HiddenUnits units) {
    for (int a = 0; a < points; a++) {
      double[] hidden = values.evaluate(units, a);
      for (int i = 0; i < outputs; i++) {
        laneOps.units().addProducts(units, units.outputWeights(i), hidden, sums, i * points + a);
      }
    }
  }

  @Override
  public void finish(BagStreams streams, int rows, NetworkBatch batch) {
    output.finish(streams, rows, sums, batch);
  }
}
