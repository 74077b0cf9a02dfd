package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.physics.exact.Theory;
import wickstream.statistics.Bag;

/**
 * The kernel of this machine against the scalar reference, bit for bit. Without the vector module
 * there is only the reference, which must then say so.
 */
@Tag("bits")
class ComputeBackendBitsTest {
  private static final ComputeBackend SCALAR = ComputeBackend.choose(Optional.of("scalar"));
  private static final ComputeBackend AUTOMATIC = ComputeBackend.choose(Optional.of("auto"));

  static Stream<Shard> shards() {
    return Stream.of(
            RandomShards.some(200),
            RandomShards.withSeveralOutputs(60),
            RandomShards.wide(60),
            RandomShards.flat(),
            RandomShards.deep(60),
            RandomShards.deepWithSeveralOutputs(30),
            RandomShards.trained(60),
            RandomShards.ofOtherWeights(60),
            RandomShards.pooled(60, 3, 7, 40, 104, 105, 130),
            RandomShards.deepAndPooled(60, 3, 7, 40, 104, 105, 130))
        .flatMap(shards -> shards);
  }

  @ParameterizedTest
  @MethodSource("shards")
  void sameBitsAsTheReference(Shard shard) {
    Measurement measurement =
        new Measurement(shard, Theory.of(shard.ensemble(), shard.points(), shard.orders()));
    Bag expected = new BagSampler(measurement, SCALAR, 7).measure(3);
    Bag bag = new BagSampler(measurement, AUTOMATIC, 7).measure(3);
    assertThat(bag.sums()).isEqualTo(expected.sums());
    for (int s = 0; s < expected.contributions().size(); s++) {
      assertThat(bag.contributions().get(s)).containsExactly(expected.contributions().get(s));
    }
  }

  @Test
  void saysWhichItIsAndWhy() {
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertThat(AUTOMATIC.describe())
        .matches(
            vectors
                ? "vector \\((128|256|512) bits\\)"
                : "scalar \\(the module jdk\\.incubator\\.vector is absent\\)");
  }
}
