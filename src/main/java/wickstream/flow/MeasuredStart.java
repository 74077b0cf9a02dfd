package wickstream.flow;

import java.util.Optional;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.Estimate;

/**
 * Where a passive flow starts that was measured.
 *
 * @param shard identity of the shard, 16 hexadecimal digits
 * @param width N
 * @param dIn dimension of the inputs
 * @param sigmaW σ_W at k = 0
 * @param u4 quartic coupling at k = 0, with its standard error
 * @param u6 sextic coupling at k = 0, likewise
 * @param isTrusted whether the contributions to the shard's target are tame enough for its errors
 */
public record MeasuredStart(
    String shard, int width, int dIn, double sigmaW, Estimate u4, Estimate u6, boolean isTrusted) {

  /**
   * The start that a shard measured; empty if it has not measured these couplings with their
   * errors, and for an exponential kernel, whose mass is not 2σ_W²/d.
   *
   * @param u6 what to take for u6 instead of what was measured, exactly
   */
  public static Optional<MeasuredStart> of(
      ShardResult shard, StartingCouplings start, Optional<Double> u6) {
    int dIn = shard.ensemble().dIn();
    Optional<Estimate> sextic =
        u6.map(given -> new Estimate(given, 0))
            .or(() -> measured(shard, start.u6()).map(u -> u.times(start.u6Factor(dIn))));
    return measured(shard, start.u4())
        .map(u -> u.times(start.u4Factor(dIn)))
        .filter(u -> sextic.isPresent() && !shard.ensemble().hasExponentialKernel())
        .map(
            quartic ->
                new MeasuredStart(
                    shard.id(),
                    shard.width(),
                    dIn,
                    shard.ensemble().sigmaW(),
                    quartic,
                    sextic.get(),
                    shard.vouchesFor(start.u4())
                        && (u6.isPresent() || shard.vouchesFor(start.u6()))));
  }

  private static Optional<Estimate> measured(ShardResult shard, String coupling) {
    return Optional.ofNullable(shard.couplings().get(coupling))
        .filter(MeasuredValue::isKnown)
        .map(MeasuredStart::estimate);
  }

  private static Estimate estimate(MeasuredValue value) {
    return new Estimate(value.value(), value.standardError());
  }

  /** The flow from the measured values themselves. */
  public PassiveFlow flow() {
    return flow(0, 0);
  }

  /** The flow from couplings that are off by so many of their errors. */
  PassiveFlow flow(double errorsOfU4, double errorsOfU6) {
    return new PassiveFlow(
        dIn,
        sigmaW,
        u4.value() + errorsOfU4 * u4.standardError(),
        u6.value() + errorsOfU6 * u6.standardError());
  }
}
