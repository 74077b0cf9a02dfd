package wickstream.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FreeGreensTest {

  static Stream<ReferenceRow> reference() {
    return ReferenceRow.all("free-green.json").stream();
  }

  @ParameterizedTest
  @MethodSource("reference")
  void agreeWithReference(ReferenceRow row) {
    double[] xs = row.vector("points");
    double[] distinct = Arrays.stream(xs).sorted().distinct().toArray();
    int[] indices = Arrays.stream(xs).mapToInt(x -> Arrays.binarySearch(distinct, x)).toArray();
    Multisets multisets = Multisets.of(distinct.length, xs.length);
    Ensemble ensemble =
        Ensemble.of(row.activation("kernel"), 1, row.number("sigma_w"), row.number("sigma_b"));
    double[] greens = FreeGreens.of(ensemble, Line.of(distinct), multisets);
    double expected = row.number("G0");
    assertThat(greens[multisets.indexOf(indices)])
        .isCloseTo(expected, within(Math.abs(expected) * 1e-14));
  }

  @Test
  void ofOnePointAreDoubleFactorialTimesPowersOfItsVariance() {
    Ensemble ensemble = Ensemble.of(Activation.RELU, 1, 1.5, 0.3);
    double k = Kernel.of(ensemble).full(new double[] {0.7}, new double[] {0.7});
    assertThat(FreeGreens.of(ensemble, Line.of(0.7), Multisets.of(1, 4))[0])
        .isCloseTo(3 * k * k, within(1e-14));
    assertThat(FreeGreens.of(ensemble, Line.of(0.7), Multisets.of(1, 6))[0])
        .isCloseTo(15 * k * k * k, within(1e-13));
    assertThat(FreeGreens.of(ensemble, Line.of(0.7), Multisets.of(1, 3))).containsExactly(0.0);
  }
}
