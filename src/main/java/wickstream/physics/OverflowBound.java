package wickstream.physics;

import java.util.Arrays;
import java.util.Optional;
import wickstream.formula.Formula;
import wickstream.numeric.Elementary;
import wickstream.physics.Activation.Family;

/**
 * How large the numbers of a measurement can become. A draw beyond nine standard deviations is not
 * expected in any campaign (probability 2e−19), so with |W0|√d/σ_W, |W0_j·x|√d/(σ_W|x|), |b0|/σ_b,
 * … at most nine, and readout weights and shared scales at most as large as is as probable, every
 * network's contribution is bounded; fourth powers of contributions are accumulated for the
 * variance of variance. All sums are taken in logarithms.
 */
public final class OverflowBound {
  /** The largest angle of which cosines are computed. */
  public static final double COMPUTED_ANGLE = Elementary.LARGEST_ANGLE;

  private static final double SIGMAS = 9;

  /** −log of the probability that nothing as rare is expected. */
  private static final double LOG_OF_RARE = 43;

  private static final double LARGEST_NORMAL = 13; // none is drawn beyond

  /** The largest logarithm of what is to be added up: the largest double is e^709. */
  public static final double LARGEST_LOG = 690;

  /** Beyond, a campaign takes gigabytes of memory, and directions are not looked for. */
  private static final long MAX_MULTISETS = 1_000_000;

  private OverflowBound() {}

  /**
   * The natural logarithm of a bound on the fourth power of one network's contribution to the Green
   * functions of {@code order}: |f|ⁿ for plain, 15 C_max^{n/2} for the others, where C_max = σ_b² +
   * σ_W² h_max² bounds the covariance of f given the hidden layer.
   *
   * @param width N, see {@link #dependsOnWidth}
   */
  public static double logLargest(
      Ensemble ensemble, int width, InputPoints points, Estimator estimator, int order) {
    points.requireDimension(ensemble.dIn());
    if (estimator == Estimator.TILTED) {
      Optional<DirectionalMixture> directions = allowed(ensemble, points, order == 6);
      if (directions.isPresent()) {
        return logLargest(ensemble, points, directions.get(), order);
      }
    }
    double logUnit = logLargestUnit(ensemble, width, points, estimator, order);
    double logWeights = StrictMath.log(ensemble.sigmaW()) + logUnit;
    double logBias = StrictMath.log(ensemble.sigmaB());
    return switch (estimator) {
      case PLAIN ->
          4 * order * (StrictMath.log(SIGMAS) + logSum(logReadout(ensemble) + logWeights, logBias));
      case CONDITIONAL, TILTED, POOLED -> 4 * logContribution(ensemble, order, logUnit);
    };
  }

  /**
   * Whether {@link #logLargest} is smaller for wider networks: for deep ones of relu and its like.
   */
  public static boolean dependsOnWidth(Ensemble ensemble) {
    return ensemble.activation().family() == Family.RECTIFIED && ensemble.depth() > 1;
  }

  /**
   * Whether directions of points far apart matter, and networks that are tilted by them have
   * contributions that doubles can hold. Where they do not, biases alone are tilted.
   *
   * @param sixth whether order six is measured
   */
  public static boolean allowsDirections(Ensemble ensemble, InputPoints points, boolean sixth) {
    return allowed(ensemble, points, sixth).isPresent();
  }

  private static Optional<DirectionalMixture> allowed(
      Ensemble ensemble, InputPoints points, boolean sixth) {
    int order = sixth ? 6 : 4;
    if (!DirectionalMixture.isNeeded(ensemble, points, sixth)
        || Multisets.count(points.count(), order) > MAX_MULTISETS) {
      return Optional.empty();
    }
    return Optional.of(DirectionalMixture.of(ensemble, points.inFewestCoordinates(), sixth))
        .filter(mixture -> logLargest(ensemble, points, mixture, order) <= LARGEST_LOG);
  }

