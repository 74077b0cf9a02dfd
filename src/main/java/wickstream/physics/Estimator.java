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
   * σ_b &gt; 0. Where points are far apart the unit's weights are shifted as well, in several
   * directions, also without biases.
   */
  TILTED,
  /**
   * Cumulants of a single hidden unit from all units of a network, which given the layer below are
   * independent and alike: connected functions by unbiased products of sums over units. Of one
   * hidden layer, that they are such cumulants, over N and N², is assumed and not measured; of
   * several, the last is integrated and what is linear in fluctuations of those below is replaced
   * by what it is on average. Units of gauss with σ_b &gt; 0 are drawn from a defensive mixture and
   * weighted.
   */
  POOLED;

  /** The name used in configurations and result files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether this estimator is defined for an ensemble and points.
   *
   * @param sixth whether order six is measured
   */
  public boolean appliesTo(Ensemble ensemble, InputPoints points, boolean sixth) {
    return this != TILTED
        || ensemble.activation() == Activation.GAUSS && ensemble.sigmaB() > 0
        || OverflowBound.allowsDirections(ensemble, points, sixth);
  }

  /**
   * The least width at which this estimator is defined: cumulants of order n/2 take as many units.
   *
   * @param order the highest order of Green functions that are measured
   */
  public int leastWidth(int order) {
    return this == POOLED ? order / 2 : 1;
  }

  /** Whether powers of N are put into what this estimator measures of so many hidden layers. */
  public boolean assumesPowersOfWidth(int depth) {
    return this == POOLED && depth == 1;
  }

  /** Whether this estimator integrates the last of so many hidden layers, for orders 2 and 4. */
  public boolean integratesLastLayer(int depth) {
    return this == POOLED && depth > 1;
  }

  /**
   * What {@code estimator = auto} means where hidden layers do not descend: tilted for gauss with
   * σ_b &gt; 0, else conditional.
   */
  public static Estimator automatic(Activation activation, double sigmaB) {
    return activation == Activation.GAUSS && sigmaB > 0 ? TILTED : CONDITIONAL;
  }
}
