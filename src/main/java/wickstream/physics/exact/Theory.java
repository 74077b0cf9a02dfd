package wickstream.physics.exact;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.FreeGreens;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;
import wickstream.physics.PairTable;
import wickstream.physics.Training;
import wickstream.physics.VertexTerm;
import wickstream.physics.quadrature.CouplingIntegrals;
import wickstream.physics.theory.LeadingOrder;
import wickstream.physics.theory.TrainedTheory;

/**
 * All that is known of an ensemble at some points without sampling a network, whatever its width:
 * kernel, free Green functions, coupling integrals, where the oracle has them the exact couplings,
 * and couplings to leading order in 1/N. Immutable.
 */
public final class Theory {
  private final Ensemble ensemble;
  private final InputPoints points;
  private final double[] weightKernel;
  private final double[] kernel;
  private final Map<Integer, double[]> free = new HashMap<>();
  private final Optional<CouplingIntegrals> integrals;
  private final Optional<ExactCouplings> exact;

  /** Computed when first asked for: it may take seconds, and sampling does not need it. */
  private Optional<LeadingOrder> leadingOrder;

  /** Likewise. */
  private Optional<Map<VertexTerm, double[]>> vertexTerms;

  private final Map<Training, Optional<TrainedTheory>> trained = new HashMap<>();

  private Theory(
      Ensemble ensemble,
      InputPoints points,
      List<Integer> orders,
      Optional<CouplingIntegrals> integrals,
      Optional<ExactCouplings> exact) {
    Kernel covariance = Kernel.of(ensemble);
    this.ensemble = ensemble;
    this.points = points;
    this.kernel = covariance.pairs(points);
    this.weightKernel = covariance.weightPairs(points);
    orders.forEach(
        n -> free.put(n, FreeGreens.of(ensemble, points, Multisets.of(points.count(), n))));
    this.integrals = integrals;
    this.exact = exact;
  }

  /**
   * The theory of an ensemble. Takes up to a few seconds where integrals have no closed form.
   *
   * @param orders the orders of Green functions wanted: of 2, 4, 6, with 4 where there is 6
   */
  public static Theory of(Ensemble ensemble, InputPoints points, List<Integer> orders) {
    boolean sixth = orders.contains(6);
    Optional<CouplingIntegrals> integrals =
        orders.contains(4) ? CouplingIntegrals.of(ensemble, points, sixth) : Optional.empty();
    Optional<ExactCouplings> exact =
        orders.contains(4)
            ? ExactCouplings.of(ensemble, points, sixth, integrals)
            : Optional.empty();
    return new Theory(ensemble, points, orders, integrals, exact);
  }

  /** The ensemble. */
  public Ensemble ensemble() {
    return ensemble;
  }

  /** The points. */
  public InputPoints points() {
    return points;
  }

  /** K_W of all pairs, in the order of {@link Multisets}. */
  public double[] weightKernel() {
    return weightKernel.clone();
  }

  /**
   * How uncertain K is of the worst pair of points, relative to their variances: rounding alone for
   * one hidden layer, more for several that saturate and for points close together. Takes no more
   * than the kernel does.
   */
  public static double kernelUncertainty(Ensemble ensemble, InputPoints points) {
    Kernel covariance = Kernel.of(ensemble);
    double uncertainty = 0;
    for (int a = 0; a < points.count(); a++) {
      for (int b = 0; b < a; b++) {
        uncertainty =
            Math.max(uncertainty, covariance.uncertainty(points.point(a), points.point(b)));
      }
    }
    return uncertainty;
  }

  /** K = σ_b² + K_W of all pairs. */
  public double[] kernel() {
    return kernel.clone();
  }

  /** G0⁽ⁿ⁾ of all multisets of one of the orders asked for. */
  public double[] free(int order) {
    return free.get(order).clone();
  }

  /** I4 and, with order 6, I6 and J; empty where couplings are not defined. */
  public Optional<CouplingIntegrals> integrals() {
    return integrals;
  }

  /** The exact deviations and couplings, where the oracle has them. */
  public Optional<ExactCouplings> exact() {
    return exact;
  }

  /**
   * Whether G⁽²⁾ = K at every width: of one hidden layer, and of relu where the covariance is a
   * single random number, which are the only networks of several layers that the oracle knows.
   */
  public boolean hasExactKernel() {
    return ensemble.depth() == 1 || exact.isPresent();
  }

