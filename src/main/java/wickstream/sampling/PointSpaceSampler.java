package wickstream.sampling;

import wickstream.numeric.PivotedCholesky;
import wickstream.physics.Ensemble;
import wickstream.physics.Multisets;
import wickstream.random.LaneStreams;

/**
 * Draws networks of several hidden layers in the space of the points, layer by layer of a whole
 * batch. Given a layer, what goes into the units of the next is independent between them, and
 * Gaussian with the covariance
 *
 * <pre>
 *   C_ab = σ_b² + (σ_W²/N) Σ_j h_j(x_a) h_j(x_b) = (L Lᵀ)_ab,   z_j(x_a) = Σ_k L_ak ε_jk
 * </pre>
 *
 * at the P points, which is all that is asked of it: as many normals as C has rank, at most P, take
 * the place of N weights and a bias. Exact in law; takes time in proportion to N a layer, and no
 * memory that grows with N. Used by one thread.
 */
final class PointSpaceSampler implements NetworkSampler {
  private final int points;
  private final double scale;
  private final double biasVariance;
  private final LayerLoops loops;
  private final Pointwise units;
  private final HiddenUnits piece;
  private final ProductSums products;
  private final double[][] covariance;
  private final PivotedCholesky cholesky;
  private final double[][] normals;
  private final double[][] layer;
  private final LastLayer last;
  private final Pieces pieces;

  /**
   * @param last what is made of the last layer
   */
  PointSpaceSampler(Shard shard, LastLayer last, LaneOps laneOps) {
    Ensemble ensemble = shard.ensemble();
    this.pieces = new Pieces(shard.width());
    this.points = shard.points().count();
    this.scale = PointwiseCovariance.scale(shard);
    this.biasVariance = ensemble.sigmaB() * ensemble.sigmaB();
    this.loops = laneOps.layers();
    this.units = new Pointwise(shard, laneOps.functions());
    this.piece = new HiddenUnits(shard);
    this.products = new ProductSums(points, loops);
    this.covariance = new double[Multisets.of(points, 2).size()][NetworkBatch.MAX_NETWORKS];
    this.cholesky = new PivotedCholesky(points, NetworkBatch.MAX_NETWORKS);
    this.normals = new double[points][HiddenUnits.LENGTH];
    this.layer = LayerValues.padded(new double[points][HiddenUnits.LENGTH]);
    this.last = last;
  }

  @Override
  public void sample(BagStreams streams, int rows, NetworkBatch batch, Runnable between) {
    last.begin(batch, rows);
    products.begin(covariance, rows);
    pieces.forEach(
        rows,
        (row, count, unit, together) -> {
          piece.draw(streams, row, count, unit, together);
          addBelow(units.evaluate(piece));
        },
        between);
    int left = streams.furtherLayers().size();
    for (BagStreams.Layer further : streams.furtherLayers()) {
      left--;
      int columns = factor(rows);
      last.endBelow(covariance, rows);
      boolean isLast = left == 0;
      if (!isLast) {
        products.begin(covariance, rows);
      }
      pieces.forEach(
          rows,
          (row, count, unit, together) -> {
            piece.place(row, count, unit, together);
            draw(further, columns);
            if (isLast) {
              last.add(streams, piece, layer, 0);
            } else {
              addBelow(layer);
            }
          },
          between);
    }
    last.finish(streams, rows);
  }

  private void addBelow(double[][] values) {
    products.add(piece, values, 0);
    last.addBelow(piece, values);
  }

  /**
   * The factors of the covariances given the layer that has been summed.
   *
   * @return how many columns they have
   */
  private int factor(int rows) {
    int networks = rows * LaneStreams.LANES;
    for (double[] element : covariance) {
      Columns.scaleAndShift(element, scale, biasVariance, networks);
    }
    return cholesky.factor(covariance, networks);
  }

  /** The values of a piece of the next layer. */
  private void draw(BagStreams.Layer streams, int columns) {
    for (int k = 0; k < columns; k++) {
      streams.columns().get(k).normals(normals[k], piece.rows() * piece.units());
    }
    for (int a = 0; a < points; a++) {
      loops.combine(piece, normals, cholesky.columns()[a], columns, layer[a]);
      units.activate(layer[a], piece.size());
    }
  }
}
