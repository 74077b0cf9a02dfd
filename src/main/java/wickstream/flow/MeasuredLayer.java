package wickstream.flow;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.TheoryValue;
import wickstream.statistics.Estimate;

/**
 * What networks that end after some hidden layer were measured to do, beside theory to leading
 * order.
 *
 * @param sigmaW σ_W
 * @param layer the last hidden layer, from 1
 * @param width N
 * @param quantity what was measured
 * @param measured N times it
 * @param predicted the limit of that as N → ∞
 * @param isTrusted whether the shard can vouch for the error
 */
public record MeasuredLayer(
    double sigmaW,
    int layer,
    int width,
    LayerQuantity quantity,
    Estimate measured,
    double predicted,
    boolean isTrusted) {

  /**
   * What shards measured of the layers of a flow: by layer, then by N.
   *
   * @param shards at the points of the flow; those of other ensembles are passed over
   */
  public static List<MeasuredLayer> of(DepthFlow flow, List<ShardResult> shards) {
    return shards.stream()
        .sorted(
            Comparator.<ShardResult>comparingInt(shard -> shard.ensemble().depth())
                .thenComparingInt(ShardResult::width))
        .flatMap(shard -> ofShard(flow, shard))
        .toList();
  }

  private static Stream<MeasuredLayer> ofShard(DepthFlow flow, ShardResult shard) {
    int depth = shard.ensemble().depth();
    return depth <= flow.layers().size()
            && flow.ensemble().withDepth(depth).equals(shard.ensemble())
        ? Stream.of(LayerQuantity.values())
            .flatMap(quantity -> of(flow.layers().get(depth - 1), quantity, shard).stream())
        : Stream.empty();
  }

  private static Optional<MeasuredLayer> of(
      LayerCouplings layer, LayerQuantity quantity, ShardResult shard) {
    return shard
        .value(quantity.measured())
        .filter(MeasuredValue::isKnown)
        .map(
            value ->
                new MeasuredLayer(
                    shard.ensemble().sigmaW(),
                    layer.layer(),
                    shard.width(),
                    quantity,
                    new Estimate(value.value(), value.standardError())
                        .times(shard.width() / quantity.unit(layer)),
                    quantity.predicted(layer),
                    shard.vouchesFor(quantity.measured())));
  }

  /** N (measured/predicted − 1): how large the terms of relative size 1/N are, left out so far. */
  public Estimate remainder() {
    return new TheoryValue(predicted, 1).remainder(width, measured);
  }
}
