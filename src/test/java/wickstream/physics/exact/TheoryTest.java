package wickstream.physics.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Line;
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
}
