package wickstream.physics.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Line;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;

class TheoryTest {

  /**
   * Of one hidden layer u4 and m4 are exact to this order, and m6 = B/N + C/N² has B. The moments
   * of tanh are known to 1e-10, before they cancel.
   */
  @ParameterizedTest
  @MethodSource("wickstream.physics.Activation#named")
  void leadingOrderIsThatOfExactValues(Activation activation) {
    int width = 1000;
    Theory theory =
        Theory.of(Ensemble.of(activation, 1, 1.2, 0.3), Line.of(0.4, 0.9, 1.3), List.of(2, 4, 6));
    for (Observable observable : List.of(Observable.U4, Observable.M4, Observable.M6)) {
      double half = theory.exact(observable, width / 2).orElseThrow();
      double exact = theory.exact(observable, width).orElseThrow();
      double leading = observable == Observable.M6 ? 2 * exact - half / 2 : exact;
      assertThat(theory.leading(observable, width).orElseThrow())
          .as(observable.label())
          .isCloseTo(leading, within(Math.abs(leading) * 5e-9));
    }
    assertThat(theory.leading(Observable.U6, width)).isEmpty();
  }

  /** Beside each multiset stands what the mean is a mean of. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void connectedFunctionsOfMultisetsHaveTheirMean(int depth) {
    int width = 30;
    Ensemble ensemble = Ensemble.of(Activation.ERF, 1, 1.2, 0.3).withDepth(depth);
    Theory theory = Theory.of(ensemble, Line.of(0.4, 0.9, 1.3), List.of(2, 4, 6));
    for (int order : new int[] {4, 6}) {
      int multisets = Multisets.of(3, order).size();
      OptionalDouble mean = theory.exactConnected(order, width);
      assertThat(mean.isPresent()).isEqualTo(depth == 1);
      for (int k = 0; k < multisets; k++) {
        assertThat(theory.exactConnected(order, width, k).isPresent()).isEqualTo(depth == 1);
      }
      if (depth == 1) {
        assertThat(mean(multisets, k -> theory.exactConnected(order, width, k)))
            .isCloseTo(mean.getAsDouble(), withinPercentage(1e-9));
      }
    }
    double leading = theory.leadingConnected4(width).orElseThrow();
    assertThat(mean(15, k -> theory.leadingConnected(4, width, k)))
        .isCloseTo(leading, withinPercentage(1e-9));
    assertThat(theory.leadingConnected(6, width, 0)).isEmpty();
    assertThat(theory.exactConnected(2, width, 1).isPresent())
        .as("G2 = K at every width")
        .isEqualTo(depth == 1);
  }

  private static double mean(int multisets, IntFunction<OptionalDouble> value) {
    return IntStream.range(0, multisets)
        .mapToDouble(k -> value.apply(k).orElseThrow())
        .average()
        .orElseThrow();
  }
}
