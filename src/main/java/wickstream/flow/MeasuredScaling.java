package wickstream.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.physics.PowerLaw;
import wickstream.physics.ScalingIdentity;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.Estimate;

/**
 * The {@link ScalingIdentity} of a measured value: networks at σ_W and points x beside others,
 * drawn independently, at σ_W = 1 and points σ_W x.
 *
 * @param quantity what was measured
 * @param value at σ_W and x
 * @param scaled what the identity makes of the value at 1 and σ_W x
 */
public record MeasuredScaling(PowerLaw quantity, Estimate value, Estimate scaled) {
  /** A larger distance is no chance: of normal numbers one in 16 000 is as large. */
  public static final double LARGEST_PULL = 4;

  /** Canonical couplings are the same data. */
  private static final List<PowerLaw> QUANTITIES =
      List.of(
          PowerLaw.U4,
          PowerLaw.U6,
          PowerLaw.CONNECTED4,
          PowerLaw.CONNECTED6,
          PowerLaw.M4,
          PowerLaw.M6);

  /** One comparison of each quantity that both shards measured and vouch for. */
  public static List<MeasuredScaling> of(
      ScalingIdentity identity, ShardResult shard, ShardResult atOne) {
    List<MeasuredScaling> comparisons = new ArrayList<>();
    for (PowerLaw quantity : QUANTITIES) {
      Optional<Estimate> value = measured(shard, quantity);
      Optional<Estimate> one = measured(atOne, quantity);
      OptionalDouble factor = identity.factor(quantity);
      if (value.isPresent() && one.isPresent() && factor.isPresent()) {
        Estimate scaled = one.get().times(factor.getAsDouble());
        comparisons.add(new MeasuredScaling(quantity, value.get(), scaled));
      }
    }
    return comparisons;
  }

  private static Optional<Estimate> measured(ShardResult shard, PowerLaw quantity) {
    return shard
        .value(quantity.quantity())
        .filter(value -> shard.vouchesFor(quantity.quantity()))
        .filter(MeasuredValue::isKnown)
        .map(value -> new Estimate(value.value(), value.standardError()));
  }

  /** (value − scaled)/error of the difference. */
  public double pull() {
    return (value.value() - scaled.value())
        / Math.hypot(value.standardError(), scaled.standardError());
  }

  /** Whether the two agree within their errors. */
  public boolean holds() {
    return Math.abs(pull()) <= LARGEST_PULL;
  }
}
