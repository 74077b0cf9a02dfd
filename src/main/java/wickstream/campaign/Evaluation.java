package wickstream.campaign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;
import wickstream.physics.Training;
import wickstream.physics.exact.Theory;
import wickstream.physics.quadrature.CouplingIntegrals;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.Vertex;
import wickstream.results.VertexFits;
import wickstream.sampling.Measurement;
import wickstream.sampling.Shard;
import wickstream.sampling.TrainedMeasurement;
import wickstream.statistics.BlockSample;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.ConfidenceSequence;
import wickstream.statistics.Estimate;
import wickstream.statistics.Exact;
import wickstream.statistics.HomogeneityTest;
import wickstream.statistics.Quantity;
import wickstream.statistics.SampleChecks;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;

/**
 * Turns the totals of a shard into its result: every number with its error, its interval and, where
 * there is one, its exact value and that to leading order in 1/N.
 */
final class Evaluation {
  private final ShardPlan plan;
  private final Measurement measurement;
  private final Shard shard;
  private final Totals totals;
  private final ConfidenceSequence sequence;

  Evaluation(ShardPlan plan, Totals totals) {
    this.plan = plan;
    this.measurement = plan.measurement();
    this.shard = measurement.shard();
    this.totals = totals;
    this.sequence = plan.rule().sequence();
  }

  /**
   * The result of a shard that has ended, with as many values as can be had.
   *
   * @param plan empty if it had not been planned
   */
  static ShardResult resultOf(
      Shard shard, Optional<ShardPlan> plan, Totals totals, Verdict verdict) {
    try {
      return plan.map(known -> new Evaluation(known, totals).result(verdict))
          .orElseGet(() -> withoutValues(shard, totals, verdict));
    } catch (RuntimeException e) {
      return withoutValues(shard, totals, failed(e));
    }
  }

  /** The verdict on a shard of which something could not be computed. */
  static Verdict failed(Throwable cause) {
    Throwable root = Causes.root(cause);
    String what = Causes.isMistake(root) ? root.getMessage() : root.toString();
    return new Verdict.Failed("could not be computed: " + what);
  }

  /** What is known of a shard that has not been evaluated. */
  static ShardResult withoutValues(Shard shard, Totals totals, Verdict verdict) {
    return new ShardResult(
        totals.shard(),
        shard.ensemble(),
        shard.width(),
        shard.estimator(),
        verdict,
        totals.bags(),
        totals.networks(),
        TailDiagnosis.UNKNOWN,
        Double.NaN,
        totals.bags() == 0 ? 0 : Double.NaN,
        Map.of(),
        Map.of(),
        List.of());
  }

  /** The result; takes some tens of milliseconds. */
  ShardResult result(Verdict verdict) {
    boolean measured = totals.bags() > 0;
    Optional<CentralMoments> weights =
        measured ? measurement.weights(totals.sums()) : Optional.empty();
    return new ShardResult(
        shard.id(),
        shard.ensemble(),
        shard.width(),
        shard.estimator(),
        verdict,
        totals.bags(),
        totals.networks(),
        measured ? plan.rule().assess(totals).tail() : TailDiagnosis.UNKNOWN,
        weights.map(CentralMoments::mean).orElse(Double.NaN),
        measured ? measurement.effectiveSampleSize(totals.sums()) : totals.networks(),
        couplings(),
        deviations(),
        measured ? new GreenTable(measurement, totals).rows() : List.of(),
        connected(),
        measured ? tails() : Map.of(),
        measured ? homogeneityTest() : Map.of(),
        measured ? TrainedTable.times(plan, totals) : List.of(),
        measured ? vertex() : Optional.empty());
  }

  private Map<String, MeasuredValue> couplings() {
    Map<String, MeasuredValue> values = new LinkedHashMap<>();
    OptionalDouble z0 =
        measurement.theory().integrals().map(CouplingIntegrals::z0).orElse(OptionalDouble.empty());
    put(values, Observable.U4, "u4", 1);
    z0.ifPresent(z -> put(values, Observable.U4, "u4Canonical", 1 / (z * z)));
    put(values, Observable.U6, "u6", 1);
    z0.ifPresent(z -> put(values, Observable.U6, "u6Canonical", 1 / (z * z * z)));
    measurement.meanMixedU4().ifPresent(mixed -> putMixed(values, mixed));
    return values;
  }

  private void put(
      Map<String, MeasuredValue> values, Observable observable, String name, double unit) {
    if (!measurement.theory().observables().contains(observable)) {
      return;
    }
    Theory theory = measurement.theory();
    Estimate estimate =
        totals.bags() > 0 ? measurement.quantity(observable).estimate(totals) : Estimate.NONE;
    values.put(
        name,
        value(estimate.times(unit), times(theory.exact(observable, shard.width()), unit))
            .withTheory(times(theory.leading(observable, shard.width()), unit)));
  }

  private static OptionalDouble times(OptionalDouble number, double unit) {
    return number.isPresent() ? OptionalDouble.of(number.getAsDouble() * unit) : number;
  }

  private void putMixed(Map<String, MeasuredValue> values, Quantity mixed) {
    Estimate estimate = totals.bags() > 0 ? mixed.estimate(totals) : Estimate.NONE;
    Theory theory = measurement.theory();
    values.put(
        "u4Mixed",
        value(estimate, theory.exact(Observable.U4, shard.width()))
            .withTheory(theory.leading(Observable.U4, shard.width())));
  }

  private MeasuredValue value(Estimate estimate, OptionalDouble exact) {
    return MeasuredValue.of(estimate, sequence, Math.max(1, totals.networks()), exact);
  }

