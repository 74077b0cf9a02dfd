package wickstream.physics.exact;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Observable;
import wickstream.physics.PairTable;
import wickstream.physics.PowerLaw;
import wickstream.physics.Priors;
import wickstream.physics.quadrature.CouplingIntegrals;

/**
 * Exact couplings and normalised deviations of the networks of an ensemble, at any width N:
 *
 * <pre>
 *   u4 = −ΔG⁽⁴⁾/I4,   u6 = [⟨u4⟩² Σ_{10 splits} J − G_c⁽⁶⁾]/I6
 *   ΔG⁽⁴⁾ = G_c⁽⁴⁾,   ΔG⁽⁶⁾ = Σ_{15 (pair|quad)} K(pair) G_c⁽⁴⁾(quad) + G_c⁽⁶⁾,   m_n = ΔG⁽ⁿ⁾/G0⁽ⁿ⁾
 * </pre>
 *
 * (arXiv 2212.11811, eq. 8, and the sextic vertex left after tree exchange). Unless a multiset is
 * named, values are means over all multisets; ⟨u4⟩ is such a mean. Everything that does not depend
 * on N is computed once.
 *
 * <p>Every number is computed with a bound on its error, which counts what terms lose by cancelling
 * each other, within one multiset and between them. A mean that is not known to a thousandth of
 * itself is not given.
 */
public final class ExactCouplings {
  /** The largest error of a mean, relative to it. */
  private static final double LARGEST_ERROR = 1e-3;

  private final ConnectedFunctions givenScale;
  private final IntFunction<AtWidth> atWidth;

  private ExactCouplings(ConnectedFunctions givenScale, IntFunction<AtWidth> atWidth) {
    this.givenScale = givenScale;
    this.atWidth = atWidth;
  }

  /**
   * Functions of the width; of networks that share a scale, which follow no power of it, only of
   * one.
   */
  private record AtWidth(Deviations deviations, Optional<Vertices> vertices) {
    static AtWidth of(Deviations deviations, Optional<CouplingIntegrals> integrals) {
      return new AtWidth(deviations, integrals.map(all -> new Vertices(deviations, all)));
    }
  }

  /**
   * What is known exactly of an ensemble: empty where {@link ExactCorrelators} are, and without
   * couplings where {@link CouplingIntegrals} are.
   *
   * @param sixth whether to compute u6 and m6
   */
  public static Optional<ExactCouplings> of(Ensemble ensemble, InputPoints points, boolean sixth) {
    return of(ensemble, points, sixth, CouplingIntegrals.of(ensemble, points, sixth));
  }

  /** The same from integrals that are already there. */
  static Optional<ExactCouplings> of(
      Ensemble ensemble, InputPoints points, boolean sixth, Optional<CouplingIntegrals> integrals) {
    return ExactCorrelators.of(ensemble, points, sixth)
        .map(correlators -> of(ensemble, points, correlators.connected(), integrals));
  }

  private static ExactCouplings of(
      Ensemble ensemble,
      InputPoints points,
      ConnectedFunctions connected,
      Optional<CouplingIntegrals> integrals) {
    Priors priors = ensemble.priors();
    if (priors.sharedScale().isEmpty()) {
      AtWidth all = AtWidth.of(Deviations.of(ensemble, points, connected), integrals);
      return new ExactCouplings(connected, width -> all);
    }
    PairTable weightKernel = Kernel.of(ensemble).boundedWeightPart(points);
    Map<Integer, AtWidth> known = new ConcurrentHashMap<>();
    return new ExactCouplings(
        connected,
        width ->
            known.computeIfAbsent(
                width,
                n ->
                    AtWidth.of(
                        Deviations.of(
                            ensemble,
                            points,
                            connected.atSharedScale(n, priors, weightKernel, points.count())),
                        integrals)));
  }

  /**
   * The mean of an observable at width N, and a bound on its error; empty where the bound is more
   * than a thousandth of it, where some G0⁽ⁿ⁾ that it is divided by is zero, without the integrals
   * that couplings are divided by, without sixth order, and of trained networks.
   */
  public Optional<Ball> known(Observable observable, int width) {
    Optional<Ball> mean =
        switch (observable) {
          case U4 -> vertices(width).map(v -> v.meanU4(width));
          case U6 -> vertices(width).flatMap(v -> v.meanU6(width));
          case M4 -> Optional.of(deviations(width).m4(width));
          case M6 -> deviations(width).m6(width);
          case MEAN, COVARIANCE, CONNECTED3, CONNECTED4, KURTOSIS -> Optional.empty();
        };
    return mean.filter(ExactCouplings::isKnown);
  }

  /** The mean of a quantity that is known by this name, likewise. */
  Optional<Ball> known(PowerLaw quantity, int width) {
    return switch (quantity) {
      case U4 -> known(Observable.U4, width);
      case U4_CANONICAL -> canonical(Observable.U4, width);
      case U6 -> known(Observable.U6, width);
      case U6_CANONICAL -> canonical(Observable.U6, width);
      case M4 -> known(Observable.M4, width);
      case M6 -> known(Observable.M6, width);
      case CONNECTED4 -> knownConnected(4, width);
      case CONNECTED6 -> knownConnected(6, width);
    };
  }

  private static boolean isKnown(Ball mean) {
    return mean.error() <= LARGEST_ERROR * Math.abs(mean.value());
  }

  /** ⟨u4⟩ at width N; NaN where it is not known well. */
  public double u4(int width) {
    return value(known(Observable.U4, width)).orElse(Double.NaN);
  }

  /** u4 of one multiset of four points; only where couplings are defined. */
  public double u4(int width, int multiset) {
    return vertices(width).orElseThrow().u4(width, multiset).value();
  }

