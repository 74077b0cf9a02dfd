package wickstream.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.PowerLaw;
import wickstream.physics.ScalingIdentity;
import wickstream.results.ShardResult;

class MeasuredScalingTest {
  private static final ScalingIdentity AT_TWO =
      new ScalingIdentity(
          Ensemble.of(Activation.GAUSS, 1, 2, 0.5),
          InputPoints.ofDimension(1, List.of(List.of(0.5))));

  private static List<MeasuredScaling> compared(
      Measured kind, double u4, double error, double u4AtOne, double errorAtOne) {
    ShardResult shard = kind.shard(5, 2, Measured.values("u4", u4, error, "u4Canonical", 1, 0.1));
    ShardResult atOne =
        Measured.SOUND.shard(
            5, 1, Measured.values("u4", u4AtOne, errorAtOne, "u6", 7, 1, "u4Canonical", 1, 0.1));
    return MeasuredScaling.of(AT_TWO, shard, atOne);
  }

  /** σ_W^{d−4} = 1/8: −1 ± 0.3 beside −8 ± 3.2 is −1 ± 0.4; they are 0.2 of 0.5 apart. */
  @Test
  void errorsOfBothCount() {
    List<MeasuredScaling> comparisons = compared(Measured.SOUND, -0.9, 0.3, -8, 3.2);
    assertThat(comparisons).extracting(MeasuredScaling::quantity).containsExactly(PowerLaw.U4);
    assertThat(comparisons.get(0).scaled().value()).isEqualTo(-1);
    assertThat(comparisons.get(0).scaled().standardError()).isCloseTo(0.4, within(1e-15));
    assertThat(comparisons.get(0).pull()).isCloseTo(0.2, within(1e-14));
    assertThat(comparisons.get(0).holds()).isTrue();
  }

  @Test
  void fourErrorsAreTooMany() {
    assertThat(compared(Measured.SOUND, -0.901, 0.02, -8, 0.12).get(0).holds()).isTrue();
    assertThat(compared(Measured.SOUND, -0.899, 0.02, -8, 0.12).get(0).holds()).isFalse();
    assertThat(compared(Measured.SOUND, -1.101, 0.02, -8, 0.12).get(0).holds()).isFalse();
  }

  @Test
  void whatDoesNotVouchForItsErrorIsNotCompared() {
    assertThat(compared(Measured.HEAVY, -1, 0.1, -8, 0.1)).isEmpty();
  }

  /** 4000 pairs of normal numbers: a sum of squares off by 5σ is seen for one seed in 1.7e6. */
  @Test
  void pullsAreNormal() {
    SplittableRandom random = new SplittableRandom(15);
    double squares = 0;
    for (int run = 0; run < 4000; run++) {
      double u4 = -1 + 0.3 * random.nextGaussian();
      double atOne = -8 + 1.6 * random.nextGaussian();
      squares += Math.pow(compared(Measured.SOUND, u4, 0.3, atOne, 1.6).get(0).pull(), 2);
    }
    assertThat(squares).isCloseTo(4000, within(5 * Math.sqrt(2 * 4000)));
  }
}
