package wickstream.sampling;

import wickstream.physics.Ensemble;
import wickstream.random.LaneStreams;

/**
 * Draws networks of several hidden layers, all of width N, one of every lane after the other,
 * weight by weight: each layer is computed as a whole before the next, with (σ_W/√N) W h + σ_b b
 * going into the latter. Takes N² normals a layer, which is the cheaper way where there are more
 * points than units; see {@link PointSpaceSampler}. Used by one thread.
 */
final class WeightSpaceSampler implements NetworkSampler {
  private static final int LANES = LaneStreams.LANES;

  private final int width;
  private final int points;
  private final double weightScale;
  private final double sigmaB;
  private final LayerLoops loops;
  private final Pointwise units;
  private final HiddenUnits piece;
  private final LastLayer last;
  private final double[] weights = new double[HiddenUnits.LENGTH];
  private final double[] biases;
  private final YieldPoints pieces = new YieldPoints();
  private LayerValues layer;
  private LayerValues next;

  /**
   * @param last what is made of the last layer
   */
  WeightSpaceSampler(Shard shard, LastLayer last, LaneOps laneOps) {
    Ensemble ensemble = shard.ensemble();
    this.width = shard.width();
    this.points = shard.points().count();
    this.weightScale = ensemble.sigmaW() / Math.sqrt(width);
    this.sigmaB = ensemble.sigmaB();
    this.loops = laneOps.layers();
    this.units = new Pointwise(shard, laneOps.functions());
    this.piece = new HiddenUnits(shard);
    this.last = last;
    this.biases = new double[width * LANES];
    this.layer = new LayerValues(points, width);
    this.next = new LayerValues(points, width);
  }

  @Override
  public void sample(BagStreams streams, int rows, NetworkBatch batch, Runnable between) {
    last.begin(batch, rows);
    for (int row = 0; row < rows; row++) {
      drawFirst(streams, row, between);
      for (BagStreams.Layer further : streams.furtherLayers()) {
        drawNext(further, between);
      }
      addLast(streams, row);
    }
    last.finish(streams, rows);
  }

  private void addLast(BagStreams streams, int row) {
    for (int unit = 0; unit < width; unit += HiddenUnits.MAX_UNITS) {
      piece.place(row, 1, unit, Math.min(HiddenUnits.MAX_UNITS, width - unit));
      last.add(streams, piece, layer.values, unit * LANES);
    }
  }

  private void drawFirst(BagStreams streams, int row, Runnable between) {
    for (int unit = 0; unit < width; unit += HiddenUnits.MAX_UNITS) {
      int count = Math.min(HiddenUnits.MAX_UNITS, width - unit);
      piece.draw(streams, row, 1, unit, count);
      for (int a = 0; a < points; a++) {
        double[] values = units.evaluate(piece, a);
        System.arraycopy(values, 0, layer.values[a], unit * LANES, piece.size());
      }
      pieces.done(between);
    }
  }

  /** Makes the next layer from the one before it. */
  private void drawNext(BagStreams.Layer streams, Runnable between) {
    next.clear();
    int count = (width + HiddenUnits.MAX_UNITS - 1) / HiddenUnits.MAX_UNITS;
    int inputs = (width + count - 1) / count;
    int together = HiddenUnits.MAX_UNITS / inputs;
    for (int unit = 0; unit < width; unit += together) {
      for (int input = 0; input < width; input += inputs) {
        addWeights(
            streams.weights(),
            unit,
            Math.min(together, width - unit),
            input,
            Math.min(inputs, width - input));
        pieces.done(between);
      }
    }
    if (sigmaB > 0) {
      streams.biases().normals(biases, width);
    }
    for (int a = 0; a < points; a++) {
      double[] z = next.values[a];
      Columns.combine(weightScale, z, sigmaB, biases, 0, z, z.length);
      units.activate(z, z.length);
    }
    LayerValues before = layer;
    layer = next;
    next = before;
  }

  /** Draws the weights of some units for some inputs, and adds what they contribute. */
  private void addWeights(LaneStreams normals, int unit, int count, int input, int inputs) {
    normals.normals(weights, count * inputs);
    for (int i = 0; i < count; i++) {
      int from = i * inputs * LANES;
      int at = (unit + i) * LANES;
      loops.addRow(weights, from, layer.values, input * LANES, inputs, next.values, at);
    }
  }
}
