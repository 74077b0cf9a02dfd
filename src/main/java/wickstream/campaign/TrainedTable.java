package wickstream.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;
import wickstream.physics.Training;
import wickstream.physics.theory.TrainedTheory;
import wickstream.results.MeasuredValue;
import wickstream.results.TrainedFunction;
import wickstream.results.TrainedTime;
import wickstream.sampling.Measurement;
import wickstream.sampling.TrainedMeasurement;
import wickstream.statistics.ConfidenceSequence;
import wickstream.statistics.Estimate;
import wickstream.statistics.Objection;
import wickstream.statistics.Quantity;
import wickstream.statistics.SampleChecks;
import wickstream.statistics.Totals;

/** The correlation functions of a shard's trained networks, time by time, beside their theory. */
final class TrainedTable {
  private final Measurement measurement;
  private final TrainedMeasurement trained;
  private final Totals totals;
  private final ConfidenceSequence sequence;
  private final SampleChecks.Sample sample;
  private final Optional<TrainedTheory> theory;

  private TrainedTable(ShardPlan plan, Totals totals) {
    this.measurement = plan.measurement();
    this.trained = measurement.trained().orElseThrow();
    this.totals = totals;
    this.sequence = plan.rule().sequence();
    this.sample = plan.rule().checks().sample(totals);
    this.theory = measurement.theory().trained(trained.training());
  }

  /**
   * One entry a time; none if networks are not trained.
   *
   * @param totals of at least one bag
   */
  static List<TrainedTime> times(ShardPlan plan, Totals totals) {
    if (plan.measurement().trained().isEmpty()) {
      return List.of();
    }
    TrainedTable table = new TrainedTable(plan, totals);
    return IntStream.range(0, table.training().times().size()).mapToObj(table::at).toList();
  }

  /**
   * Means alone, at all times unless that takes long, else at one.
   *
   * @param mostWork how many functions of four points the jackknife may compute
   * @param wanted the time that is needed in any case, if there is one
   */
  static List<TrainedTime> means(
      ShardPlan plan, Totals totals, OptionalDouble wanted, long mostWork) {
    if (plan.measurement().trained().isEmpty()) {
      return List.of();
    }
    TrainedTable table = new TrainedTable(plan, totals);
    List<Double> times = table.training().times();
    boolean isCheap = table.work() <= mostWork;
    return IntStream.range(0, times.size())
        .filter(t -> isCheap || wanted.isPresent() && times.get(t) == wanted.getAsDouble())
        .mapToObj(t -> table.at(t, table.means(t), List.of()))
        .toList();
  }

  /** How many functions of four points the jackknife computes of all times, a few times each. */
  private long work() {
    return (long) totals.blocks().size()
        * training().times().size()
        * training().outputs()
        * trained.multisets(Observable.CONNECTED4).size();
  }

  private Training training() {
    return trained.training();
  }

  private TrainedTime at(int time) {
    return at(time, means(time), functions(time));
  }

  private TrainedTime at(
      int time, Map<String, MeasuredValue> means, List<TrainedFunction> functions) {
    return new TrainedTime(training().times().get(time), means, functions);
  }

  private List<TrainedFunction> functions(int time) {
    List<TrainedFunction> functions = new ArrayList<>();
    boolean isKnown = isKnown(time);
    for (int output = 0; output < training().outputs(); output++) {
      int ofOutput = output;
      Map<Observable, double[]> theories =
          theory.map(of -> of.at(time, ofOutput, width())).orElse(Map.of());
      TrainedMeasurement.Functions of = trained.functions(totals, time, output);
      for (Observable observable : Observable.ofTraining()) {
        double[] theory = theories.getOrDefault(observable, new double[0]);
        List<Estimate> estimates = of.of(observable);
        List<Estimate> none = Collections.nCopies(estimates.size(), Estimate.NONE);
        addRows(functions, observable, output, isKnown ? estimates : none, theory);
      }
    }
    return functions;
  }

  private int width() {
    return measurement.shard().width();
  }

  private Map<String, MeasuredValue> means(int time) {
    Map<Observable, Estimate> estimates = isKnown(time) ? trained.means(totals, time) : Map.of();
    Map<String, MeasuredValue> means = new LinkedHashMap<>();
    for (Observable observable : Observable.ofTraining()) {
      Estimate estimate = estimates.getOrDefault(observable, Estimate.NONE);
      OptionalDouble mean =
          theory.map(of -> of.mean(observable, time, width())).orElse(OptionalDouble.empty());
      means.put(observable.label(), value(estimate, mean));
    }
    return means;
  }

  /** Where weights have collapsed any numbers would be those of a few networks. */
  private boolean isKnown(int time) {
    if (!training().isPosterior() || training().times().get(time) == 0) {
      return true;
    }
    Quantity mean = trained.quantity(Observable.MEAN, time);
    return sample
        .diagnose(mean, mean.estimate(totals), Optional.empty())
        .objection()
        .filter(objection -> objection.kind() == Objection.Kind.WEIGHTS_COLLAPSED)
        .isEmpty();
  }

  private void addRows(
      List<TrainedFunction> rows,
      Observable observable,
      int output,
      List<Estimate> estimates,
      double[] theory) {
    Multisets multisets = trained.multisets(observable);
    for (int k = 0; k < estimates.size(); k++) {
      OptionalDouble leading =
          theory.length > 0 && !Double.isNaN(theory[k])
              ? OptionalDouble.of(theory[k])
              : OptionalDouble.empty();
      rows.add(
          new TrainedFunction(
              observable.label(),
              output,
              Arrays.stream(multisets.indices(k)).boxed().toList(),
              value(estimates.get(k), leading)));
    }
  }

  private MeasuredValue value(Estimate estimate, OptionalDouble theory) {
    MeasuredValue value =
        MeasuredValue.of(estimate, sequence, totals.networks(), OptionalDouble.empty());
    return training().isOfAllLayers() ? value.withLimit(theory) : value.withTheory(theory);
  }
}
