package wickstream.sampling;

import java.util.Optional;
import wickstream.formula.ArrayEvaluation;
import wickstream.numeric.ArrayFunctions;
import wickstream.physics.Activation;

/** What hidden units give, and their slopes, for the activations that networks descend with. */
final class UnitSlopes {
  private static final double QUARTER_TURN = Math.PI / 2;
  private static final double ROOT_2 = Math.sqrt(2);

  /** log erf′(0). */
  private static final double LOG_SLOPE = StrictMath.log(2 / Math.sqrt(Math.PI));

  private final Activation activation;
  private final ArrayFunctions functions;
  private final UnitValues units;
  private final Optional<ArrayEvaluation> derivative;

  UnitSlopes(Activation activation, ArrayFunctions functions) {
    this.activation = activation;
    this.functions = functions;
    this.units = new UnitValues(activation, functions);
    this.derivative = activation.formula().map(g -> g.derivative().evaluation(functions));
  }

  /** z becomes g(z), with the bits that it has in networks that do not learn, and slope g′(z). */
  void evaluate(double[] z, double[] slope, int n) {
    switch (activation.family()) {
      case ERF -> {
        Columns.multiply(z, z, slope, n);
        functions.exp(-1, slope, 0, slope, LOG_SLOPE, slope, n);
        functions.erf(z, n);
      }
      case TANH -> {
        functions.tanh(z, n);
        for (int i = 0; i < n; i++) {
          slope[i] = Math.fma(-z[i], z[i], 1);
        }
      }
      case COS -> {
        for (int i = 0; i < n; i++) {
          slope[i] = z[i] + QUARTER_TURN;
        }
        functions.cos(slope, n);
        Columns.scale(ROOT_2, slope, slope, n);
        functions.cos(z, n);
        Columns.scale(ROOT_2, z, z, n);
      }
      case SIN, FORMULA -> {
        System.arraycopy(z, 0, slope, 0, n);
        derivative.orElseThrow().apply(slope, n);
        units.activate(z, n);
      }
      case GAUSS, RECTIFIED ->
          throw new IllegalStateException(activation.label() + " is not bounded");
    }
  }

  /** z becomes g(z) alone. */
  void activate(double[] z, int n) {
    units.activate(z, n);
  }
}