  /** The exact value of an observable at width N, where the oracle has it. */
  public OptionalDouble exact(Observable observable, int width) {
    return known(observable, width).stream().mapToDouble(Ball::value).findFirst();
  }

  /**
   * How far the exact value may be from the true one, by rounding and the truncation of
   * quadratures: a bound in the units of the value, at least 0; present where the value is.
   */
  public OptionalDouble exactError(Observable observable, int width) {
    return known(observable, width).stream().mapToDouble(Ball::error).findFirst();
  }

  /** The exact ⟨G_c⁽⁴⁾⟩ or ⟨G_c⁽⁶⁾⟩ at width N, where the oracle has it. */
  public OptionalDouble exactConnected(int order, int width) {
    return exact
        .map(known -> order == 4 ? known.connected4(width) : known.connected6(width))
        .orElse(OptionalDouble.empty());
  }

  /** The theory to leading order in 1/N, for any depth. */
  public synchronized Optional<LeadingOrder> leadingOrder() {
    if (leadingOrder == null) {
      leadingOrder = LeadingOrder.of(ensemble, points);
    }
    return leadingOrder;
  }

  /** What networks that are trained so are to order 1/N; may take a second. */
  public synchronized Optional<TrainedTheory> trained(Training training) {
    return trained.computeIfAbsent(training, t -> TrainedTheory.of(ensemble, points, t));
  }

  /**
   * An observable at width N to leading order in 1/N, up to terms of relative size 1/N; empty where
   * that is 1/N², as of u6, where networks share a scale, which does not vanish as N → ∞, and where
   * the observable is not defined. Of order 4 and one hidden layer it is the exact value, if there
   * is one.
   */
  public OptionalDouble leading(Observable observable, int width) {
    if (observable == Observable.U6 || !observables().contains(observable)) {
      return OptionalDouble.empty();
    }
    OptionalDouble known = exact(observable, width);
    if (isExactToLeadingOrder(observable.order()) && known.isPresent()) {
      return known;
    }
    return leadingOrder().stream()
        .mapToDouble(theory -> leading(theory, observable, width))
        .findFirst();
  }

  /** That of m2 = ⟨(G⁽²⁾ − K)/K⟩; 0 where G⁽²⁾ = K. */
  public OptionalDouble leadingM2(int width) {
    return hasExactKernel()
        ? OptionalDouble.of(0)
        : leadingOrder().stream().mapToDouble(theory -> theory.m2(width)).findFirst();
  }

  /** That of ⟨G_c⁽⁴⁾⟩. */
  public OptionalDouble leadingConnected4(int width) {
    OptionalDouble known = exactConnected(4, width);
    return isExactToLeadingOrder(4) && known.isPresent()
        ? known
        : leadingOrder().stream().mapToDouble(theory -> theory.connected4(width)).findFirst();
  }

  /** The exact G_c⁽⁴⁾ of every multiset at width N, where the oracle has it. */
  public Optional<double[]> eachExactConnected4(int width) {
    return exact.map(known -> known.eachConnected4(width));
  }

  /** That to leading order in 1/N: of one hidden layer the exact one, if there is one. */
  public Optional<double[]> eachLeadingConnected4(int width) {
    return isExactToLeadingOrder(4) && exact.isPresent()
        ? eachExactConnected4(width)
        : leadingOrder()
            .map(theory -> Arrays.stream(theory.last().connected4()).map(c -> c / width).toArray());
  }

  /** G⁽²⁾, G_c⁽⁴⁾ or G_c⁽⁶⁾ of one multiset at width N, where the oracle has it. */
  public OptionalDouble exactConnected(int order, int width, int multiset) {
    if (order == 2) {
      return hasExactKernel() ? OptionalDouble.of(kernel[multiset]) : OptionalDouble.empty();
    }
    return exact
        .map(known -> known.connected(order, width, multiset))
        .orElse(OptionalDouble.empty());
  }

  /**
   * That to leading order in 1/N; empty for G_c⁽⁶⁾, which is of order 1/N², and for G⁽²⁾ unless it
   * is K.
   */
  public OptionalDouble leadingConnected(int order, int width, int multiset) {
    if (order != 4 || isExactToLeadingOrder(4) && exact.isPresent()) {
      return order == 6 ? OptionalDouble.empty() : exactConnected(order, width, multiset);
    }
    return leadingOrder().stream()
        .mapToDouble(theory -> theory.last().connected4()[multiset] / width)
        .findFirst();
  }