  /** u4 of every multiset, likewise. */
  public double[] eachU4(int width) {
    return IntStream.range(0, vertices(width).orElseThrow().quads())
        .mapToDouble(k -> u4(width, k))
        .toArray();
  }

  /**
   * u4 or u6 of one multiset of four or six points; empty where it is not known to a thousandth of
   * itself, and where it is not defined.
   */
  public OptionalDouble coupling(int order, int width, int multiset) {
    int atLeastOne = atLeastOne(width);
    Optional<Ball> coupling =
        order == 4
            ? vertices(atLeastOne).map(v -> v.u4(atLeastOne, multiset))
            : vertices(atLeastOne).flatMap(v -> v.u6(atLeastOne, multiset));
    return value(coupling.filter(ExactCouplings::isKnown));
  }

  /** ⟨u4⟩/Z0², in units of a canonically normalised field; empty for kernels that do not decay. */
  public OptionalDouble u4Canonical(int width) {
    return value(canonical(Observable.U4, width));
  }

  /** ⟨u6⟩ at width N; empty without sixth order, and where it is not known well. */
  public OptionalDouble u6(int width) {
    return value(known(Observable.U6, width));
  }

  /** u6 of one multiset of six points; empty without sixth order. */
  public OptionalDouble u6(int width, int multiset) {
    return value(vertices(width).flatMap(v -> v.u6(width, multiset)));
  }

  /** ⟨u6⟩/Z0³; empty for kernels that do not decay, and where u6 is. */
  public OptionalDouble u6Canonical(int width) {
    return value(canonical(Observable.U6, width));
  }

  private Optional<Ball> canonical(Observable coupling, int width) {
    return vertices(width)
        .flatMap(Vertices::z0)
        .flatMap(
            z -> {
              Ball square = z.square();
              Ball unit = coupling == Observable.U4 ? square : square.times(z);
              return known(coupling, width).map(u -> u.over(unit));
            });
  }

  /** ⟨m4⟩ = ⟨ΔG⁽⁴⁾/G0⁽⁴⁾⟩; empty where some G0⁽⁴⁾ is zero, and where it is not known well. */
  public OptionalDouble m4(int width) {
    return value(known(Observable.M4, width));
  }

  /** ⟨m6⟩ = ⟨ΔG⁽⁶⁾/G0⁽⁶⁾⟩; likewise, and empty without sixth order. */
  public OptionalDouble m6(int width) {
    return value(known(Observable.M6, width));
  }

  /** ⟨G_c⁽⁴⁾⟩; empty where it is not known well. */
  public OptionalDouble connected4(int width) {
    return value(knownConnected(4, width));
  }

  /** ⟨G_c⁽⁶⁾⟩; empty where it is not known well, and without sixth order. */
  public OptionalDouble connected6(int width) {
    return value(knownConnected(6, width));
  }

  /** G_c⁽⁴⁾ or G_c⁽⁶⁾ of one multiset; empty where it is not known to a thousandth of itself. */
  public OptionalDouble connected(int order, int width, int multiset) {
    Optional<Ball> connected =
        order == 4
            ? Optional.of(deviations(width).fourth(width, multiset))
            : deviations(width).connectedSixth(width, multiset);
    return value(connected.filter(ExactCouplings::isKnown));
  }

  /** A bound on the error of the mean connected function of order 4 or 6; present where that is. */
  public OptionalDouble connectedError(int order, int width) {
    return knownConnected(order, width).stream().mapToDouble(Ball::error).findFirst();
  }

  private Optional<Ball> knownConnected(int order, int width) {
    Optional<Ball> mean =
        order == 4
            ? Optional.of(deviations(width).meanConnected4(width))
            : deviations(width).meanConnected6(width);
    return mean.filter(ExactCouplings::isKnown);
  }

  /** ΔG⁽⁴⁾ = G_c⁽⁴⁾ of one multiset of four points. */
  public double deviation4(int width, int multiset) {
    return deviations(width).fourth(width, multiset).value();
  }

  /** G_c⁽⁴⁾ of every multiset of four points. */
  double[] eachConnected4(int width) {
    return IntStream.range(0, givenScale.fourth().length)
        .mapToDouble(k -> deviation4(width, k))
        .toArray();
  }

  /**
   * N ΔG⁽⁴⁾ of one multiset of four points, of one hidden layer, without the scale that networks
   * may share, with a bound on its error.
   */
  Ball deviation4TimesN(int multiset) {
    return givenScale.fourth()[multiset];
  }

  private Deviations deviations(int width) {
    return atWidth.apply(atLeastOne(width)).deviations();
  }

  private Optional<Vertices> vertices(int width) {
    return atWidth.apply(atLeastOne(width)).vertices();
  }

  /** ΔG⁽⁶⁾ of one multiset of six points; empty without sixth order. */
  public OptionalDouble deviation6(int width, int multiset) {
    return value(deviations(width).sixth(width, multiset));
  }

  /**
   * A bound on the relative error of every one of ⟨u4⟩, ⟨u6⟩, as sampled and canonically
   * normalised, ⟨m4⟩ and ⟨m6⟩ that is known at width N.
   */
  public double relativeError(int width) {
    return Stream.concat(
            Observable.untrained().stream().map(observable -> known(observable, width)),
            Stream.of(canonical(Observable.U4, width), canonical(Observable.U6, width)))
        .flatMap(Optional::stream)
        .mapToDouble(Ball::relativeError)
        .max()
        .orElse(0);
  }

  private static OptionalDouble value(Optional<Ball> ball) {
    return ball.stream().mapToDouble(Ball::value).findFirst();
  }

  private static int atLeastOne(int width) {
    if (width < 1) {
      throw new IllegalArgumentException("width must be at least 1, was " + width);
    }
    return width;
  }
}
