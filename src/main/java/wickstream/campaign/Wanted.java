package wickstream.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.config.PowerGoal;
import wickstream.config.StopCondition;
import wickstream.physics.Observable;
import wickstream.physics.PowerLaw;
import wickstream.physics.exact.ExactCouplings;
import wickstream.physics.exact.Theory;
import wickstream.physics.quadrature.CouplingIntegrals;
import wickstream.results.MeasuredValue;
import wickstream.sampling.Measurement;
import wickstream.sampling.TrainedMeasurement;
import wickstream.statistics.Exact;
import wickstream.statistics.Quantity;

/**
 * A quantity that a shard is asked for.
 *
 * @param name in results
 * @param quantity how it follows from the totals
 * @param exact its exact value, where the oracle has it
 * @param leading its value to leading order in 1/N, where there is one, of networks as they are
 *     drawn
 */
record Wanted(String name, Quantity quantity, Optional<Exact> exact, OptionalDouble leading) {
  /** The names of all couplings and deviations that have a relative error of their own. */
  static final List<String> ALL = List.of("u4", "u6", "u4Mixed", "m2", "m4", "m6");

  /** A value to order 1/N that is smaller is one of rounding. */
  private static final double ZERO = 1e-12;

  /** What is asked for, or what progress is shown by. */
  static Wanted of(Measurement measurement, StopCondition stop) {
    if (stop.atTime().isPresent()) {
      TrainedMeasurement trained = measurement.trained().orElseThrow();
      int time = trained.training().times().indexOf(stop.atTime().getAsDouble());
      return new Wanted(
          stop.quantity(),
          trained.quantity(stop.observable(), time),
          exact(measurement, stop.observable()),
          OptionalDouble.empty());
    }
    return stop.goal()
        .power()
        .map(power -> of(measurement, power))
        .orElseGet(() -> of(measurement, stop.observable()));
  }

  private static Wanted of(Measurement measurement, Observable observable) {
    return new Wanted(
        observable.label(),
        measurement.quantity(observable),
        exact(measurement, observable),
        measurement.theory().leading(observable, measurement.shard().width()));
  }

  private static Wanted of(Measurement measurement, PowerGoal power) {
    PowerLaw law = power.law();
    if (law.isConnected()) {
      int order = law == PowerLaw.CONNECTED4 ? 4 : 6;
      return new Wanted(
          law.quantity(),
          measurement.meanConnected(order).orElseThrow(),
          exactConnected(measurement, order),
          order == 4
              ? measurement.theory().leadingConnected4(measurement.shard().width())
              : OptionalDouble.empty());
    }
    Wanted plain = of(measurement, power.observable());
    return law.isCanonical() ? plain.times(law.quantity(), canonical(measurement, law)) : plain;
  }

  private static double canonical(Measurement measurement, PowerLaw law) {
    double z =
        measurement.theory().integrals().map(CouplingIntegrals::z0).orElseThrow().orElseThrow();
    return law == PowerLaw.U4_CANONICAL ? 1 / (z * z) : 1 / (z * z * z);
  }

  private Wanted times(String other, double unit) {
    return new Wanted(
        other,
        new Quantity.Scaled(quantity, unit),
        exact.map(known -> new Exact(known.value() * unit, known.error() * unit)),
        leading.isPresent() ? OptionalDouble.of(leading.getAsDouble() * unit) : leading);
  }

  /**
   * Every coupling and deviation that is measured, the one first that progress is shown by. Those
   * that are exactly 0 are left out, as they have no relative error; canonical couplings, as they
   * have that of the others.
   */
  static List<Wanted> all(Measurement measurement, StopCondition stop) {
    List<Wanted> all = new ArrayList<>();
    all.add(of(measurement, stop));
    measurement.theory().observables().stream()
        .filter(observable -> observable != stop.observable())
        .map(observable -> of(measurement, observable))
        .forEach(all::add);
    measurement
        .meanMixedU4()
        .map(
            u4 ->
                new Wanted(
                    "u4Mixed", u4, exact(measurement, Observable.U4), OptionalDouble.empty()))
        .ifPresent(all::add);
    measurement
        .meanPairDeviation()
        .filter(m2 -> !isZero(measurement))
        .map(m2 -> new Wanted("m2", m2, Optional.empty(), OptionalDouble.empty()))
        .ifPresent(all::add);
    return all.stream().filter(wanted -> !wanted.isExactlyZero()).toList();
  }

  /** Whether G⁽²⁾ = K, or to order 1/N at least. */
  private static boolean isZero(Measurement measurement) {
    Theory theory = measurement.theory();
    return theory.leadingM2(measurement.shard().width()).stream()
        .anyMatch(m2 -> Math.abs(m2) < ZERO);
  }

  /** Whether a result of this name is one of those that have no relative error. */
  static boolean isZero(String name, MeasuredValue value) {
    return value.exact().isPresent() && value.exact().getAsDouble() == 0
        || name.equals("m2")
            && value.theory().filter(theory -> Math.abs(theory.value()) < ZERO).isPresent();
  }

  private boolean isExactlyZero() {
    return exact.filter(known -> Math.abs(known.value()) <= known.error()).isPresent();
  }

  /** The exact value of an observable, where the oracle has it. */
  static Optional<Exact> exact(Measurement measurement, Observable observable) {
    int width = measurement.shard().width();
    Theory theory = measurement.theory();
    return theory.exact(observable, width).stream()
        .mapToObj(value -> new Exact(value, theory.exactError(observable, width).orElseThrow()))
        .findFirst();
  }

  /** That of a mean connected function. */
  static Optional<Exact> exactConnected(Measurement measurement, int order) {
    int width = measurement.shard().width();
    Optional<ExactCouplings> exact = measurement.theory().exact();
    return measurement.theory().exactConnected(order, width).stream()
        .mapToObj(
            value ->
                new Exact(value, exact.orElseThrow().connectedError(order, width).orElseThrow()))
        .findFirst();
  }
}
