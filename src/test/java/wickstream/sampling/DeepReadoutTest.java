package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.Frequencies;
import wickstream.physics.InputPoints;
import wickstream.physics.Observable;
import wickstream.physics.Priors;
import wickstream.physics.Readout;
import wickstream.physics.exact.Theory;
import wickstream.statistics.Estimate;
import wickstream.statistics.Totals;

/**
 * Several hidden layers below readout weights that are not normal: the higher cumulants that the
 * conditional estimator adds are what plain averages have. Pulls have a false-alarm rate of 1e-4
 * each; seeds are fixed.
 */
class DeepReadoutTest {
  private static final double LARGEST_PULL = 3.9;
  private static final InputPoints POINTS =
      InputPoints.ofDimension(1, List.of(List.of(0.5), List.of(-1.5)));

  private static Measurement measurement(
      Activation activation, Readout readout, int width, Estimator estimator) {
    Ensemble ensemble =
        Ensemble.of(activation, 1, 1.5, 0.3)
            .withDepth(2)
            .withPriors(new Priors(readout, OptionalDouble.empty(), Frequencies.NORMAL));
    List<Integer> orders = List.of(2, 4, 6);
    return new Measurement(
        new Shard(ensemble, width, POINTS, estimator, orders, 1000),
        Theory.of(ensemble, POINTS, orders));
  }

  private static Totals totals(Measurement measurement, int bags) {
    BagSampler sampler = new BagSampler(measurement, ComputeBackend.choose(Optional.empty()), 5);
    Totals totals = Totals.startingAt(measurement.shard().id(), 0);
    for (int index = 0; index < bags; index++) {
      totals = totals.plus(sampler.measure(index));
    }
    return totals;
  }

  /** One unit, fewer than points, is drawn by weights, three in the space of the points. */
  @ParameterizedTest
  @CsvSource({"erf, UNIFORM, 3", "erf, LAPLACE, 1", "erf, RADEMACHER, 3", "relu, UNIFORM, 3"})
  void conditionalAveragesAreThoseOfPlainNetworks(String name, Readout readout, int width) {
    Activation activation = name.equals("ERF") ? Activation.ERF : Activation.RELU;
    Measurement plain = measurement(activation, readout, width, Estimator.PLAIN);
    Measurement conditional = measurement(activation, readout, width, Estimator.CONDITIONAL);
    Totals ofPlain = totals(plain, 300);
    Totals ofConditional = totals(conditional, 100);
    for (int order : new int[] {4, 6}) {
      assertAgree(
          "connected " + order,
          plain.meanConnected(order).orElseThrow().estimate(ofPlain),
          conditional.meanConnected(order).orElseThrow().estimate(ofConditional));
      for (int k = 0; k < plain.multisets(order).size(); k++) {
        assertAgree(
            "order %d: %d".formatted(order, k),
            plain.deviation(ofPlain.sums(), order, k),
            conditional.deviation(ofConditional.sums(), order, k));
      }
    }
    assertThat(conditional.meanMixedU4()).isEmpty();
  }

  private static void assertAgree(String what, Estimate plain, Estimate conditional) {
    double error = Math.hypot(plain.standardError(), conditional.standardError());
    assertThat(Math.abs(plain.value() - conditional.value()) / error)
        .as("%s: %s against %s", what, plain, conditional)
        .isLessThan(LARGEST_PULL);
  }

  /** Theory leaves out a part of order 1/N of it, of coefficient less than 2 here. */
  @ParameterizedTest
  @CsvSource({"RADEMACHER", "LAPLACE"})
  void wideNetworksFollowTheory(Readout readout) {
    int width = 200;
    Measurement measurement = measurement(Activation.ERF, readout, width, Estimator.CONDITIONAL);
    Totals totals = totals(measurement, 40);
    Estimate u4 = measurement.quantity(Observable.U4).estimate(totals);
    double theory = measurement.theory().leading(Observable.U4, width).orElseThrow();
    assertThat(Math.abs(u4.value() - theory))
        .isLessThan(LARGEST_PULL * u4.standardError() + Math.abs(theory) * 2 / width);
    assertThat(u4.standardError()).isLessThan(0.03 * Math.abs(theory));
  }
}
