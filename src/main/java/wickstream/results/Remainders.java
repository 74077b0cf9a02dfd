package wickstream.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.physics.Observable;
import wickstream.physics.Training;
import wickstream.statistics.Estimate;

/**
 * What the shards of a campaign say of the remainder of theory, for each quantity at each σ_W. The
 * canonical couplings are left out, whose ratios to theory are those of u4 and u6, and so is the
 * pooled estimator where it assumes the powers of N.
 */
final class Remainders {
  /** What G_c⁽⁴⁾ of one hidden layer determines, which goes as 1/N exactly. */
  private static final Set<String> EXACT_OF_ONE_LAYER = Set.of("u4", "u4Mixed", "m4", "connected4");

  private Remainders() {}

  static List<Remainder> of(List<ShardResult> shards) {
    Map<Double, List<ShardResult>> lines = new LinkedHashMap<>();
    for (ShardResult shard : shards) {
      lines.computeIfAbsent(shard.ensemble().sigmaW(), s -> new ArrayList<>()).add(shard);
    }
    return lines.values().stream().flatMap(Remainders::ofLine).toList();
  }

  private static Stream<Remainder> ofLine(List<ShardResult> line) {
    return line.stream()
        .flatMap(Remainders::quantities)
        .distinct()
        .flatMap(quantity -> ofQuantity(line, quantity));
  }

  private static Stream<String> quantities(ShardResult shard) {
    return Stream.concat(
        Stream.of(shard.couplings(), shard.deviations(), shard.connected())
            .flatMap(values -> values.keySet().stream())
            .filter(quantity -> !quantity.endsWith("Canonical")),
        shard.trained().stream().filter(at -> at.time() > 0).flatMap(Remainders::ofOrderOne));
  }

  /** Mean and covariance of trained networks have a limit for N → ∞, and so no such remainder. */
  private static Stream<String> ofOrderOne(TrainedTime at) {
    return Stream.of(Observable.CONNECTED3, Observable.CONNECTED4, Observable.KURTOSIS)
        .map(observable -> Training.nameAt(observable.label(), at.time()));
  }

  private static Stream<Remainder> ofQuantity(List<ShardResult> line, String quantity) {
    List<ShardResult> usable = line.stream().filter(shard -> isUsable(shard, quantity)).toList();
    return usable.isEmpty() ? Stream.empty() : Stream.of(remainder(usable, quantity));
  }

  private static boolean isUsable(ShardResult shard, String quantity) {
    return !shard.estimator().assumesPowersOfWidth(shard.ensemble().depth())
        && shard.vouchesFor(quantity)
        && shard
            .value(quantity)
            .filter(MeasuredValue::isKnown)
            .flatMap(MeasuredValue::theory)
            .filter(theory -> theory.value() != 0)
            .isPresent();
  }

  private static Remainder remainder(List<ShardResult> shards, String quantity) {
    List<Estimate> each = shards.stream().map(shard -> ofShard(shard, quantity)).toList();
    RemainderFit fit = new RemainderFit(each);
    boolean isExact =
        shards.get(0).ensemble().depth() == 1 && EXACT_OF_ONE_LAYER.contains(quantity);
    return new Remainder(
        quantity,
        shards.get(0).ensemble().sigmaW(),
        fit.coefficient().value(),
        fit.coefficient().standardError(),
        fit.chiSquare(),
        fit.degreesOfFreedom(),
        shards.size(),
        isExact ? OptionalDouble.of(0) : OptionalDouble.empty(),
        IntStream.range(0, shards.size())
            .mapToObj(
                i ->
                    new Remainder.OfShard(
                        shards.get(i).id(),
                        shards.get(i).width(),
                        each.get(i).value(),
                        each.get(i).standardError(),
                        fit.pull(i)))
            .toList());
  }

  private static Estimate ofShard(ShardResult shard, String quantity) {
    MeasuredValue value = shard.value(quantity).orElseThrow();
    return RemainderFit.ofWidth(shard.width(), value, value.theory().orElseThrow());
  }
}
