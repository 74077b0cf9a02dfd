package wickstream.physics.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Line;
import wickstream.physics.Observable;

class TheoryTest {

  /** Of one hidden layer u4 and m4 are exact to this order, and m6 differs by 1/N². */
  @ParameterizedTest
  @EnumSource
  void leadingOrderIsThatOfExactValues(Activation activation) {
    int width = 10_000_000;
    Theory theory =
        Theory.of(Ensemble.of(activation, 1, 1.2, 0.3), Line.of(0.4, 0.9, 1.3), List.of(2, 4, 6));
    for (Observable observable : List.of(Observable.U4, Observable.M4, Observable.M6)) {
      double exact = theory.exact(observable, width).orElseThrow();
      double remainder = observable == Observable.M6 ? 1e-4 : 1e-9;
      assertThat(theory.leading(observable, width).orElseThrow())
          .as(observable.label())
          .isCloseTo(exact, within(Math.abs(exact) * remainder));
    }
    assertThat(theory.leading(Observable.U6, width)).isEmpty();
  }
}
