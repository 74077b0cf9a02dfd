package wickstream.sampling;

import java.util.Optional;
import wickstream.physics.Ensemble;
import wickstream.physics.Multisets;
import wickstream.random.LaneStreams;

/**
 * D = C − K at any points, for any activation, where C_ab = σ_b² + (σ_W²/N) Σ_j h_j(x_a) h_j(x_b),
 * and where readout weights are not normal the higher cumulants X and Y of {@link
 * CovarianceContraction}.
 */
final class PointwiseCovariance implements LayerSums {
  private final Pointwise values;
  private final LaneOps laneOps;
  private final Optional<ExponentialTilting> tilting;
  private final double sigmaB;
  private final double scale;
  private final double[] kernel;
  private final UnitSums sums;
  private final Optional<HigherCumulants> higher;
  private final double[][] unit;
  private final double[] squared = new double[HiddenUnits.LENGTH];

  /**
   * @param kernel K_W of all pairs
   * @param higher cumulants that f has given the hidden layer, if any
   */
  PointwiseCovariance(
      Shard shard,
      double[] kernel,
      Optional<ExponentialTilting> tilting,
      Optional<HigherCumulants> higher,
      LaneOps laneOps) {
    int points = shard.points().count();
    this.values = new Pointwise(shard, laneOps.functions());
    this.laneOps = laneOps;
    this.tilting = tilting;
    this.sigmaB = shard.ensemble().sigmaB();
    this.scale = scale(shard);
    this.kernel = kernel;
    this.higher = higher;
    this.sums = new UnitSums(Multisets.of(points, 2).size());
    this.unit = new double[points][];
  }

  /** σ_W²/N. */
  static double scale(Shard shard) {
    Ensemble ensemble = shard.ensemble();
    return ensemble.sigmaW() * ensemble.sigmaW() / shard.width();
  }

  @Override
  public void begin(BagStreams streams, int rows) {
    sums.clear(rows);
    higher.ifPresent(of -> of.begin(rows));
    tilting.ifPresent(t -> t.clear(rows));
  }

  @Override
  public void add(HiddenUnits units) {
    for (int a = 0; a < unit.length; a++) {
      unit[a] = values.evaluate(units, a);
    }
    int k = 0;
    for (int a = 0; a < unit.length; a++) {
      for (int b = a; b < unit.length; b++) {
        laneOps.units().addProducts(units, unit[a], unit[b], sums, k++);
      }
    }
    higher.ifPresent(of -> of.add(units, unit));
    if (tilting.isPresent()) {
      addToWeights(tilting.get(), units);
    }
  }

  private void addToWeights(ExponentialTilting weights, HiddenUnits units) {
    int n = units.size();
    for (int i = 0; i < n; i++) {
      squared[i] = Math.fma(2 * sigmaB, units.biases()[i], -2 * sigmaB * sigmaB);
    }
    laneOps.functions().exp(squared, n);
    weights.add(units, squared);
  }

  /** Here σ_b², which stands in C and in K, cancels. */
  @Override
  public void finish(BagStreams streams, int rows, NetworkBatch batch) {
    for (int k = 0; k < kernel.length; k++) {
      laneOps.units().affine(scale, sums, k, -kernel[k], batch.values[k], rows);
    }
    higher.ifPresent(of -> of.finish(batch.values, rows * LaneStreams.LANES));
    tilting.ifPresent(t -> t.weights(batch.weights, rows));
  }
}
