package wickstream.sampling;

import wickstream.numeric.ArrayFunctions;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;

/**
 * h_j(x_a) of each unit, at one point at a time, for any activation and any points. Angles of cos
 * with Cauchy frequencies, which may be as large as doubles are exact, are computed in turns, and
 * whole turns taken away before the cosine.
 */
final class Pointwise {
  private final Ensemble ensemble;
  private final UnitValues units;
  private final double biasScale;
  private final boolean isInTurns;
  private final double[][] slopes;
  private final double[] offsets;
  private final double[][] values;

  Pointwise(Shard shard, ArrayFunctions functions) {
    InputPoints points = shard.rotatedPoints();
    this.ensemble = shard.ensemble();
    this.units = new UnitValues(ensemble.activation(), functions);
    this.isInTurns = ensemble.hasExponentialKernel();
    double unit = isInTurns ? 2 * Math.PI : 1;
    this.biasScale =
        ensemble.activation() == Activation.COS ? 2 * Math.PI / unit : ensemble.sigmaB();
    this.slopes = new double[points.count()][points.coordinates()];
    this.offsets = new double[points.count()];
    this.values = new double[points.count()][HiddenUnits.LENGTH];
    double scale = ensemble.sigmaW() / Math.sqrt(ensemble.dIn()) / unit;
    for (int a = 0; a < slopes.length; a++) {
      double square = 0;
      for (int k = 0; k < slopes[a].length; k++) {
        slopes[a][k] = scale * points.coordinate(a, k);
        square = Math.fma(slopes[a][k], slopes[a][k], square);
      }
      boolean normalised = ensemble.activation() == Activation.GAUSS;
      offsets[a] = normalised ? -(ensemble.sigmaB() * ensemble.sigmaB() + square) : 0;
    }
  }

  /** The values of a piece's units at point a; valid until the next call for the same point. */
  double[] evaluate(HiddenUnits piece, int a) {
    double[] z = values[a];
    int n = piece.size();
    Columns.combine(
        slopes[a][0], piece.inputWeights(0), biasScale, piece.biases(), offsets[a], z, n);
    for (int k = 1; k < slopes[a].length; k++) {
      Columns.addMultiple(slopes[a][k], piece.inputWeights(k), z, n);
    }
    if (isInTurns) {
      Columns.subtractWhole(z, n);
      Columns.scale(2 * Math.PI, z, z, n);
    }
    activate(z, n);
    return z;
  }

  /** The values of a piece's units at all points, one array a point; valid likewise. */
  double[][] evaluate(HiddenUnits piece) {
    for (int a = 0; a < values.length; a++) {
      evaluate(piece, a);
    }
    return values;
  }

  /** g of the first {@code n} of the numbers z, in their place; but for gauss's normalisers. */
  void activate(double[] z, int n) {
    units.activate(z, n);
  }
}
