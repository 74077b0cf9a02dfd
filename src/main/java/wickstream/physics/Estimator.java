package wickstream.physics;

import java.util.Locale;

/** The unbiased ways of estimating the same Green functions from sampled networks. */
public enum Estimator {
  /** Averages of f(x1)…f(xn) (paper, eq. 5). */
  PLAIN,
  /**
   * Averages over the hidden layer alone: given it, f is Gaussian with a known covariance, so the
   * output weights and bias are integrated exactly (Rao–Blackwell).
   */
  CONDITIONAL,
  /**
   * As conditional, with one hidden unit's bias shifted by t σ_b² in a part of the networks and
   * each network weighted accordingly: importance sampling by a defensive mixture, for gauss with
   * σ_b &gt; 0.
   */
  TILTED;

  /** The name used in configurations and result files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this estimator is defined for an ensemble of this activation and σ_b. */
  public boolean appliesTo(Activation activation, double sigmaB) {
    return this != TILTED || activation == Activation.GAUSS && sigmaB > 0;
  }

  /** What {@code estimator = auto} means: tilted where it is defined, else conditional. */
  public static Estimator automatic(Activation activation, double sigmaB) {
    return TILTED.appliesTo(activation, sigmaB) ? TILTED : CONDITIONAL;
  }
}
