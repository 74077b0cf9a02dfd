package wickstream.sampling;

import java.util.Optional;
import wickstream.random.LaneStreams;

/**
 * D = C − K from the last hidden layer, C_ab = σ_b² + (σ_W²/N) Σ_j h_j(x_a) h_j(x_b). K is that of
 * N → ∞, and not the mean of C.
 */
final class LastLayerCovariance implements LastLayer {
  private final double scale;
  private final double[] kernel;
  private final ProductSums sums;
  private final Optional<HigherCumulants> higher;
  private double[][] deviations;

  /**
   * @param kernel K_W of all pairs, for N → ∞
   * @param higher cumulants that f has given the layer, if any
   */
  LastLayerCovariance(
      Shard shard, double[] kernel, Optional<HigherCumulants> higher, LayerLoops loops) {
    this.scale = PointwiseCovariance.scale(shard);
    this.kernel = kernel;
    this.higher = higher;
    this.sums = new ProductSums(shard.points().count(), loops);
  }

  @Override
  public void begin(NetworkBatch batch, int rows) {
    deviations = batch.values;
    sums.begin(deviations, rows);
    higher.ifPresent(of -> of.begin(rows));
  }

  @Override
  public void add(BagStreams streams, HiddenUnits piece, double[][] values, int from) {
    sums.add(piece, values, from);
    higher.ifPresent(of -> of.add(piece, values, from));
  }

  /** Here σ_b², which stands in C and in K, cancels. */
  @Override
  public void finish(BagStreams streams, int rows) {
    for (int k = 0; k < kernel.length; k++) {
      Columns.scaleAndShift(deviations[k], scale, -kernel[k], rows * LaneStreams.LANES);
    }
    higher.ifPresent(of -> of.finish(deviations, rows * LaneStreams.LANES));
  }
}
