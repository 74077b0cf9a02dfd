package wickstream.physics.exact;

import java.util.Arrays;
import java.util.Optional;
import wickstream.physics.Activation;
import wickstream.physics.DefensiveMixture;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.Priors;

/**
 * The exact variance of what one network contributes to the average of a Green function, or of a
 * linear combination of them, as far as it is known: what a sample must have seen before its own
 * spread can be believed. Contributions are those of the estimator:
 *
 * <pre>
 *   plain        f(x1)…f(xn) − G0⁽ⁿ⁾, the mean over outputs
 *   conditional  D_ab;  D12 D34 + D13 D24 + D14 D23, of several hidden layers Σ_3 (D D + K D + D K),
 *                and what {@link Priors} add to these
 *   tilted       the same times the network's weight
 *   pooled       D_ab; of fourth order nothing is known
 * </pre>
 *
 * <p>Known are
 *
 * <ul>
 *   <li>gauss and cos in closed form, any d and N, to rounding; tilted between bounds;
 *   <li>relu of any depth at one point and, without bias, on one ray;
 *   <li>erf, tanh and relu with one hidden layer where the oracle has their fourth order ({@link
 *       Theory#exact()}): second order, and of conditional fourth order a lower bound, the part
 *       that pairs of different units make.
 * </ul>
 *
 * <p>All that depends on σ_W alone is computed when a law is asked for, which for a combination of
 * all multisets of six points takes milliseconds, and no law is given for combinations that would
 * take more than a fraction of a second (beyond twelve points conditional, nine plain, six plain
 * with several outputs).
 */
public final class EstimatorVariance {
  private static final double MAX_COVARIANCES = 2e6;
  private static final double MAX_UNIONS = 13_000;
  private static final double MAX_PRODUCTS = 30_000;

  private final Theory theory;
  private final Ensemble ensemble;
  private final Estimator estimator;
  private final DefensiveMixture mixture;
  private final Multisets pairs;
  private final Multisets quads;

  private EstimatorVariance(Theory theory, Estimator estimator, DefensiveMixture mixture) {
    this.theory = theory;
    this.ensemble = theory.ensemble();
    this.estimator = estimator;
    this.mixture = mixture;
    this.pairs = Multisets.of(theory.points().count(), 2);
    this.quads = Multisets.of(theory.points().count(), 4);
  }

  /**
   * The variances of an estimator.
   *
   * @param mixture from which the tilted estimator draws; without meaning for others
   */
  public static EstimatorVariance of(Theory theory, Estimator estimator, DefensiveMixture mixture) {
    return new EstimatorVariance(theory, estimator, mixture);
  }

  /** Of the contribution to ΔG⁽²⁾ of a pair of points. */
  public VarianceLaw pair(int k) {
    int[] used = distinct(pairs.indices(k));
    double[] second = new double[Math.toIntExact(Multisets.count(used.length, 2))];
    second[Multisets.of(used.length, 2).indexOf(within(used, pairs.indices(k)))] = 1;
    return law(used, DeviationForm.of(used.length, second, new double[0]));
  }

  /**
   * Of a linear combination of contributions to second and fourth order.
   *
   * @param second the coefficient of each pair, or empty
   * @param fourth the coefficient of each multiset of four points, or empty
   */
  public VarianceLaw linear(double[] second, double[] fourth) {
    requireSize(second, pairs.size());
    requireSize(fourth, quads.size());
    int points = theory.points().count();
    int[] all = new int[points];
    Arrays.setAll(all, a -> a);
    if (!isAffordable(points, second.length + fourth.length)) {
      return VarianceLaw.UNKNOWN;
    }
    return law(all, DeviationForm.of(points, second, fourth));
  }

  private static void requireSize(double[] coefficients, int size) {
    if (coefficients.length != 0 && coefficients.length != size) {
      throw new IllegalArgumentException(
          "coefficients must be %d or none, were %d".formatted(size, coefficients.length));
    }
  }

  private boolean isAffordable(int points, int coefficients) {
    double products = coefficients * (coefficients + 1.0) / 2;
    if (estimator != Estimator.PLAIN) {
      return products <= MAX_COVARIANCES;
    }
    return Multisets.count(points, 8) <= MAX_UNIONS
        && (ensemble.dOut() == 1 || products <= MAX_PRODUCTS);
  }

