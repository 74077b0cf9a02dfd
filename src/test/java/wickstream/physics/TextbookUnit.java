package wickstream.physics;

import org.apache.commons.math3.special.Erf;

/** Activations that are functions of z alone, as textbooks have them. */
public final class TextbookUnit {
  private TextbookUnit() {}

  /** g(z). */
  public static double value(Activation activation, double z) {
    return switch (activation.label()) {
      case "erf" -> Erf.erf(z);
      case "tanh" -> StrictMath.tanh(z);
      case "relu" -> Math.max(z, 0);
      case "leaky-relu" -> z > 0 ? z : 0.01 * z;
      case "leaky-relu(0.2)" -> z > 0 ? z : 0.2 * z;
      case "abs" -> Math.abs(z);
      case "linear" -> z;
      case "sin" -> StrictMath.sin(z);
      case "gelu" -> z * 0.5 * Erf.erfc(-z / Math.sqrt(2));
      case "silu" -> z / (1 + StrictMath.exp(-z));
      case "softplus" -> z > 0 ? z + log1pExp(-z) : log1pExp(z);
      case "sigmoid" -> 1 / (1 + StrictMath.exp(-z));
      case "elu" -> z > 0 ? z : StrictMath.expm1(z);
      case "step" -> (1 + Math.signum(z)) / 2;
      case "quadratic" -> z * z;
      case "z * tanh(z) + 0.1 * z^2" -> z * StrictMath.tanh(z) + 0.1 * z * z;
      default -> throw new IllegalArgumentException(activation.label());
    };
  }

  private static double log1pExp(double z) {
    return StrictMath.log1p(StrictMath.exp(z));
  }
}