  /**
   * Where weights are tilted too, contributions fit only with the weight w of their network. Let M
   * = E[hⁿ] at the farthest point, λ be its direction, λ_c the nearest that was taken, δ their
   * distance, and Δ that of any two taken. As w ≤ N/(p_c Σ_j r_c(j)) with the density ratio r_c,
   *
   * <pre>
   *   w (1/N) Σ_j hⁿ ≤ (M/p_c) e^{δ(Δ + 9)},
   * </pre>
   *
   * which bounds w C^{n/2} by the inequality of power means; and w ≤ 2. The contribution without
   * its weight must fit as well.
   */
  private static double logLargest(
      Ensemble ensemble, InputPoints points, DirectionalMixture mixture, int order) {
    double least = 1;
    double longest = 0;
    for (DirectionalMixture.Component component : mixture.components()) {
      least = Math.min(least, component.probability());
      longest = Math.max(longest, Math.sqrt(component.square()));
    }
    double[] norms = sortedNorms(points);
    double slope = ensemble.sigmaW() / Math.sqrt(ensemble.dIn()) * norms[norms.length - 1];
    double square = ensemble.sigmaB() * ensemble.sigmaB() + slope * slope;
    double logMoment = (order / 2.0 - 1) * order * square;
    double logRatio = mixture.distance() * (2 * longest + SIGMAS) - StrictMath.log(least);
    double logUnit = SIGMAS * (ensemble.sigmaB() + slope) + (order - 1) * square;
    double weighted = logContribution(ensemble, order, (logMoment + logRatio) / order);
    double alone = logContribution(ensemble, order, logUnit);
    return Math.max(4 * (StrictMath.log(2) + weighted), alone);
  }

  /** log of the largest |ω|√τ of readout weights, in units of nine. */
  private static double logReadout(Ensemble ensemble) {
    Priors priors = ensemble.priors();
    double largest = StrictMath.log(Math.max(1, priors.readout().largest() / SIGMAS));
    if (priors.sharedScale().isEmpty()) {
      return largest;
    }
    // P(τ > t) < exp(−γ(t − 1 − log t)), which is e^{−43} here
    double scale = 2 * (LOG_OF_RARE * priors.scaleVariance() + StrictMath.log(2));
    return largest + StrictMath.log(Math.max(1, scale)) / 2;
  }

  /**
   * log of 15 C^{n/2} with C = σ_b² + σ_W² h²; more where readout weights have larger moments, or
   * networks a scale that is larger on average.
   */
  private static double logContribution(Ensemble ensemble, int order, double logUnit) {
    double logWeights = StrictMath.log(ensemble.sigmaW()) + logUnit;
    double logBias = StrictMath.log(ensemble.sigmaB());
    Priors priors = ensemble.priors();
    double ofReadout = Math.max(15, priors.readout().moment(6)) * priors.scaleMoment(order / 2);
    return StrictMath.log(ofReadout) + order / 2.0 * logSum(2 * logWeights, 2 * logBias);
  }

  /**
   * A bound on every angle that networks can be drawn with: W0·x + b0 of cos, and what stands in
   * sines and cosines of formulas; 0 for other activations, and for Cauchy frequencies, whose
   * angles are taken modulo a turn.
   */
  public static double largestAngle(Ensemble ensemble, InputPoints anyPoints) {
    Family family = ensemble.activation().family();
    boolean hasAngles = family == Family.COS || family == Family.SIN || family == Family.FORMULA;
    if (!hasAngles || ensemble.hasExponentialKernel()) {
      return 0;
    }
    InputPoints points = anyPoints.inFewestCoordinates(); // as they are sampled
    double farthest = 0;
    for (int a = 0; a < points.count(); a++) {
      double sum = 0;
      for (int k = 0; k < points.coordinates(); k++) {
        sum += Math.abs(points.coordinate(a, k));
      }
      farthest = Math.max(farthest, sum);
    }
    double weights = LARGEST_NORMAL * ensemble.sigmaW() / Math.sqrt(ensemble.dIn()) * farthest;
    return family == Family.COS
        ? 2 * Math.PI + weights
        : largestAngle(ensemble, weights + LARGEST_NORMAL * ensemble.sigmaB());
  }

  /**
   * That of a formula in any layer.
   *
   * @param reach of the pre-activations of the first
   */
  private static double largestAngle(Ensemble ensemble, double reach) {
    Formula formula = ensemble.activation().formula().orElseThrow();
    double angle = formula.largestAngle(reach);
    for (int l = 1; l < ensemble.depth(); l++) {
      double below = largestUnit(ensemble.withDepth(l), reach);
      double inputs = LARGEST_NORMAL * Math.hypot(ensemble.sigmaB(), ensemble.sigmaW() * below);
      angle = Math.max(angle, formula.largestAngle(inputs));
    }
    return angle;
  }

