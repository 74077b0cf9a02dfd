package wickstream.physics.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;

class KernelResponseTest {
  private static final double STEP = 1e-5;

  /** Against differences of the kernel of a layer at that of the layers below: 1e-10. */
  @ParameterizedTest
  @ValueSource(strings = {"erf", "relu", "tanh"})
  void ofEachLayerIsTheSlopeAtTheKernelBelow(Activation activation) {
    Ensemble ensemble = Ensemble.of(activation, 1, 1.3, 0.4).withDepth(4);
    InputPoints points = InputPoints.ofDimension(1, List.of(List.of(0.5), List.of(-1.0)));
    Kernel layer = Kernel.of(ensemble.withDepth(1));
    List<KernelResponse> responses = KernelResponse.ofFurtherLayers(ensemble, points);
    assertThat(responses).hasSize(3);
    Multisets pairs = Multisets.of(2, 2);
    for (int l = 0; l < 3; l++) {
      double[] below = Kernel.of(ensemble.withDepth(l + 1)).pairs(points);
      for (int k = 0; k < pairs.size(); k++) {
        for (int p = 0; p < pairs.size(); p++) {
          double slope = (above(layer, below, k, p, STEP) - above(layer, below, k, p, -STEP));
          assertThat(coefficient(responses.get(l), k, p))
              .as("layer %d, pair %d by %d", l + 2, k, p)
              .isCloseTo(slope / (2 * STEP), within(1e-9));
        }
      }
    }
  }

  /** K_W of pair k above if pair p below changes by a step; of one point all three arguments do. */
  private static double above(Kernel layer, double[] below, int k, int p, double step) {
    double[] changed = below.clone();
    changed[p] += step;
    int[] of = Multisets.of(2, 2).pairsWithin(k);
    return layer.ofLayer(changed[of[0]], changed[of[2]], changed[of[1]]);
  }

  private static double coefficient(KernelResponse response, int k, int p) {
    double sum = 0;
    for (int i = 0; i < response.pairs()[k].length; i++) {
      sum += response.pairs()[k][i] == p ? response.coefficients()[k][i] : 0;
    }
    return sum;
  }
}
