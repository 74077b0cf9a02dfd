package wickstream.physics.exact;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import wickstream.numeric.LegendreRule;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.quadrature.Refinement;

/**
 * The oracle: exact connected Green functions of networks of any width, of one hidden layer from
 * the moments of a single unit (arXiv 2008.08601): closed forms for gauss and cos; for erf, tanh
 * and relu with d_in = 1 quadrature over the unit's weight and bias; for erf and relu with d_in
 * &gt; 1 from the covariance of its values before the activation.
 */
public final class ExactCorrelators {
  private static final int[] RELU_NODES = {24, 32};
  private static final int[] FORMULA_NODES = {14, 18, 24};
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
   * The connected functions of an ensemble, but for the scale that its networks may share, for all
   * multisets of its points; empty where they are not known: several hidden layers but for relu
   * with a normal readout at a single point or, without bias, on one ray from the origin; tanh for
   * d_in &gt; 1; erf and tanh when σ_W|x| and σ_b are so large, or the points so many, that the
   * quadrature would not end in reasonable time; and values beyond the range of a double. For d_in
   * &gt; 1 the six-point functions of relu are known where the pre-activations have a covariance of
   * rank 2, those of erf for up to seven points.
   *
   * @param sixth whether to compute the six-point functions where they are known
   */
  public static Optional<ExactCorrelators> of(
      Ensemble ensemble, InputPoints points, boolean sixth) {
    points.requireDimension(ensemble.dIn());
    Optional<ConnectedFunctions> connected =
        ensemble.depth() > 1
            ? ReluRay.of(ensemble, points)
                .filter(ray -> ensemble.priors().hasNormalReadout())
                .map(ray -> ray.connected(sixth))
            : ofOneLayer(ensemble, points, sixth);
    return connected.map(ExactCorrelators::new).filter(ExactCorrelators::isFinite);
  }

  private static Optional<ConnectedFunctions> ofOneLayer(
      Ensemble ensemble, InputPoints points, boolean sixth) {
    boolean isLine = ensemble.dIn() == 1;
    return switch (ensemble.activation().family()) {
      case GAUSS -> closedForm(new GaussCumulants(ensemble, points), ensemble, sixth);
      case COS ->
          closedForm(
              ensemble.hasExponentialKernel()
                  ? new CauchyCumulants(ensemble, points)
                  : new CosCumulants(ensemble, points),
              ensemble,
              sixth);
      case SIN -> ofGram(ensemble, points, sixth);
      case FORMULA -> isLine ? formula(ensemble, points, sixth) : Optional.empty();
      case TANH -> isLine ? smooth(ensemble, points, sixth) : Optional.empty();
      case ERF -> isLine ? smooth(ensemble, points, sixth) : ofGram(ensemble, points, sixth);
      case RECTIFIED -> {
        if (!isLine) {
          yield ofGram(ensemble, points, sixth);
        }
        yield ensemble.activation().negativeSlope() == 0
            ? Optional.of(relu(ensemble, points, sixth))
            : formula(ensemble, points, sixth);
      }
    };
  }

  private static Optional<ConnectedFunctions> ofGram(
      Ensemble ensemble, InputPoints points, boolean sixth) {
    return GramMoments.of(ensemble, points, sixth)
        .map(moments -> combined(moments, ensemble, points));
  }

  private static Optional<ConnectedFunctions> closedForm(
      PairCumulants cumulants, Ensemble ensemble, boolean sixth) {
    return Optional.of(cumulants.connected(ensemble, sixth));
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

  private static Optional<ConnectedFunctions> formula(
      Ensemble ensemble, InputPoints points, boolean sixth) {
    FormulaMoments moments = new FormulaMoments(ensemble, points, sixth);
    if (!moments.exist() || moments.products() > MAX_PRODUCTS) {
      return Optional.empty();
    }
    Ball[] refined =
        Refinement.until(
            TOLERANCE, FORMULA_NODES.length, level -> moments.of(FORMULA_NODES[level]));
    return Optional.of(combined(refined, ensemble, points));
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
    return new Cumulants(ofUnit, points.count()).connected(ensemble, ofUnit.sixth().length > 0);
  }

  private boolean isFinite() {
    return Stream.of(connected.fourth(), connected.sixth())
        .flatMap(Arrays::stream)
        .allMatch(Ball::isFinite);
  }

  /** N·G_c⁽⁴⁾ for each multiset of four points; of several hidden layers its amplitude. */
  public double[] connected4() {
    return Ball.values(connected.fourth());
  }

  /** N²·G_c⁽⁶⁾ for each multiset of six points, likewise; empty unless asked for and known. */
  public double[] connected6() {
    return Ball.values(connected.sixth());
  }

  /** Both with bounds on their errors, and how they depend on the width. */
  public ConnectedFunctions connected() {
    return connected;
  }
}
