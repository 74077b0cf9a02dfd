package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;

class NetworkSizeTest {

  /** In the space of the points layers are alike; a weight is 3/8 of a unit's work. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 0, 1, 1",
    "1000000000, 1, 0, 1000000000, 1e9",
    "1000000000, 16, 0, 16000000000, 1.6e10",
    "100, 2, 10000, 200, 3950",
    "8, 4, 192, 32, 104",
  })
  void workCountsUnitsAndWeights(
      int width, int depth, double weights, long hiddenUnits, double work) {
    NetworkSize size = new NetworkSize(width, depth, weights);
    assertThat(size.hiddenUnits()).isEqualTo(hiddenUnits);
    assertThat(size.work()).isEqualTo(work);
  }

  /** Six points: at N = 6 and beyond they take fewer normals a unit than its weights. */
  @ParameterizedTest
  @CsvSource({"5, 3, 50", "6, 3, 0", "7, 1, 0"})
  void shardsKnowTheirs(int width, int depth, double weights) {
    Ensemble ensemble = Ensemble.of(Activation.ERF, 1, 1.5, 0.3).withDepth(depth);
    Shard shard =
        new Shard(
            ensemble,
            width,
            Activation.ERF.defaultPoints(),
            Estimator.CONDITIONAL,
            List.of(2, 4),
            1000);
    assertThat(shard.size()).isEqualTo(new NetworkSize(width, depth, weights));
  }
}