  private Map<String, MeasuredValue> deviations() {
    Map<String, MeasuredValue> values = new LinkedHashMap<>();
    OptionalDouble exact = exactM2();
    measurement
        .meanPairDeviation()
        .ifPresent(
            m2 ->
                values.put(
                    "m2",
                    value(totals.bags() > 0 ? m2.estimate(totals) : Estimate.NONE, exact)
                        .withTheory(measurement.theory().leadingM2(shard.width()))));
    put(values, Observable.M4, "m4", 1);
    put(values, Observable.M6, "m6", 1);
    return values;
  }

  /** 0 where G⁽²⁾ = K at every N. */
  private OptionalDouble exactM2() {
    return measurement.theory().hasExactKernel() ? OptionalDouble.of(0) : OptionalDouble.empty();
  }

  /** Means of the connected functions: G_c⁽⁴⁾ = ΔG⁽⁴⁾, and G_c⁽⁶⁾. */
  private Map<String, MeasuredValue> connected() {
    Map<String, MeasuredValue> values = new LinkedHashMap<>();
    putConnected(values, 4, measurement.theory().leadingConnected4(shard.width()));
    putConnected(values, 6, OptionalDouble.empty());
    return values;
  }

  private void putConnected(Map<String, MeasuredValue> values, int order, OptionalDouble theory) {
    OptionalDouble exact = measurement.theory().exactConnected(order, shard.width());
    measurement
        .meanConnected(order)
        .ifPresent(
            mean ->
                values.put(
                    "connected" + order,
                    value(totals.bags() > 0 ? mean.estimate(totals) : Estimate.NONE, exact)
                        .withTheory(theory)));
  }

  /** What vouches for the error of each value. */
  private Map<String, TailDiagnosis> tails() {
    Map<String, TailDiagnosis> tails = new LinkedHashMap<>();
    SampleChecks.Sample sample = plan.rule().checks().sample(totals);
    BiFunction<Quantity, Optional<Exact>, TailDiagnosis> diagnose =
        (quantity, exact) -> sample.diagnose(quantity, quantity.estimate(totals), exact);
    for (Observable observable : measurement.theory().observables()) {
      tails.put(
          observable.label(), diagnose.apply(measurement.quantity(observable), exact(observable)));
    }
    for (int order : List.of(4, 6)) {
      measurement
          .meanConnected(order)
          .ifPresent(
              mean -> tails.put("connected" + order, diagnose.apply(mean, exactConnected(order))));
    }
    Optional<Exact> zero = exactM2().stream().mapToObj(m2 -> new Exact(m2, 0)).findFirst();
    measurement.meanPairDeviation().ifPresent(m2 -> tails.put("m2", diagnose.apply(m2, zero)));
    measurement
        .meanMixedU4()
        .ifPresent(u4 -> tails.put("u4Mixed", diagnose.apply(u4, exact(Observable.U4))));
    measurement.trained().ifPresent(trained -> putTrained(tails, trained, sample));
    return tails;
  }

  private void putTrained(
      Map<String, TailDiagnosis> tails, TrainedMeasurement trained, SampleChecks.Sample sample) {
    List<Double> times = trained.training().times();
    for (int t = 0; t < times.size(); t++) {
      for (Observable observable : Observable.ofTraining()) {
        Quantity quantity = trained.quantity(observable, t);
        if (!quantity.series().isEmpty()) {
          TailDiagnosis tail =
              sample.diagnose(quantity, quantity.estimate(totals), Optional.empty());
          tails.put(Training.nameAt(observable.label(), times.get(t)), tail);
        }
      }
    }
  }

  private Optional<Exact> exact(Observable observable) {
    return Wanted.exact(measurement, observable);
  }

  private Optional<Exact> exactConnected(int order) {
    return Wanted.exactConnected(measurement, order);
  }

  /**
   * Whether u4 is the same for every multiset of points; for one hidden layer, where u4 is linear
   * in the averages.
   */
  private Map<String, HomogeneityTest> homogeneityTest() {
    Multisets multisets = measurement.multisets(4);
    if (shard.ensemble().depth() > 1
        || !measurement.theory().observables().contains(Observable.U4)
        || multisets.size() < 2) {
      return Map.of();
    }
    double[] exact =
        measurement.theory().exact(Observable.U4, shard.width()).isPresent()
            ? measurement.theory().exact().orElseThrow().eachU4(shard.width())
            : new double[0];
    return Map.of(
        "u4",
        HomogeneityTest.of(
            totals, measurement::couplings4, shard.points().leadingDirections(multisets), exact));
  }

  /** What the vertex is; where u4 is defined, at two points or more, from two blocks or more. */
  private Optional<Vertex> vertex() {
    return measurement
        .theory()
        .vertexTerms()
        .flatMap(terms -> VertexFits.at(shard.points(), terms))
        .flatMap(this::vertex);
  }

  private Optional<Vertex> vertex(VertexFits fits) {
    BlockSample measured = BlockSample.of(totals, measurement::connected4);
    VertexFits.Known known =
        new VertexFits.Known(
            measurement.theory().eachExactConnected4(shard.width()),
            measurement.theory().eachLeadingConnected4(shard.width()));
    return measured.size() < 2
        ? Optional.empty()
        : Optional.of(fits.measured(measured, known, this::value, isConnected4Trusted()));
  }

  private boolean isConnected4Trusted() {
    Quantity mean = measurement.meanConnected(4).orElseThrow();
    return !plan.rule()
        .checks()
        .sample(totals)
        .diagnose(mean, mean.estimate(totals), exactConnected(4))
        .isHeavy();
  }
}
