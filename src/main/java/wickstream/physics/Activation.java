package wickstream.physics;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import wickstream.formula.Formula;

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
    /** The sine. */
    SIN,
    /** z above 0, and a multiple of it below. */
    RECTIFIED,
    /** Any other, computed from its formula. */
    FORMULA
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
  public static final Activation RELU = rectified("relu", 0, "max(z, 0)");

  /**
   * g = √2 cos(W0·x + b0) with b0 ~ Uniform[0, 2π): bounded units with the kernel of gauss
   * (Halverson, arXiv 2112.04527). σ_b is the standard deviation of b1 alone.
   */
  public static final Activation COS =
      new Activation("cos", Family.COS, GAUSS.defaultPoints, OptionalDouble.empty());

  /** g = tanh(z), with the points and the cutoff of erf. */
  public static final Activation TANH =
      new Activation("tanh", Family.TANH, ERF.defaultPoints, ERF.defaultCutoff);

  /** g = z above 0, and 0.01 z below. */
  public static final Activation LEAKY_RELU =
      rectified("leaky-relu", 0.01, "max(z, 0) + 0.01*min(z, 0)");

  /** g = |z|. */
  public static final Activation ABS = rectified("abs", -1, "abs(z)");

  /** g = z. */
  public static final Activation LINEAR = rectified("linear", 1, "z");

  /** g = sin(z). */
  public static final Activation SIN = function("sin", Family.SIN, "sin(z)");

  /** g = z Φ(z), Φ the normal distribution function. */
  public static final Activation GELU = function("gelu", "z*(1 + erf(z/sqrt(2)))/2");

  /** g = z/(1 + e^{−z}). */
  public static final Activation SILU = function("silu", "z*(1 + tanh(z/2))/2");

  /** g = log(1 + e^z). */
  public static final Activation SOFTPLUS =
      function("softplus", "max(z, 0) + log(1 + exp(-abs(z)))");

  /** g = 1/(1 + e^{−z}). */
  public static final Activation SIGMOID = function("sigmoid", "(1 + tanh(z/2))/2");

  /** g = z above 0, and e^z − 1 below. */
  public static final Activation ELU = function("elu", "max(z, 0) + exp(min(z, 0)) - 1");

  /** g = 1 above 0, and 0 below. */
  public static final Activation STEP = function("step", "step(z)");

  /** g = z². */
  public static final Activation QUADRATIC = function("quadratic", "z^2");

  private static final List<Activation> NAMED =
      List.of(
          GAUSS,
          ERF,
          RELU,
          COS,
          TANH,
          SIN,
          GELU,
          SILU,
          SOFTPLUS,
          SIGMOID,
          ELU,
          LEAKY_RELU,
          ABS,
          STEP,
          LINEAR,
          QUADRATIC);

  /** How a leaky relu of another slope is called. */
  private static final Pattern LEAKY = Pattern.compile("leaky-relu\\((.+)\\)");

  private final String label;
  private final Family family;
  private final double negativeSlope;
  private final Optional<String> text;
  private final double[] defaultPoints;
  private final OptionalDouble defaultCutoff;

  /** Read when it is asked for, because it is proven then to be one; the same whoever reads it. */
  private volatile Formula formula;

  private Activation(
      String label, Family family, double[] defaultPoints, OptionalDouble defaultCutoff) {
    this(label, family, Double.NaN, Optional.empty(), defaultPoints, defaultCutoff);
  }

  private Activation(
      String label,
      Family family,
      double negativeSlope,
      Optional<String> text,
      double[] defaultPoints,
      OptionalDouble defaultCutoff) {
    this.label = label;
    this.family = family;
    this.negativeSlope = negativeSlope;
    this.text = text;
    this.defaultPoints = defaultPoints;
    this.defaultCutoff = defaultCutoff;
  }

  private static Activation rectified(String label, double negativeSlope, String formula) {
    return new Activation(
        label,
        Family.RECTIFIED,
        negativeSlope,
        Optional.of(formula),
        new double[] {0.2, 0.4, 0.6, 0.8, 1.0, 1.2},
        OptionalDouble.of(50));
  }

  private static Activation function(String label, String formula) {
    return function(label, Family.FORMULA, formula);
  }

  /** With relu's points, and a cutoff within which few functions have become straight lines. */
  private static Activation function(String label, Family family, String formula) {
    return new Activation(
        label, family, Double.NaN, Optional.of(formula), RELU.defaultPoints, OptionalDouble.of(10));
  }

  /** g as it was written down; one with a name of its own if it is the same. */
  public static Activation ofFormula(Formula formula) {
    return NAMED.stream()
        .filter(named -> named.formula().filter(formula::isLike).isPresent())
        .findFirst()
        .orElseGet(() -> function(formula.text(), formula.text()));
  }

  /**
   * g = z above 0, and s z below.
   *
   * @param slope s, between −1 and 1
   */
  public static Activation leakyRelu(double slope) {
    if (!(Math.abs(slope) <= 1)) {
      throw new IllegalArgumentException("slope must be at least -1 and at most 1, was " + slope);
    }
    if (slope == LEAKY_RELU.negativeSlope) {
      return LEAKY_RELU;
    }
    String text = BigDecimal.valueOf(slope).stripTrailingZeros().toPlainString();
    return rectified(
        "leaky-relu(" + text + ")", slope + 0.0, "max(z, 0) + (%s)*min(z, 0)".formatted(text));
  }

  /** All that have a name of their own. */
  public static List<Activation> named() {
    return NAMED;
  }

  /**
   * The one with this label: a name, or the text of a formula.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Activation of(String label) {
    Matcher leaky = LEAKY.matcher(label);
    if (leaky.matches()) {
      return leakyRelu(Double.parseDouble(leaky.group(1)));
    }
    return NAMED.stream()
        .filter(activation -> activation.label.equals(label))
        .findFirst()
        .orElseGet(() -> ofFormula(Formula.parse(label)));
  }

  /** What is known of it. */
  public Family family() {
    return family;
  }

  /** g for those that are functions of z alone. */
  public Optional<Formula> formula() {
    if (formula == null && text.isPresent()) {
      formula = Formula.parse(text.get());
    }
    return Optional.ofNullable(formula);
  }

  /** Whether g, or a derivative of it, may jump at 0. */
  public boolean mayHaveKink() {
    return formula().filter(Formula::isKinked).isPresent();
  }

  /** Whether it has no name of its own. */
  public boolean isOwnFormula() {
    return family == Family.FORMULA && !NAMED.contains(this);
  }

  /** s of g = z above 0 and s z below, between −1 and 1. */
  public double negativeSlope() {
    if (family != Family.RECTIFIED) {
      throw new IllegalStateException(label + " is no multiple of z");
    }
    return negativeSlope;
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
      case ERF, RECTIFIED, SIN, TANH, FORMULA ->
          throw new IllegalStateException(label + " may be deep");
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
      case ERF, SIN, TANH -> OptionalDouble.of(1);
      case COS -> OptionalDouble.of(2);
      case GAUSS, RECTIFIED -> OptionalDouble.empty();
      case FORMULA -> {
        double largest = formula().orElseThrow().largest(Double.POSITIVE_INFINITY);
        yield Double.isFinite(largest)
            ? OptionalDouble.of(largest * largest)
            : OptionalDouble.empty();
      }
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