  /**
   * Of a form of a network's deviations at some of the points.
   *
   * @param used the indices of the points, ascending
   */
  public VarianceLaw law(int[] used, DeviationForm form) {
    if (!isFinite(form) || estimator == Estimator.POOLED && !isOfEnsemble(form)) {
      return VarianceLaw.UNKNOWN;
    }
    Priors priors = ensemble.priors();
    if (estimator == Estimator.TILTED && form.hasQuadratic() && !priors.hasNormalReadout()) {
      return VarianceLaw.UNKNOWN;
    }
    Optional<ReluRay> ray =
        priors.hasNormalReadout() ? ReluRay.of(ensemble, points(used)) : Optional.empty();
    if (ray.isPresent()) {
      return estimator == Estimator.PLAIN
          ? ray.get().plain(form)
          : ray.get().conditional(form, ensemble.depth() > 1);
    }
    if (ensemble.depth() > 1) {
      return VarianceLaw.UNKNOWN;
    }
    return switch (ensemble.activation().family()) {
      case GAUSS -> ofLayer(form, new GaussProducts(ensemble, points(used)));
      case COS -> ofLayer(form, new CosProducts(ensemble, points(used)));
      case ERF, TANH, RECTIFIED, SIN, FORMULA ->
          theory
              .exact()
              .map(exact -> fromOracle(form, new OracleProducts(theory, exact, used)))
              .orElse(VarianceLaw.UNKNOWN);
    };
  }

  /**
   * Whether pooled units make what conditional networks do: D alone, of one layer of units that
   * have no weights.
   */
  private boolean isOfEnsemble(DeviationForm form) {
    boolean isWeighted = ensemble.activation() == Activation.GAUSS && ensemble.sigmaB() > 0;
    return ensemble.depth() == 1 && !form.hasQuadratic() && !isWeighted;
  }

  private static boolean isFinite(DeviationForm form) {
    return Arrays.stream(form.linear()).allMatch(Double::isFinite)
        && Arrays.stream(form.quadratic())
            .flatMapToDouble(Arrays::stream)
            .allMatch(Double::isFinite);
  }

  private VarianceLaw ofLayer(DeviationForm form, UnitProducts unit) {
    return switch (estimator) {
      case PLAIN -> new FieldVariance(form, unit, ensemble).law();
      case CONDITIONAL, POOLED -> ofLayer(form, unit, ensemble.sigmaW()).conditional();
      case TILTED -> ofLayer(form, unit, ensemble.sigmaW()).tilted(mixture, ensemble.sigmaB());
    };
  }

  /** What is of fourth order is multiplied by E τ² if networks share a scale τ. */
  private LayerVariance ofLayer(DeviationForm form, UnitProducts unit, double sigmaW) {
    Priors priors = ensemble.priors();
    DeviationForm contributed =
        priors.sharedScale().isEmpty() ? form : form.timesQuadratic(priors.scaleMoment(2));
    return new LayerVariance(contributed, unit, sigmaW, priors.readout());
  }

  private VarianceLaw fromOracle(DeviationForm form, OracleProducts unit) {
    if (estimator != Estimator.PLAIN) {
      return ofLayer(form, unit, 1).conditional();
    }
    return form.hasQuadratic() || ensemble.priors().sharedScale().isPresent()
        ? VarianceLaw.UNKNOWN
        : unit.ofFields(form.linear(), theory.kernel(), ensemble.dOut());
  }

  private InputPoints points(int[] used) {
    return InputPoints.ofDimension(
        ensemble.dIn(),
        Arrays.stream(used)
            .mapToObj(a -> Arrays.stream(theory.points().point(a)).boxed().toList())
            .toList());
  }

  private static int[] distinct(int[] indices) {
    return Arrays.stream(indices).sorted().distinct().toArray();
  }

  /** The positions of indices among those used. */
  private static int[] within(int[] used, int[] indices) {
    return Arrays.stream(indices).map(a -> Arrays.binarySearch(used, a)).toArray();
  }
}
