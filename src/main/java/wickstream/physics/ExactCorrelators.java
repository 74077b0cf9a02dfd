package wickstream.physics;

import java.util.Arrays;
import java.util.Optional;

/**
 * The oracle: exact connected Green functions of finite networks, with the width factored out,
 * G_c⁽⁴⁾ = value/N and G_c⁽⁶⁾ = value/N². From the moments of a single hidden unit (arXiv
 * 2008.08601): closed forms for gauss and cos, quadrature over the unit's weight and bias for erf,
 * tanh and relu with d_in = 1.
 */
public final class ExactCorrelators {
  private static final int[] RELU_NODES = {24, 32};
  private static final int SMOOTH_LEVELS = 2;
  private static final double LARGEST_GRID = 1e7;
  private static final double TOLERANCE = 1e-12;
  private static final double ROUNDING = 0x1p-49;

  private final ConnectedFunctions connected;
  private final double relativeError;

  private ExactCorrelators(ConnectedFunctions connected, double relativeError) {
    this.connected = connected;
    this.relativeError = relativeError;
  }

  /**
   * The connected functions of an ensemble for all multisets of its points; empty where they are
   * not known: several hidden layers, erf, tanh and relu for d_in &gt; 1, erf and tanh when σ_W|x|
   * and σ_b are so large that the quadrature would not end in reasonable time, and values beyond
   * the range of a double.
   *
   * @param sixth whether to compute the six-point functions
   */
  public static Optional<ExactCorrelators> of(
      Ensemble ensemble, InputPoints points, boolean sixth) {
    points.requireDimension(ensemble.dIn());
    if (ensemble.depth() > 1 || !ensemble.activation().hasGaussianKernel() && ensemble.dIn() > 1) {
      return Optional.empty();
    }
    Optional<ExactCorrelators> exact =
        switch (ensemble.activation()) {
          case GAUSS -> closedForm(new GaussCumulants(ensemble, points), ensemble, sixth);
          case COS -> closedForm(new CosCumulants(ensemble, points), ensemble, sixth);
          case ERF, TANH -> smooth(ensemble, points, sixth);
          case RELU -> Optional.of(relu(ensemble, points, sixth));
        };
    return exact.filter(ExactCorrelators::isFinite);
  }

  private static Optional<ExactCorrelators> closedForm(
      PairCumulants cumulants, Ensemble ensemble, boolean sixth) {
    return Optional.of(
        new ExactCorrelators(cumulants.connected(ensemble.sigmaW(), sixth), ROUNDING));
  }

  private static Optional<ExactCorrelators> smooth(
      Ensemble ensemble, InputPoints points, boolean sixth) {
    if (SmoothMoments.atLevel(1, ensemble, points).size() > LARGEST_GRID) {
      return Optional.empty();
    }
    return Optional.of(
        refined(
            Refinement.until(
                TOLERANCE,
                SMOOTH_LEVELS,
                level ->
                    Cumulants.of(
                        SmoothMoments.atLevel(level, ensemble, points)
                            .moments(ensemble, points, sixth),
                        points.count(),
                        ensemble.sigmaW()))));
  }

  private static ExactCorrelators relu(Ensemble ensemble, InputPoints points, boolean sixth) {
    return refined(
        Refinement.until(
            TOLERANCE,
            RELU_NODES.length,
            level ->
                Cumulants.of(
                    ReluMoments.of(ensemble, points, sixth, LegendreRule.of(RELU_NODES[level])),
                    points.count(),
                    ensemble.sigmaW())));
  }

  private static ExactCorrelators refined(Refinement<ConnectedFunctions> refinement) {
    return new ExactCorrelators(refinement.value(), Math.max(refinement.relativeError(), ROUNDING));
  }

  private boolean isFinite() {
    return Arrays.stream(connected.fourth()).allMatch(Double::isFinite)
        && Arrays.stream(connected.sixth()).allMatch(Double::isFinite);
  }

  /** N·G_c⁽⁴⁾ for each multiset of four points. */
  public double[] connected4() {
    return connected.fourth().clone();
  }

  /** N²·G_c⁽⁶⁾ for each multiset of six points; empty unless asked for. */
  public double[] connected6() {
    return connected.sixth().clone();
  }

  /**
   * An estimate of the largest relative error of any number: the largest change under the last
   * refinement of a quadrature, rounding for closed forms. The latter does not count the digits
   * that the terms of a single multiset lose by cancelling each other: of gauss at σ_b = 0 and six
   * equally spaced points, the worst of 462 six-point functions keeps ten digits.
   */
  public double relativeError() {
    return relativeError;
  }
}
