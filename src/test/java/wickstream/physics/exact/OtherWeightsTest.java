package wickstream.physics.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Frequencies;
import wickstream.physics.InputPoints;
import wickstream.physics.Line;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;
import wickstream.physics.OneUnit;
import wickstream.physics.Priors;
import wickstream.physics.Readout;
import wickstream.physics.WickPairings;

/** The oracle of networks whose weights are not independent normal numbers. */
class OtherWeightsTest {
  private static final InputPoints POINTS = Line.of(-0.7, 0.2, 0.9);

  private static Ensemble ensemble(Activation activation, double sigmaB, Priors priors) {
    return Ensemble.of(activation, 1, 1.2, sigmaB).withPriors(priors);
  }

  private static Priors readout(Readout readout) {
    return new Priors(readout, OptionalDouble.empty(), Frequencies.NORMAL);
  }

  private static double[] connected(Ensemble ensemble, InputPoints points, int order) {
    ExactCorrelators correlators = ExactCorrelators.of(ensemble, points, true).orElseThrow();
    return order == 4 ? correlators.connected4() : correlators.connected6();
  }

  @Test
  void ofReadoutsAgreeWithReference() throws IOException {
    try (InputStream in = OtherWeightsTest.class.getResourceAsStream("/reference/priors.json")) {
      JsonNode file = new ObjectMapper().readTree(in);
      double[] xs =
          IntStream.range(0, 3).mapToDouble(a -> file.get("points").get(a).asDouble()).toArray();
      for (JsonNode row : file.get("rows")) {
        Readout readout = Readout.valueOf(row.get("readout").asText().toUpperCase());
        assertThat(readout.moment(4)).isEqualTo(row.get("fourthMoment").asDouble());
        assertThat(readout.moment(6)).isEqualTo(row.get("sixthMoment").asDouble());
        Ensemble ensemble =
            Ensemble.of(
                    Activation.of(file.get("activation").asText()),
                    1,
                    file.get("sigmaW").asDouble(),
                    file.get("sigmaB").asDouble())
                .withPriors(readout(readout));
        assertAgree(connected(ensemble, Line.of(xs), 4), 4, row.get("connected4TimesN"));
        assertAgree(connected(ensemble, Line.of(xs), 6), 6, row.get("connected6TimesN2"));
      }
    }
  }

  private static void assertAgree(double[] found, int order, JsonNode expected) {
    Multisets multisets = Multisets.of(3, order);
    assertThat(expected).hasSize(found.length);
    for (Map.Entry<String, JsonNode> entry : expected.properties()) {
      int[] of = Arrays.stream(entry.getKey().split(" ")).mapToInt(Integer::parseInt).toArray();
      assertThat(found[multisets.indexOf(of)])
          .as(entry.getKey())
          .isCloseTo(entry.getValue().asDouble(), within(1e-9));
    }
  }

  /** Joint cumulants of f, from raw moments of one unit by quadrature. */
  @ParameterizedTest
  @CsvSource({
    "erf, 0.3, UNIFORM",
    "relu, 0.5, LAPLACE",
    "gauss, 0.2, RADEMACHER",
    "cos, 0, LAPLACE",
  })
  void areTheCumulantsOfOneUnitTimesItsWeight(String name, double sigmaB, Readout readout) {
    Ensemble ensemble = ensemble(Activation.of(name), sigmaB, readout(readout));
    OneUnit unit = new OneUnit(ensemble.withPriors(Priors.NORMAL), POINTS);
    for (int order : new int[] {4, 6}) {
      double[] found = connected(ensemble, POINTS, order);
      Multisets multisets = Multisets.of(POINTS.count(), order);
      double scale = Math.pow(ensemble.sigmaW(), order);
      for (int k = 0; k < found.length; k++) {
        int[] x = multisets.indices(k);
        double expected = scale * cumulant(readout, unit, x);
        double size = scale * readout.moment(order) * Math.abs(unit.moment(x)) + scale;
        assertThat(found[k]).as("%d: %d", order, k).isCloseTo(expected, within(1e-9 * size));
      }
    }
  }

  /** e4 M4 − Σ_3 M2 M2, and e6 M6 − e4 Σ_15 M2 M4 + 2 Σ_15 M2 M2 M2. */
  private static double cumulant(Readout readout, OneUnit unit, int[] x) {
    double products = 0;
    double mixed = 0;
    for (int[][] pairing : WickPairings.of(x.length)) {
      double product = 1;
      for (int[] pair : pairing) {
        product *= unit.moment(x[pair[0]], x[pair[1]]);
      }
      products += product;
      for (int[] pair : x.length == 6 ? pairing : new int[0][]) {
        int[] rest =
            IntStream.range(0, 6)
                .filter(i -> i != pair[0] && i != pair[1])
                .map(i -> x[i])
                .toArray();
        mixed += unit.moment(x[pair[0]], x[pair[1]]) * unit.moment(rest) / 3; // of three pairings
      }
    }
    double own = readout.moment(x.length) * unit.moment(x);
    return x.length == 4 ? own - products : own - readout.moment(4) * mixed + 2 * products;
  }