  /** u4 or u6 of one multiset at width N, where the oracle has it. */
  public OptionalDouble exactCoupling(int order, int width, int multiset) {
    return exact
        .map(known -> known.coupling(order, width, multiset))
        .orElse(OptionalDouble.empty());
  }

  /** That to leading order in 1/N, where u4 is defined; empty for u6, which is of order 1/N². */
  public OptionalDouble leadingCoupling(int order, int width, int multiset) {
    if (order != 4) {
      return OptionalDouble.empty();
    }
    if (isExactToLeadingOrder(4) && exact.isPresent()) {
      return exactCoupling(4, width, multiset);
    }
    double i4 = integrals.orElseThrow().table().i4()[multiset].value();
    return leadingOrder().stream()
        .mapToDouble(theory -> -theory.last().connected4()[multiset] / width / i4)
        .findFirst();
  }

  /**
   * What the connected four-point function may be made of, with coefficients 1, one number a
   * multiset; empty where u4 is not defined, and for the kernel of Cauchy frequencies. May take a
   * second the first time.
   */
  public synchronized Optional<Map<VertexTerm, double[]>> vertexTerms() {
    if (vertexTerms == null) {
      vertexTerms =
          observables().contains(Observable.U4) && !ensemble.hasExponentialKernel()
              ? Optional.of(newVertexTerms())
              : Optional.empty();
    }
    return vertexTerms;
  }

  private Map<VertexTerm, double[]> newVertexTerms() {
    double[] local = integrals.orElseThrow().i4();
    double[] quadratic = CouplingIntegrals.secondMoments(ensemble, points);
    Ball[] pairs = Arrays.stream(weightKernel).mapToObj(Ball::exact).toArray(Ball[]::new);
    PairTable kernels = new PairTable(pairs, points.count());
    Multisets quads = Multisets.of(points.count(), 4);
    Map<VertexTerm, double[]> terms = new EnumMap<>(VertexTerm.class);
    terms.put(VertexTerm.LOCAL, Arrays.stream(local).map(i -> -i).toArray());
    terms.put(VertexTerm.QUADRATIC, Arrays.stream(quadratic).map(i -> -i).toArray());
    terms.put(VertexTerm.NON_LOCAL, Ball.values(FreeGreens.of(kernels, quads)));
    return terms;
  }

  private boolean isExactToLeadingOrder(int order) {
    return ensemble.depth() == 1 && order == 4 && ensemble.priors().sharedScale().isEmpty();
  }

  private double leading(LeadingOrder theory, Observable observable, int width) {
    return switch (observable) {
      case U4 -> theory.u4(width, integrals.orElseThrow().i4());
      case M4 -> theory.m4(width);
      case M6 -> theory.m6(width);
      case U6 -> throw new AssertionError("of order 1/N²");
      case MEAN, COVARIANCE, CONNECTED3, CONNECTED4, KURTOSIS ->
          throw new AssertionError("of trained networks");
    };
  }

  private Optional<Ball> known(Observable observable, int width) {
    return observables().contains(observable)
        ? exact.flatMap(couplings -> couplings.known(observable, width))
        : Optional.empty();
  }

  /**
   * Which observables of networks as they are drawn are defined: couplings need their integrals,
   * deviations a free function that vanishes nowhere.
   */
  public Set<Observable> observables() {
    EnumSet<Observable> defined = EnumSet.noneOf(Observable.class);
    for (Observable observable : Observable.untrained()) {
      if (free.containsKey(observable.order()) && isDefined(observable)) {
        defined.add(observable);
      }
    }
    return defined;
  }

  private boolean isDefined(Observable observable) {
    return switch (observable) {
      case U4 -> integrals.isPresent() && hasNoZero(integrals.get().i4());
      case U6 ->
          integrals.isPresent()
              && hasNoZero(integrals.get().i4())
              && hasNoZero(integrals.get().i6());
      case M4, M6 -> hasNoZero(free.get(observable.order()));
      case MEAN, COVARIANCE, CONNECTED3, CONNECTED4, KURTOSIS -> false;
    };
  }

  private static boolean hasNoZero(double[] values) {
    return Arrays.stream(values).allMatch(value -> value != 0);
  }
}