  /** log h_max. */
  private static double logLargestUnit(
      Ensemble ensemble, int width, InputPoints points, Estimator estimator, int order) {
    double bias = SIGMAS * ensemble.sigmaB();
    double[] norms = sortedNorms(points);
    double perRoot = ensemble.sigmaW() / Math.sqrt(ensemble.dIn());
    double nearest = perRoot * norms[0];
    double farthest = perRoot * norms[norms.length - 1];
    return switch (ensemble.activation().family()) {
      case GAUSS ->
          Math.max(
              0, // the root mean square is 1, and K as large as C
              bias
                  + (shift(estimator, order) - 1) * ensemble.sigmaB() * ensemble.sigmaB()
                  + SIGMAS * farthest
                  - nearest * nearest);
      case ERF, SIN, TANH -> 0;
      case COS -> StrictMath.log(2) / 2;
      case RECTIFIED ->
          dependsOnWidth(ensemble)
              ? logLastLayer(ensemble, width, farthest)
              : StrictMath.log(SIGMAS * farthest + bias);
      case FORMULA -> StrictMath.log(largestUnit(ensemble, SIGMAS * farthest + bias));
    };
  }

  /**
   * A bound on the units of the last hidden layer of a formula, each pre-activation being at most
   * nine of its standard deviations.
   *
   * @param reach of the pre-activations of the first layer
   */
  private static double largestUnit(Ensemble ensemble, double reach) {
    Formula formula = ensemble.activation().formula().orElseThrow();
    double largest = formula.largest(reach);
    for (int l = 1; l < ensemble.depth(); l++) {
      double inputs = SIGMAS * Math.hypot(ensemble.sigmaB(), ensemble.sigmaW() * largest);
      largest = inputs < Double.POSITIVE_INFINITY ? formula.largest(inputs) : inputs;
    }
    return largest;
  }

  /**
   * log of the root mean square of the units of the last of L hidden layers of relu, or of one with
   * a slope of at most 1 below 0. With C the variance of what goes into a layer, (Σ_j h_j²)^½ is a
   * function of N standard normals that changes no faster than √C times they do, and has a mean
   * below √(N C/2): it exceeds that by t √C with a probability of at most e^{−t²/2}. Of all layers
   * together, the squares of the t add up to no more than (√L + 9)², and the product is largest
   * where they are alike.
   */
  private static double logLastLayer(Ensemble ensemble, int width, double farthest) {
    double excess = 1 + SIGMAS / Math.sqrt(ensemble.depth());
    double slope = ensemble.activation().negativeSlope();
    double typical = Math.sqrt(0.5 * (1 + slope * slope));
    double logGain = StrictMath.log(typical + excess / Math.sqrt(width));
    double logBias = StrictMath.log(ensemble.sigmaB());
    double logInputs = StrictMath.log(farthest);
    double log = 0;
    for (int l = 0; l < ensemble.depth(); l++) {
      log = logGain + logSum(2 * logInputs, 2 * logBias) / 2;
      logInputs = StrictMath.log(ensemble.sigmaW()) + log;
    }
    return log;
  }

  /** t of the largest shift +tσ_b² of a hidden bias. */
  private static int shift(Estimator estimator, int order) {
    return switch (estimator) {
      case PLAIN, CONDITIONAL -> 0;
      case TILTED, POOLED -> order == 6 ? 6 : 4;
    };
  }

  private static double[] sortedNorms(InputPoints points) {
    double[] norms = new double[points.count()];
    for (int a = 0; a < norms.length; a++) {
      norms[a] = Math.sqrt(points.dot(a, a));
    }
    Arrays.sort(norms);
    return norms;
  }

  /** log(eᵃ + eᵇ), either of which may be −∞. */
  private static double logSum(double a, double b) {
    double larger = Math.max(a, b);
    return larger == Double.NEGATIVE_INFINITY
        ? larger
        : larger + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - larger));
  }
}
