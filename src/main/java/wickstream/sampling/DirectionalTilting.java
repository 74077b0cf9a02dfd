package wickstream.sampling;

import java.util.Arrays;
import java.util.List;
import wickstream.physics.DirectionalMixture;
import wickstream.random.LaneStreams;

/**
 * Importance sampling of log-normal units by a {@link DirectionalMixture}: shifts the weights and
 * the bias of the chosen units before they are summed. Each network is weighted by
 *
 * <pre>
 *   w = 1/(p_0 + Σ_c p_c (1/N) Σ_j exp(λ_c·n_j − |λ_c|²/2)),
 * </pre>
 *
 * with n_j the standard normals of unit j, so that averages stay unbiased: an exponential a unit
 * and component. Used by one thread.
 */
final class DirectionalTilting implements LayerSums {
  private final LayerSums sums;
  private final LaneOps laneOps;
  private final int width;
  private final DirectionalMixture mixture;
  private final TiltedUnits tilted;
  private final UnitSums densities;
  private final double[] root = new double[HiddenUnits.LENGTH];
  private final double[] density = new double[NetworkBatch.MAX_NETWORKS];

  /**
   * @param sums what the shifted units go to
   */
  DirectionalTilting(Shard shard, LayerSums sums, LaneOps laneOps) {
    this.sums = sums;
    this.laneOps = laneOps;
    this.width = shard.width();
    this.mixture =
        DirectionalMixture.of(shard.ensemble(), shard.rotatedPoints(), shard.measures(6));
    this.tilted = new TiltedUnits(width);
    this.densities = new UnitSums(mixture.components().size());
  }

  @Override
  public void begin(BagStreams streams, int rows) {
    tilted.draw(streams, rows);
    densities.clear(rows);
    sums.begin(streams, rows);
  }

  @Override
  public void add(HiddenUnits piece) {
    tilted.shift(piece, (choice, entry) -> shift(piece, mixture.component(choice), entry));
    for (int c = 0; c < densities.slots; c++) {
      addDensity(piece, c);
    }
    sums.add(piece);
  }

  private void shift(HiddenUnits piece, int component, int entry) {
    if (component >= 0) {
      double[] shift = mixture.components().get(component).shift();
      int coordinates = shift.length - 1;
      for (int k = 0; k < coordinates; k++) {
        piece.inputWeights(k)[entry] += shift[k];
      }
      piece.biases()[entry] += shift[coordinates];
    }
  }

  /** Adds the density ratios as squares of their roots, which overflow later. */
  private void addDensity(HiddenUnits piece, int c) {
    DirectionalMixture.Component component = mixture.components().get(c);
    double[] shift = component.shift();
    int coordinates = shift.length - 1;
    int n = piece.size();
    Arrays.fill(root, 0, n, -component.square() / 4);
    for (int k = 0; k < coordinates; k++) {
      Columns.addMultiple(shift[k] / 2, piece.inputWeights(k), root, n);
    }
    Columns.addMultiple(shift[coordinates] / 2, piece.biases(), root, n);
    laneOps.functions().exp(root, n);
    laneOps.units().addProducts(piece, root, root, densities, c);
  }

  @Override
  public void finish(BagStreams streams, int rows, NetworkBatch batch) {
    sums.finish(streams, rows, batch);
    int n = rows * LaneStreams.LANES;
    double[] weights = batch.weights;
    Arrays.fill(weights, 0, n, mixture.untilted());
    List<DirectionalMixture.Component> components = mixture.components();
    for (int c = 0; c < densities.slots; c++) {
      double share = components.get(c).probability() / width;
      laneOps.units().affine(share, densities, c, 0, density, rows);
      Columns.add(weights, density, weights, n);
    }
    for (int i = 0; i < n; i++) {
      weights[i] = 1 / weights[i];
    }
  }
}
