package wickstream.physics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The nonlinearity g(z; x) of the hidden units, with what goes with it by default: six input points
 * for d_in = 1 and, where the kernel does not decay, the cutoff of the coupling integrals. Those of
 * gauss, erf and relu are the paper's code's. Immutable; two of the same name are the same.
 */
public final class Activation {
  /** What is known of an activation, by which numbers are computed. */
  public enum Family {
    /** exp(z − σ_b² − σ_W²|x|²/d). */
    GAUSS,
    /** √2 cos of an angle with a uniform phase. */
    COS,
    /** The error function. */
    ERF,
    /** The hyperbolic tangent, a mixture of error functions. */
    TANH,
    /** A multiple of z on either side of 0. */
    RECTIFIED
  }

  /** g = exp(z − σ_b² − σ_W²|x|²/d): log-normal units whose kernel is Gaussian in x − y. */
  public static final Activation GAUSS =
      new Activation(
          "gauss",
          Family.GAUSS,
          new double[] {-0.01, -0.006, -0.002, 0.002, 0.006, 0.01},
          OptionalDouble.empty());

  /** g = erf(z). */
  public static final Activation ERF =
      new Activation(
          "erf",
          Family.ERF,
          new double[] {0.002, 0.004, 0.006, 0.008, 0.01, 0.012},
          OptionalDouble.of(1e5));

  /** g = max(z, 0). */
  public static final Activation RELU =
      new Activation(
          "relu",
          Family.RECTIFIED,
          new double[] {0.2, 0.4, 0.6, 0.8, 1.0, 1.2},
          OptionalDouble.of(50));

  /**
   * g = √2 cos(W0·x + b0) with b0 ~ Uniform[0, 2π): bounded units with the kernel of gauss
   * (Halverson, arXiv 2112.04527). σ_b is the standard deviation of b1 alone.
   */
  public static final Activation COS =
      new Activation("cos", Family.COS, GAUSS.defaultPoints, OptionalDouble.empty());

  /** g = tanh(z), with the points and the cutoff of erf. */
  public static final Activation TANH =
      new Activation("tanh", Family.TANH, ERF.defaultPoints, ERF.defaultCutoff);

  private static final List<Activation> NAMED = List.of(GAUSS, ERF, RELU, COS, TANH);

  private final String label;
  private final Family family;
  private final double[] defaultPoints;
  private final OptionalDouble defaultCutoff;

  private Activation(
      String label, Family family, double[] defaultPoints, OptionalDouble defaultCutoff) {
    this.label = label;
    this.family = family;
    this.defaultPoints = defaultPoints;
    this.defaultCutoff = defaultCutoff;
  }

  /** All that have a name of their own. */
  public static List<Activation> named() {
    return NAMED;
  }

  /**
   * The one with this label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Activation of(String label) {
    return NAMED.stream()
        .filter(activation -> activation.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "activation must be one of %s, was %s".formatted(labels(), label)));
  }

  /** What is known of it. */
  public Family family() {
    return family;
  }

  /**
   * Whether there may be several hidden layers: where the limit N → ∞ of a layer is known from the
   * covariance of what goes into it.
   */
  public boolean canBeDeep() {
    return family != Family.GAUSS && family != Family.COS;
  }

  /** What keeps a further layer from being one, to be read after the name. */
  String whyNotDeep() {
    return switch (family) {
      case GAUSS ->
          "whose normalisation exp(-sigma-b^2 - sigma-w^2 |x|^2/d) is that of an input x, not of a layer";
      case COS ->
          "whose kernel after a further layer does not decay to 0, so that its coupling integrals diverge";
      case ERF, RECTIFIED, TANH -> throw new IllegalStateException(label + " may be deep");
    };
  }

  /** The name used in configurations and result files. */
  public String label() {
    return label;
  }

  /** The names of all activations, for messages. */
  public static String labels() {
    return NAMED.stream().map(Activation::label).collect(Collectors.joining(", "));
  }

  /** Six points for d_in = 1. */
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

  /** The supremum of g²; empty where g is not bounded. */
  public OptionalDouble largestSquare() {
    return switch (family) {
      case ERF, TANH -> OptionalDouble.of(1);
      case COS -> OptionalDouble.of(2);
      case GAUSS, RECTIFIED -> OptionalDouble.empty();
    };
  }

  /**
   * Whether K_W(x, y) = σ_W² exp(−σ_W²|x−y|²/(2d)): it decays, and integrals of it have closed
   * forms for any d.
   */
  public boolean hasGaussianKernel() {
    return defaultCutoff.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Activation that && label.equals(that.label);
  }

  @Override
  public int hashCode() {
    return label.hashCode();
  }

  /** The label. */
  @Override
  public String toString() {
    return label;
  }
}
