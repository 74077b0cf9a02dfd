package wickstream.campaign;

import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.physics.Observable;
import wickstream.results.MeasuredValue;
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
 */
public record LastJudgement(
    Assessment assessment,
    MeasuredValue target,
    Optional<MeasuredValue> u4,
    double effectiveSampleSize) {

  /** What totals of at least one bag tell, assessed already. */
  static LastJudgement of(ShardPlan plan, Totals totals, Assessment assessment) {
    Measurement measurement = plan.measurement();
    OptionalDouble theory =
        measurement.theory().leading(plan.target(), measurement.shard().width());
    OptionalDouble exact = plan.rule().exact().stream().mapToDouble(Exact::value).findFirst();
    return new LastJudgement(
        assessment,
        value(plan, assessment.estimate(), totals, exact).withTheory(theory),
        u4(plan, totals),
        measurement.effectiveSampleSize(totals.sums()));
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
