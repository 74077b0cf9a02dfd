package wickstream.sampling;

import wickstream.numeric.ArrayFunctions;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;

/** h_j(x_a) of one unit, at one point at a time, for any activation and any points. */
final class Pointwise {
  private final Activation activation;
  private final ArrayFunctions functions;
  private final double[][] slopes;
  private final double[] offsets;
  private final double[][] values;

  Pointwise(Shard shard, ArrayFunctions functions) {
    Ensemble ensemble = shard.ensemble();
    InputPoints points = shard.points();
    double scale = ensemble.sigmaW() / Math.sqrt(ensemble.dIn());
    this.functions = functions;
    this.activation = ensemble.activation();
    this.slopes = new double[points.count()][points.dIn()];
    this.offsets = new double[points.count()];
    this.values = new double[points.count()][NetworkBatch.MOST_NETWORKS];
    for (int a = 0; a < slopes.length; a++) {
      double square = 0;
      for (int k = 0; k < slopes[a].length; k++) {
        slopes[a][k] = scale * points.coordinate(a, k);
        square = Math.fma(slopes[a][k], slopes[a][k], square);
      }
      offsets[a] =
          activation == Activation.GAUSS ? -(ensemble.sigmaB() * ensemble.sigmaB() + square) : 0;
    }
  }

  /** The unit's values at point a; valid until the next call for the same point. */
  double[] evaluate(HiddenUnits drawn, int a, int n) {
    double[] z = values[a];
    double[] b = drawn.biases();
    for (int i = 0; i < n; i++) {
      z[i] = b[i] + offsets[a];
    }
    for (int k = 0; k < slopes[a].length; k++) {
      Columns.addMultiple(slopes[a][k], drawn.inputWeights(k), z, n);
    }
    activate(z, n);
    return z;
  }

  private void activate(double[] z, int n) {
    switch (activation) {
      case GAUSS -> functions.exp(z, n);
      case ERF -> functions.erf(z, n);
      case RELU -> {
        for (int i = 0; i < n; i++) {
          z[i] = Math.max(z[i], 0);
        }
      }
    }
  }
}