  /** From the raw moments of f = √τ S + b1, all at one point. */
  @ParameterizedTest
  @EnumSource(Readout.class)
  void aSharedScaleMultipliesMoments(Readout readout) {
    double gamma = 2.5;
    int width = 3;
    double sigmaB = 0.4;
    Ensemble ensemble =
        ensemble(
            Activation.GAUSS,
            sigmaB,
            new Priors(readout, OptionalDouble.of(gamma), Frequencies.NORMAL));
    InputPoints point = Line.of(0.3);
    double variance = ensemble.sigmaW() * ensemble.sigmaW();
    double spread = sigmaB * sigmaB + variance * 0.09;
    double m4 = Math.exp(4 * spread);
    double m6 = Math.exp(12 * spread);
    double k2 = variance;
    double k4 = variance * variance / width * (readout.moment(4) * m4 - 3);
    double k6 =
        Math.pow(variance, 3)
            / (width * width)
            * (readout.moment(6) * m6 - 15 * readout.moment(4) * m4 + 30);
    double s4 = k4 + 3 * k2 * k2;
    double s6 = k6 + 15 * k4 * k2 + 15 * k2 * k2 * k2;
    double b2 = sigmaB * sigmaB;
    double tau2 = 1 + 1 / gamma;
    double tau3 = tau2 * (1 + 2 / gamma);
    double f2 = k2 + b2;
    double f4 = tau2 * s4 + 6 * k2 * b2 + 3 * b2 * b2;
    double f6 = tau3 * s6 + 15 * tau2 * s4 * b2 + 45 * k2 * b2 * b2 + 15 * b2 * b2 * b2;
    ExactCouplings exact = ExactCouplings.of(ensemble, point, true).orElseThrow();
    double connected4 = f4 - 3 * f2 * f2;
    double connected6 = f6 - 15 * f4 * f2 + 30 * f2 * f2 * f2;
    assertThat(exact.connected4(width).orElseThrow()).isCloseTo(connected4, within(1e-12 * f4));
    assertThat(exact.connected6(width).orElseThrow()).isCloseTo(connected6, within(1e-12 * f6));
    assertThat(exact.m6(width).orElseThrow())
        .isCloseTo(f6 / (15 * f2 * f2 * f2) - 1, within(1e-12 * f6));
  }

  /** To leading order in 1/N, layer by layer, from other code: m6 takes wide networks. */
  @ParameterizedTest
  @CsvSource({
    "erf, UNIFORM, NORMAL",
    "relu, LAPLACE, NORMAL",
    "gauss, RADEMACHER, NORMAL",
    "cos, LAPLACE, NORMAL",
    "cos, UNIFORM, CAUCHY",
  })
  void theoryIsTheLimitOfTheOracle(String name, Readout readout, Frequencies frequencies) {
    Ensemble ensemble =
        ensemble(
            Activation.of(name), 0.3, new Priors(readout, OptionalDouble.empty(), frequencies));
    Theory theory = Theory.of(ensemble, POINTS, List.of(2, 4, 6));
    int wide = 1_000_000_000;
    double connected4 = theory.exactConnected(4, wide).orElseThrow();
    assertThat(theory.leadingOrder().orElseThrow().connected4(wide))
        .isCloseTo(connected4, within(1e-9 * Math.abs(connected4)));
    double m6 = theory.exact(Observable.M6, wide).orElseThrow();
    assertThat(theory.leading(Observable.M6, wide).orElseThrow())
        .isCloseTo(m6, within(1e-6 * Math.abs(m6)));
  }

  @Test
  void whatASharedScaleMakesSurvivesWideNetworks() {
    Priors priors = new Priors(Readout.NORMAL, OptionalDouble.of(4), Frequencies.NORMAL);
    Ensemble ensemble = ensemble(Activation.ERF, 0.3, priors);
    Theory theory = Theory.of(ensemble, POINTS, List.of(2, 4, 6));
    double wide = theory.exactConnected(4, 1_000_000_000).orElseThrow();
    double limit = limit(theory.weightKernel()) / 4;
    assertThat(wide).isCloseTo(limit, within(1e-8 * Math.abs(limit)));
    for (Observable observable : theory.observables()) {
      assertThat(theory.leading(observable, 10)).as(observable.label()).isEmpty();
    }
  }

  /** ⟨Σ_3 K_W K_W⟩. */
  private static double limit(double[] weightKernel) {
    Multisets pairs = Multisets.of(POINTS.count(), 2);
    Multisets quads = Multisets.of(POINTS.count(), 4);
    double sum = 0;
    for (int k = 0; k < quads.size(); k++) {
      int[] x = quads.indices(k);
      for (int[][] pairing : WickPairings.of(4)) {
        sum +=
            weightKernel[pairs.indexOf(x[pairing[0][0]], x[pairing[0][1]])]
                * weightKernel[pairs.indexOf(x[pairing[1][0]], x[pairing[1][1]])];
      }
    }
    return sum / quads.size();
  }

