package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.sampling.Shard;

class LocalChunkPolicyTest {

  /** On two threads: 4 bags at least, 256 at most, and between them 4 million units' work. */
  @ParameterizedTest
  @CsvSource({
    "1000, 1000, 4, 1",
    "1000, 100, 34, 4",
    "1000, 2, 222, 27",
    "1, 1, 256, 32",
    "1000000000, 100, 4, 1"
  })
  void smallBagsAreManyAndHandedOnTogether(int bagSize, int width, int inFlight, int together) {
    Shard shard =
        new Shard(
            Ensemble.of(Activation.GAUSS, 1, 1, 0),
            width,
            Activation.GAUSS.defaultPoints(),
            Estimator.CONDITIONAL,
            List.of(4),
            bagSize);
    assertThat(LocalChunkPolicy.forThreads(2, shard))
        .isEqualTo(new LocalChunkPolicy(inFlight, together));
  }

  /** A further layer has 100 units more, and 3/8 of one for each of six normals a unit. */
  @ParameterizedTest
  @CsvSource({"1, 34, 4", "2, 9, 1"})
  void deeperNetworksAreMoreWork(int depth, int inFlight, int together) {
    Shard shard =
        new Shard(
            Ensemble.of(Activation.ERF, 1, 1, 0).withDepth(depth),
            100,
            Activation.ERF.defaultPoints(),
            Estimator.CONDITIONAL,
            List.of(2, 4),
            1000);
    assertThat(LocalChunkPolicy.forThreads(2, shard))
        .isEqualTo(new LocalChunkPolicy(inFlight, together));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-1, 2", "2, 3"})
  void thereIsAtLeastOneBagInARangeAndOneRange(int inFlight, int together) {
    assertThatThrownBy(() -> new LocalChunkPolicy(inFlight, together))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "bags in flight must be at least 1, and so many together, were %d and %d",
            inFlight, together);
  }
}
