package wickstream.physics.exact;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.quadrature.LegendreRule;
import wickstream.physics.quadrature.Refinement;

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

  /** As many as are gathered in some seconds. */
  private static final double MAX_PRODUCTS = 6e9;

  private static final double TOLERANCE = 1e-12;

  private final ConnectedFunctions connected;

  private ExactCorrelators(ConnectedFunctions connected) {
    this.connected = connected;
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
    Optional<ConnectedFunctions> connected =
        switch (ensemble.activation()) {
          case GAUSS -> closedForm(new GaussCumulants(ensemble, points), ensemble, sixth);
          case COS -> closedForm(new CosCumulants(ensemble, points), ensemble, sixth);
          case ERF, TANH -> smooth(ensemble, points, sixth);
          case RELU -> Optional.of(relu(ensemble, points, sixth));
        };
    return connected.map(ExactCorrelators::new).filter(ExactCorrelators::isFinite);
  }

  private static Optional<ConnectedFunctions> closedForm(
      PairCumulants cumulants, Ensemble ensemble, boolean sixth) {
    return Optional.of(cumulants.connected(ensemble.sigmaW(), sixth));
  }

  private static Optional<ConnectedFunctions> smooth(
      Ensemble ensemble, InputPoints points, boolean sixth) {
    double nodes = SmoothMoments.atLevel(SMOOTH_LEVELS - 1, ensemble, points).size();
    double products = Multisets.count(points.count(), 4);
    if (sixth) {
      products += Multisets.count(points.count(), 6);
    }
    if (nodes > LARGEST_GRID || nodes * products > MAX_PRODUCTS) {
      return Optional.empty();
    }
    Ball[] moments =
        Refinement.until(
            TOLERANCE,
            SMOOTH_LEVELS,
            level -> SmoothMoments.atLevel(level, ensemble, points).moments(points.count(), sixth));
    return Optional.of(combined(moments, ensemble, points));
  }

  private static ConnectedFunctions relu(Ensemble ensemble, InputPoints points, boolean sixth) {
    Ball[] moments =
        Refinement.until(
            TOLERANCE,
            RELU_NODES.length,
            level -> ReluMoments.of(ensemble, points, sixth, LegendreRule.of(RELU_NODES[level])));
    return combined(moments, ensemble, points);
  }

  /** From the moments for all multisets of four points and then, if asked for, of six. */
  private static ConnectedFunctions combined(
      Ball[] moments, Ensemble ensemble, InputPoints points) {
    int quads = Math.toIntExact(Multisets.count(points.count(), 4));
    NeuronMoments ofUnit =
        new NeuronMoments(
            NeuronMoments.second(ensemble, points),
            Arrays.copyOf(moments, quads),
            Arrays.copyOfRange(moments, quads, moments.length));
    return new Cumulants(ofUnit, points.count())
        .connected(ensemble.sigmaW(), ofUnit.sixth().length > 0);
  }

  private boolean isFinite() {
    return Stream.of(connected.fourth(), connected.sixth())
        .flatMap(Arrays::stream)
        .allMatch(Ball::isFinite);
  }

  /** N·G_c⁽⁴⁾ for each multiset of four points. */
  public double[] connected4() {
    return Ball.values(connected.fourth());
  }

  /** N²·G_c⁽⁶⁾ for each multiset of six points; empty unless asked for. */
  public double[] connected6() {
    return Ball.values(connected.sixth());
  }

  /** Both with bounds on their errors. */
  public ConnectedFunctions connected() {
    return connected;
  }
}
