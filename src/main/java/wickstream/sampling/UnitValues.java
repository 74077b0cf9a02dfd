package wickstream.sampling;

import java.util.Optional;
import wickstream.formula.ArrayEvaluation;
import wickstream.numeric.ArrayFunctions;
import wickstream.physics.Activation;

/** What hidden units give for their pre-activations. Used by one thread. */
final class UnitValues {
  private final Activation activation;
  private final ArrayFunctions functions;
  private final Optional<ArrayEvaluation> formula;

  UnitValues(Activation activation, ArrayFunctions functions) {
    this.activation = activation;
    this.functions = functions;
    this.formula = activation.formula().map(g -> g.evaluation(functions));
  }

  /** g of the first {@code n} of the numbers z, in their place; but for gauss's normalisers. */
  void activate(double[] z, int n) {
    switch (activation.family()) {
      case GAUSS -> functions.exp(z, n);
      case ERF -> functions.erf(z, n);
      case TANH -> functions.tanh(z, n);
      case COS -> {
        functions.cos(z, n);
        Columns.scale(Math.sqrt(2), z, z, n);
      }
      case SIN -> functions.sin(z, n);
      case RECTIFIED -> {
        double slope = activation.negativeSlope();
        for (int i = 0; i < n; i++) {
          z[i] = slope == 0 ? Math.max(z[i], 0) : z[i] > 0 ? z[i] : slope * z[i];
        }
      }
      case FORMULA -> formula.orElseThrow().apply(z, n);
    }
  }
}
