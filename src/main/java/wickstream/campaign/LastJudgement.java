package wickstream.campaign;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.physics.Observable;
import wickstream.results.MeasuredValue;
import wickstream.results.TheoryValue;
import wickstream.results.TrainedTime;
import wickstream.sampling.Measurement;
import wickstream.statistics.Assessment;
import wickstream.statistics.Estimate;
import wickstream.statistics.Exact;
import wickstream.statistics.Totals;

/**
 * What was known of a shard when it was last judged.
 *
 * @param assessment of the target
 * @param target the target's value with its interval
 * @param u4 the quartic coupling, where it is defined
 * @param effectiveSampleSize of the weights; the number of networks for unweighted estimators
 * @param trained the means of functions of trained networks, time by time and without the functions
 *     themselves; of a shard that goes on perhaps only at the time that the target is about, as the
 *     others can take long; none if networks are not trained
 */
public record LastJudgement(
    Assessment assessment,
    MeasuredValue target,
    Optional<MeasuredValue> u4,
    double effectiveSampleSize,
    List<TrainedTime> trained) {

  /** So many functions of four points at all times, in all blocks, take two seconds. */
  private static final long MOST_WORK = 8_000_000;

  public LastJudgement {
    trained = List.copyOf(trained);
  }

  /** Of networks that are not trained. */
  public LastJudgement(
      Assessment assessment,
      MeasuredValue target,
      Optional<MeasuredValue> u4,
      double effectiveSampleSize) {
    this(assessment, target, u4, effectiveSampleSize, List.of());
  }

  /** What totals of at least one bag tell, assessed already. */
  static LastJudgement of(ShardPlan plan, Totals totals, Assessment assessment) {
    return of(plan, totals, assessment, MOST_WORK);
  }

  static LastJudgement of(ShardPlan plan, Totals totals, Assessment assessment, long mostWork) {
    Measurement measurement = plan.measurement();
    List<TrainedTime> trained = TrainedTable.means(plan, totals, plan.stop().atTime(), mostWork);
    OptionalDouble exact = plan.rule().exact().stream().mapToDouble(Exact::value).findFirst();
    return new LastJudgement(
        assessment,
        value(plan, assessment.estimate(), totals, exact).withTheory(theory(plan, trained)),
        u4(plan, totals),
        measurement.effectiveSampleSize(totals.sums()),
        trained);
  }

  /** The same with what all shards together say of the target. */
  LastJudgement with(Assessment other) {
    return new LastJudgement(other, target, u4, effectiveSampleSize, trained);
  }

  /** The same with what trained networks are found to be in the end. */
  LastJudgement withTrained(List<TrainedTime> result) {
    return new LastJudgement(
        assessment,
        target,
        u4,
        effectiveSampleSize,
        result.stream().map(TrainedTime::meansAlone).toList());
  }

  private static OptionalDouble theory(ShardPlan plan, List<TrainedTime> trained) {
    Observable observable = plan.stop().observable();
    OptionalDouble atTime = plan.stop().atTime();
    return atTime.isEmpty()
        ? Wanted.of(plan.measurement(), plan.stop()).leading()
        : trained.stream()
            .filter(at -> at.time() == atTime.getAsDouble())
            .flatMap(at -> at.means().get(observable.label()).theory().stream())
            .mapToDouble(TheoryValue::value)
            .findFirst();
  }

  private static Optional<MeasuredValue> u4(ShardPlan plan, Totals totals) {
    Measurement measurement = plan.measurement();
    if (!measurement.theory().observables().contains(Observable.U4)) {
      return Optional.empty();
    }
    int width = measurement.shard().width();
    return Optional.of(
        value(
                plan,
                measurement.quantity(Observable.U4).estimate(totals),
                totals,
                measurement.theory().exact(Observable.U4, width))
            .withTheory(measurement.theory().leading(Observable.U4, width)));
  }

  private static MeasuredValue value(
      ShardPlan plan, Estimate estimate, Totals totals, OptionalDouble exact) {
    return MeasuredValue.of(estimate, plan.rule().sequence(), totals.networks(), exact);
  }
}
