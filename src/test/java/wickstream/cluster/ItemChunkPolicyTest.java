package wickstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.sampling.Shard;

class ItemChunkPolicyTest {
  private final Throughput throughput = new Throughput();
  private final Shard shard =
      new Shard(
          new Ensemble(Activation.GAUSS, 1, 1, 1, 1, 0.5, OptionalDouble.empty()),
          84,
          InputPoints.ofDimension(1, List.of(List.of(0.1))),
          Estimator.TILTED,
          List.of(4),
          1000);
  private final ItemChunkPolicy chunkPolicy = new ItemChunkPolicy(throughput, shard);

  @Test
  void anItemTakesAboutASecond() {
    throughput.slots(10);
    assertThat(chunkPolicy.bagsTogether(1_000_000)).isEqualTo(2500); // 1e8 ns at 4 ns a unit
    for (int i = 0; i < 30; i++) {
      throughput.took(shard.id(), 100, Duration.ofSeconds(5));
    }
    assertThat(chunkPolicy.bagsTogether(1_000_000)).isEqualTo(20);
  }

  @Test
  void aThousandNodesBringNoMoreItemsThanTwoHundredThreads() {
    throughput.slots(32_000);
    assertThat(chunkPolicy.bagsTogether(1_000_000_000_000L)).isEqualTo(160 * 2500);
  }

  @Test
  void theLastItemsOfAGrantAreSharedOut() {
    throughput.slots(10);
    assertThat(chunkPolicy.bagsTogether(20_000)).isEqualTo(1000);
    assertThat(chunkPolicy.bagsTogether(1000))
        .isEqualTo(250); // no shorter than a tenth of a second
    throughput.took(shard.id(), 1, Duration.ofSeconds(40));
    assertThat(chunkPolicy.bagsTogether(1000)).isEqualTo(1);
  }

  @Test
  void shardsShareTheSlots() {
    throughput.slots(10);
    assertThat(chunkPolicy.rangesInFlight()).isEqualTo(30);
    throughput.wanted("another");
    throughput.wanted("another");
    throughput.wanted("one more");
    throughput.wanted(shard.id());
    assertThat(chunkPolicy.rangesInFlight()).isEqualTo(10);
    throughput.notWanted("another");
    assertThat(chunkPolicy.rangesInFlight()).isEqualTo(10);
    throughput.notWanted("another");
    assertThat(chunkPolicy.rangesInFlight()).isEqualTo(15);
  }

  @Test
  void somethingIsAskedForBeforeAnybodyIsThere() {
    assertThat(chunkPolicy.rangesInFlight()).isEqualTo(2);
    assertThat(chunkPolicy.bagsTogether(20)).isGreaterThanOrEqualTo(20); // all that is left
  }
}
