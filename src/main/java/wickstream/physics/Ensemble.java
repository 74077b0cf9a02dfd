package wickstream.physics;

import java.util.OptionalDouble;

/**
 * The distribution of random networks f(x) = W1·h(x) + b1 with h_j = g(W0_j·x + b0_j; x), j = 1..N:
 * weights W0 ~ Normal(0, σ_W²/d), W1 ~ Normal(0, σ_W²/N), biases b0, b1 ~ Normal(0, σ_b²) (arXiv
 * 2212.11811, section 2), and the cutoff with which its couplings are defined. For cos b0 is
 * uniform in [0, 2π) instead. Several outputs share the hidden layer, and each has its own W1 and
 * b1.
 *
 * <p>Of several hidden layers each further one is h^l = g(W^l h^{l−1} + b^l) with W^l ~ Normal(0,
 * σ_W²/N) and b^l ~ Normal(0, σ_b²), so that every layer has a limit as N → ∞, and W1 acts on the
 * last.
 *
 * @param activation the nonlinearity g
 * @param dIn dimension of the inputs, at least 1
 * @param dOut number of outputs, at least 1
 * @param depth number of hidden layers, all of width N, at least 1; 1 for gauss and cos
 * @param sigmaW σ_W, finite and above 0
 * @param sigmaB σ_b, finite and at least 0
 * @param cutoff c of the integrals I_n and J over [−c, c]^d; empty for a kernel that decays
 * @param priors the laws of weights, if they are not independent normal numbers: with a scale that
 *     they share of one hidden layer only, and of W0 for cos with d_in = 1 only
 */
public record Ensemble(
    Activation activation,
    int dIn,
    int dOut,
    int depth,
    double sigmaW,
    double sigmaB,
    OptionalDouble cutoff,
    Priors priors) {

  public Ensemble {
    if (dIn < 1) {
      throw new IllegalArgumentException("d-in must be at least 1, was " + dIn);
    }
    if (dOut < 1) {
      throw new IllegalArgumentException("d-out must be at least 1, was " + dOut);
    }
    if (depth < 1) {
      throw new IllegalArgumentException("depth must be at least 1, was " + depth);
    }
    if (depth > 1 && !activation.canBeDeep()) {
      throw new IllegalArgumentException(
          "depth must be 1 for %s, %s (all others may have more), was %d"
              .formatted(activation.label(), activation.whyNotDeep(), depth));
    }
    if (!(sigmaW > 0 && Double.isFinite(sigmaW))) {
      throw new IllegalArgumentException("sigma-w must be finite and above 0, was " + sigmaW);
    }
    if (!(sigmaB >= 0 && Double.isFinite(sigmaB))) {
      throw new IllegalArgumentException("sigma-b must be finite and at least 0, was " + sigmaB);
    }
    if (cutoff.isPresent() != activation.defaultCutoff().isPresent()) {
      throw new IllegalArgumentException(
          cutoff.isPresent()
              ? "cutoff must be null for " + activation.label() + ", whose kernel decays"
              : "cutoff must be a number for " + activation.label());
    }
    if (cutoff.isPresent()
        && !(cutoff.getAsDouble() > 0 && Double.isFinite(cutoff.getAsDouble()))) {
      throw new IllegalArgumentException(
          "cutoff must be finite and above 0, was " + cutoff.getAsDouble());
    }
    if (depth > 1 && priors.sharedScale().isPresent()) {
      throw new IllegalArgumentException("depth must be 1 with shared-scale, was " + depth);
    }
    if (priors.frequencies() == Frequencies.CAUCHY && (activation != Activation.COS || dIn > 1)) {
      throw new IllegalArgumentException(
          "frequencies must be normal unless activation = cos and d-in = 1, was cauchy with activation = %s, d-in = %d"
              .formatted(activation.label(), dIn));
    }
  }

  /** An ensemble of networks with independent normal weights. */
  public Ensemble(
      Activation activation,
      int dIn,
      int dOut,
      int depth,
      double sigmaW,
      double sigmaB,
      OptionalDouble cutoff) {
    this(activation, dIn, dOut, depth, sigmaW, sigmaB, cutoff, Priors.NORMAL);
  }

  /** An ensemble of networks with one hidden layer and one output. */
  public Ensemble(
      Activation activation, int dIn, double sigmaW, double sigmaB, OptionalDouble cutoff) {
    this(activation, dIn, 1, 1, sigmaW, sigmaB, cutoff);
  }

  /** An ensemble with one hidden layer, one output and its activation's default cutoff. */
  public static Ensemble of(Activation activation, int dIn, double sigmaW, double sigmaB) {
    return new Ensemble(activation, dIn, sigmaW, sigmaB, activation.defaultCutoff());
  }

  /** The same networks with another number of outputs. */
  public Ensemble withOutputs(int number) {
    return new Ensemble(activation, dIn, number, depth, sigmaW, sigmaB, cutoff, priors);
  }

  /** The same networks with another number of hidden layers. */
  public Ensemble withDepth(int layers) {
    return new Ensemble(activation, dIn, dOut, layers, sigmaW, sigmaB, cutoff, priors);
  }

  /** The same networks with other scales of weights and biases. */
  public Ensemble withScales(double otherSigmaW, double otherSigmaB) {
    return new Ensemble(activation, dIn, dOut, depth, otherSigmaW, otherSigmaB, cutoff, priors);
  }

  /** The same networks with weights from other laws. */
  public Ensemble withPriors(Priors laws) {
    return new Ensemble(activation, dIn, dOut, depth, sigmaW, sigmaB, cutoff, laws);
  }

  /** Whether K_W = σ_W² exp(−σ_W|x−y|), as of cos with Cauchy frequencies. */
  public boolean hasExponentialKernel() {
    return priors.frequencies() == Frequencies.CAUCHY;
  }
}