  /** M(S) = 2^{−k/2} Σ_{ε, Σε = 0} exp(−m|Σ ε x|), from points near each other and far. */
  @ParameterizedTest
  @CsvSource({"0.01", "0.3", "1", "5"})
  void ofCauchyFrequenciesFollowFromSumsOverSigns(double spread) {
    Ensemble ensemble =
        ensemble(
            Activation.COS,
            0,
            new Priors(Readout.LAPLACE, OptionalDouble.empty(), Frequencies.CAUCHY));
    double[] xs = {0.1 * spread, -0.45 * spread, 1.2 * spread};
    InputPoints points = Line.of(xs);
    double mass = ensemble.sigmaW();
    for (int order : new int[] {4, 6}) {
      double[] found = connected(ensemble, points, order);
      Multisets multisets = Multisets.of(3, order);
      for (int k = 0; k < found.length; k++) {
        double[] at = Arrays.stream(multisets.indices(k)).mapToDouble(a -> xs[a]).toArray();
        double expected = Math.pow(mass, order) * signed(at, mass);
        assertThat(found[k]).isCloseTo(expected, within(1e-12 * Math.pow(mass, order) * 225));
      }
    }
  }

  /** The cumulant of a unit with a Laplace weight. */
  private static double signed(double[] x, double mass) {
    if (x.length == 4) {
      return 6 * moment(x, mass)
          - moment(pick(x, 0, 1), mass) * moment(pick(x, 2, 3), mass)
          - moment(pick(x, 0, 2), mass) * moment(pick(x, 1, 3), mass)
          - moment(pick(x, 0, 3), mass) * moment(pick(x, 1, 2), mass);
    }
    double sum = 90 * moment(x, mass);
    for (int[][] pairing : WickPairings.of(6)) {
      double product = 1;
      for (int[] pair : pairing) {
        double second = moment(pick(x, pair), mass);
        product *= second;
        double[] rest =
            IntStream.range(0, 6)
                .filter(i -> i != pair[0] && i != pair[1])
                .mapToDouble(i -> x[i])
                .toArray();
        sum -= 6 * second * moment(rest, mass) / 3;
      }
      sum += 2 * product;
    }
    return sum;
  }

  private static double[] pick(double[] x, int... indices) {
    return Arrays.stream(indices).mapToDouble(i -> x[i]).toArray();
  }

  private static double moment(double[] x, double mass) {
    double sum = 0;
    for (int signs = 0; signs < 1 << x.length; signs++) {
      if (2 * Integer.bitCount(signs) == x.length) {
        double total = 0;
        for (int i = 0; i < x.length; i++) {
          total += (signs >> i & 1) == 1 ? x[i] : -x[i];
        }
        sum += Math.exp(-mass * Math.abs(total));
      }
    }
    return sum / Math.pow(2, x.length / 2.0);
  }

  /** At the paper's points, where what cancels is small, bounds stay small too. */
  @ParameterizedTest
  @EnumSource(Readout.class)
  void valuesOfCauchyFrequenciesAreKnownWell(Readout law) {
    Priors priors = new Priors(law, OptionalDouble.empty(), Frequencies.CAUCHY);
    Ensemble ensemble = Ensemble.of(Activation.COS, 1, 1, 0).withPriors(priors);
    ExactCouplings exact =
        ExactCouplings.of(ensemble, Activation.COS.defaultPoints(), true).orElseThrow();
    assertThat(exact.relativeError(10)).isLessThan(1e-11);
    assertThat(exact.u4(10)).isNotNaN();
    assertThat(exact.u6(10)).isPresent();
  }

  /** u4(x; σ_W) = σ_W^{−3} u4(σ_W x; 1) and u6 = σ_W^{−5}, of all laws. */
  @ParameterizedTest
  @EnumSource(Readout.class)
  void couplingsScaleWithSigmaW(Readout law) {
    Priors priors = new Priors(law, OptionalDouble.of(3), Frequencies.CAUCHY);
    double sigmaW = 2.5;
    InputPoints near = Line.of(-0.1, 0.02, 0.3);
    InputPoints scaled = Line.of(-0.1 * sigmaW, 0.02 * sigmaW, 0.3 * sigmaW);
    ExactCouplings at = couplings(sigmaW, priors, near);
    ExactCouplings one = couplings(1, priors, scaled);
    double u4 = Math.pow(sigmaW, -3) * one.u4(7);
    double u6 = Math.pow(sigmaW, -5) * one.u6(7).orElseThrow();
    double u4Canonical = Math.pow(sigmaW, 3) * one.u4Canonical(7).orElseThrow();
    assertThat(at.u4(7)).isCloseTo(u4, within(1e-12 * Math.abs(u4)));
    assertThat(at.u6(7).orElseThrow()).isCloseTo(u6, within(1e-12 * Math.abs(u6)));
    assertThat(at.u4Canonical(7).orElseThrow())
        .isCloseTo(u4Canonical, within(1e-12 * Math.abs(u4Canonical)));
  }

  private static ExactCouplings couplings(double sigmaW, Priors priors, InputPoints points) {
    Ensemble ensemble = Ensemble.of(Activation.COS, 1, sigmaW, 0.3).withPriors(priors);
    return ExactCouplings.of(ensemble, points, true).orElseThrow();
  }
}
