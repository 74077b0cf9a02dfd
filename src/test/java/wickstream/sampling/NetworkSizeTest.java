package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;

class NetworkSizeTest {

  /** A normal is 3/8 of a unit's work. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 0, 1, 1",
    "1000000000, 1, 0, 1000000000, 1e9",
    "1000000000, 16, 0, 16000000000, 1.6e10",
    "100, 2, 10000, 200, 3950",
    "8, 4, 192, 32, 104",
  })
  void workCountsUnitsAndNormals(
      int width, int depth, double normals, long hiddenUnits, double work) {
    NetworkSize size = new NetworkSize(width, depth, normals);
    assertThat(size.hiddenUnits()).isEqualTo(hiddenUnits);
    assertThat(size.work()).isEqualTo(work);
  }

  /** Of six points: from N = 6 on a unit takes six normals, and no more. */
  @ParameterizedTest
  @CsvSource({"5, 3, 50", "6, 3, 72", "100, 3, 1200", "7, 1, 0"})
  void shardsKnowTheirs(int width, int depth, double normals) {
    Ensemble ensemble = Ensemble.of(Activation.ERF, 1, 1.5, 0.3).withDepth(depth);
    Shard shard =
        new Shard(
            ensemble,
            width,
            Activation.ERF.defaultPoints(),
            Estimator.CONDITIONAL,
            List.of(2, 4),
            1000);
    assertThat(shard.size()).isEqualTo(new NetworkSize(width, depth, normals));
  }
}
