package wickstream.physics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The nonlinearity g(z; x) of the hidden units, with what the paper's code pairs with it: six input
 * points for d_in = 1 and, where the kernel does not decay, the cutoff of the coupling integrals.
 */
public enum Activation {
  /** g = exp(z − σ_b² − σ_W²|x|²/d): log-normal units whose kernel is Gaussian in x − y. */
  GAUSS(new double[] {-0.01, -0.006, -0.002, 0.002, 0.006, 0.01}, OptionalDouble.empty()),
  /** g = erf(z). */
  ERF(new double[] {0.002, 0.004, 0.006, 0.008, 0.01, 0.012}, OptionalDouble.of(1e5)),
  /** g = max(z, 0). */
  RELU(new double[] {0.2, 0.4, 0.6, 0.8, 1.0, 1.2}, OptionalDouble.of(50));

  private final double[] defaultPoints;
  private final OptionalDouble defaultCutoff;

  Activation(double[] defaultPoints, OptionalDouble defaultCutoff) {
    this.defaultPoints = defaultPoints;
    this.defaultCutoff = defaultCutoff;
  }

  /**
   * Whether there may be several hidden layers: where the limit N → ∞ of a layer is known in closed
   * form from the covariance of what goes into it.
   */
  public boolean canBeDeep() {
    return this == ERF || this == RELU;
  }

  /** The name used in configurations and result files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of all activations, for messages. */
  public static String labels() {
    return Arrays.stream(values()).map(Activation::label).collect(Collectors.joining(", "));
  }

  /** The six points of the paper's code, for d_in = 1. */
  public InputPoints defaultPoints() {
    return InputPoints.ofDimension(
        1, Arrays.stream(defaultPoints).mapToObj(x -> List.of(x)).toList());
  }

  /**
   * The cutoff c of the coupling integrals over [−c, c]^d; empty where the kernel decays and none
   * is needed.
   */
  public OptionalDouble defaultCutoff() {
    return defaultCutoff;
  }
}
