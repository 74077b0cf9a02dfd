package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;

class NetworkSizeTest {

  /** Of depth 2, N = 100: 200 units, and 3/8 of a unit's work for each of 10 000 weights. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "100, 1, 100, 100",
    "1000000000, 1, 1000000000, 1e9",
    "100, 2, 200, 3950",
    "8, 4, 32, 104",
    "1000000000, 16, 16000000000, 5.625000016e18"
  })
  void furtherLayersTakeAWeightForEveryPairOfUnits(
      int width, int depth, long hiddenUnits, double work) {
    NetworkSize size = new NetworkSize(width, depth);
    assertThat(size.hiddenUnits()).isEqualTo(hiddenUnits);
    assertThat(size.work()).isEqualTo(work);
  }

  @Test
  void shardsKnowTheirs() {
    Ensemble ensemble = Ensemble.of(Activation.ERF, 1, 1.5, 0.3).withDepth(3);
    Shard shard =
        new Shard(
            ensemble,
            7,
            Activation.ERF.defaultPoints(),
            Estimator.CONDITIONAL,
            List.of(2, 4),
            1000);
    assertThat(shard.size()).isEqualTo(new NetworkSize(7, 3));
  }
}
