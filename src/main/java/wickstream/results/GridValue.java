package wickstream.results;

import wickstream.config.FitVariable;
import wickstream.statistics.Estimate;

/**
 * A quantity of one shard, with its place in the grid.
 *
 * @param width N
 * @param sigmaW σ_W
 * @param estimate value and standard error
 * @param isTrusted whether the contributions are tame enough for the error to be believed
 * @param exact the exact value; NaN where it is not known
 */
public record GridValue(
    int width, double sigmaW, Estimate estimate, boolean isTrusted, double exact) {

  static GridValue of(ShardResult shard, String quantity) {
    MeasuredValue value = shard.value(quantity).orElseThrow();
    return new GridValue(
        shard.width(),
        shard.ensemble().sigmaW(),
        new Estimate(value.value(), value.standardError()),
        shard.vouchesFor(quantity),
        value.exact().orElse(Double.NaN));
  }

  /** Its place. */
  double at(FitVariable variable) {
    return variable == FitVariable.WIDTH ? width : sigmaW;
  }

  double value() {
    return estimate.value();
  }

  double standardError() {
    return estimate.standardError();
  }

  /** Whether there is an error that can be believed. */
  boolean isVouched() {
    return isTrusted
        && Double.isFinite(value())
        && Double.isFinite(standardError())
        && standardError() > 0;
  }
}
