package wickstream.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flows of arXiv 2108.01403, eqs. 62–66. */
class PassiveFlowTest {
  private static void close(double actual, double expected, double relative) {
    assertThat(actual / expected).isCloseTo(1, within(relative));
  }

  private static double[] range(int n, double from, double to) {
    double[] scales = new double[n];
    Arrays.setAll(scales, i -> from + i * (to - from) / (n - 1));
    return scales;
  }

  /** Every entry of a solution by Radau's implicit method, whose tolerance was 1e-11. */
  @Test
  void agreesWithAStiffSolver() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/reference/passive-flow.json")) {
      for (JsonNode run : new ObjectMapper().readTree(in).get("runs")) {
        JsonNode solution = run.get("solution");
        double[] scales = new double[solution.size()];
        Arrays.setAll(scales, i -> solution.get(i).get("k").asDouble());
        FlowSolution flow = new PassiveFlow(1, 1, run.get("u4").asDouble(), 50).at(scales);
        assertThat(flow.blowUp()).isEmpty();
        assertThat(flow.points()).hasSize(scales.length);
        for (int i = 0; i < scales.length; i++) {
          FlowPoint point = flow.points().get(i);
          close(point.sigmaW(), solution.get(i).get("sw").asDouble(), 1e-10);
          close(point.u2(), solution.get(i).get("u2").asDouble(), 1e-10);
          close(point.u4(), solution.get(i).get("u4").asDouble(), 1e-10);
          close(point.u6(), solution.get(i).get("u6").asDouble(), 1e-10);
        }
      }
    }
  }

  /** SciPy's DOP853 in k, ū2, ū4, ū6 as the paper writes them, from k = 1e-4, rtol 1e-13. */
  @ParameterizedTest
  @CsvSource({
    "2, 0.7, -20, 300, 1, 0.6937654698569689, -12.014037396538262, 372.5073368826065",
    "2, 0.7, -20, 300, 40, 3.66912099828798, -15.300023472166497, 31.053733671583206",
    "3, 2, -100, 40, 3, 3.5278268985015737, -72.51082986709439, 2009.0624969733494",
    "3, 2, -100, 40, 40, 44.38074713161735, -84.18236581630786, 60.805306736321164",
    "4, 1.5, -30, -5, 1, 1.1296261723019005, -29.550540601308285, 106.50596134028306",
    "4, 1.5, -30, -5, 40, 82.19517204786756, -38.22419821661096, 6.356797716143392",
    "5, 1, -1000, 10000, 0.5, 0.4017094658725077, -982.9955968919073, 437529.874664315",
    "5, 1, -1000, 10000, 40, 499.1138701668446, -51.272334919236414, 5.114740454576025",
    "2, 1, 3, -1, 10, -3.101173886406698, 124.58714284674207, -3478.136716973132"
  })
  void agreesInOtherDimensions(
      int dIn, double sigmaW, double u4, double u6, double k, double u2k, double u4k, double u6k) {
    FlowPoint point = new PassiveFlow(dIn, sigmaW, u4, u6).at(k).points().get(0);
    close(point.u2(), u2k, 1e-10);
    close(point.u4(), u4k, 1e-10);
    close(point.u6(), u6k, 1e-10);
  }

  /** Central differences of the solution against the right-hand sides of eqs. 64–66. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 12})
  void theSolutionSolvesTheEquations(int d) {
    double v = 1 / (Math.pow(2, d) * Math.pow(Math.PI, d / 2.0) * gammaOfHalf(d + 2));
    assertThat(PassiveFlow.volume(d)).isCloseTo(v, within(1e-14 * v));
    PassiveFlow flow = new PassiveFlow(d, 1.3, -2 / v, 5 / (v * v));
    for (double k : new double[] {0.1, 0.6, 1, 2.5, 8}) {
      double h = 1e-4 * k;
      List<FlowPoint> points = flow.at(k - h, k, k + h).points();
      FlowPoint at = points.get(1);
      double b4 = at.dimensionlessU4();
      double b6 = at.dimensionlessU6();
      double one = 1 + at.dimensionlessU2();
      assertThat(at.dimensionlessU2()).isCloseTo(at.u2() / Math.pow(k, 2), within(1e-12));
      assertThat(b4 / (at.u4() * Math.pow(k, d - 4))).isCloseTo(1, within(1e-14));
      assertThat(b6 / (at.u6() * Math.pow(k, 2 * d - 6))).isCloseTo(1, within(1e-14));
      double[] right = {
        -k * k * v * b4 / (one * one),
        Math.pow(k, 4 - d) * v / (one * one) * (-b6 + 6 * b4 * b4 / one),
        Math.pow(k, 6 - 2 * d) * v * b4 / Math.pow(one, 3) * (30 * b6 - 90 * b4 * b4 / one)
      };
      for (FlowCoupling coupling : FlowCoupling.values()) {
        double rise = points.get(2).coupling(coupling) - points.get(0).coupling(coupling);
        double rounding = 1e-11 * Math.abs(at.coupling(coupling)) * k / h;
        double expected = right[coupling.ordinal()];
        assertThat(k * rise / (2 * h))
            .as("%s at k = %s", coupling, k)
            .isCloseTo(expected, within(3e-6 * Math.abs(expected) + rounding));
      }
    }
  }

  /** Γ(n/2). */
  private static double gammaOfHalf(int n) {
    double gamma = n % 2 == 0 ? 1 : Math.sqrt(Math.PI);
    for (double z = n % 2 == 0 ? 1 : 0.5; z < n / 2.0; z++) {
      gamma *= z;
    }
    return gamma;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 16})
  void aFreeFieldStaysFree(int dIn) {
    FlowSolution flow = new PassiveFlow(dIn, 0.3, 0, 0).at(range(50, 0, 100));
    assertThat(flow.blowUp()).isEmpty();
    assertThat(flow.signChanges()).isEmpty();
    assertThat(flow.points()).hasSize(50);
    for (FlowPoint point : flow.points()) {
      close(point.sigmaW(), 0.3, 1e-14);
      assertThat(point.u4()).isZero();
      assertThat(point.u6()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 16})
  void startsAtKZero(int dIn) {
    FlowPoint start = new PassiveFlow(dIn, 1.7, -3, 4).at(0).points().get(0);
    close(start.u2(), 2 * 1.7 * 1.7 / dIn, 1e-14);
    close(start.sigmaW(), 1.7, 1e-14);
    close(start.u4(), -3, 1e-14);
    close(start.u6(), 4, 1e-14);
  }

  /**
   * To first order u2(k) = m² − V u4 ∫₀ᵏ q²/(q²+m²)² dq in one dimension; the rest is of second
   * order, so that it falls a hundredfold with a tenfold weaker coupling.
   */
  @Test
  void weakCouplingsFlowAsPerturbationTheoryHasIt() {
    double m = Math.sqrt(2);
    double k = 3;
    double integral = (Math.atan(k / m) / m - k / (k * k + m * m)) / 2;
    double[] rests = new double[2];
    for (int i = 0; i < 2; i++) {
      double u4 = i == 0 ? 1e-2 : 1e-3;
      double u2 = new PassiveFlow(1, 1, u4, 0).at(k).points().get(0).u2();
      rests[i] = u2 - (2 - u4 * integral / Math.PI);
      assertThat(Math.abs(rests[i])).isLessThan(u4 * u4);
    }
    assertThat(rests[0] / rests[1]).isCloseTo(100, within(2.0));
  }

  /** Scales carry no meaning of their own: k → λk, u4 → λ^{4−d} u4, u6 → λ^{6−2d} u6. */
  @ParameterizedTest
  @CsvSource({"1, 1e-6", "1, 1e6", "2, 40", "3, 0.01", "5, 7"})
  void unitsDoNotMatter(int d, double unit) {
    FlowPoint one = new PassiveFlow(d, 1, -30, 200).at(4).points().get(0);
    double u4 = -30 * Math.pow(unit, 4 - d);
    double u6 = 200 * Math.pow(unit, 6 - 2 * d);
    FlowPoint other = new PassiveFlow(d, unit, u4, u6).at(4 * unit).points().get(0);
    close(other.sigmaW() / unit, one.sigmaW(), 1e-11);
    close(other.dimensionlessU4(), one.dimensionlessU4(), 1e-11);
    close(other.dimensionlessU6(), one.dimensionlessU6(), 1e-11);
  }

  @Test
  void whatElseIsAskedForDoesNotMatter() {
    PassiveFlow flow = new PassiveFlow(1, 1, -50, 50);
    FlowPoint alone = flow.at(20).points().get(0);
    FlowPoint last = flow.at(range(201, 0, 20)).points().get(200);
    assertThat(last).isEqualTo(alone);
  }

  /** Where SciPy's DOP853 finds no further step; sign changes by its events. */
  @ParameterizedTest
  @CsvSource({
    "1, 50, 50, 0.5060308408382781, u6 falling 0.08783508437025099",
    "2, 3, -1, 18.11763729121523, u2 falling 5.42032116354417",
    "2, 6, 40, 2.0321373234747946,"
        + " u6 falling 0.8054865362800064; u2 falling 2.023517668648932",
    "1, -3.1415926535, -500, 1.5242399751349263,"
        + " u4 rising 0.6940357255295835; u2 falling 1.524239322083254",
    "3, 30, 2000, 1.3564364664459334,"
        + " u6 falling 0.8708640859947132; u2 falling 1.3556918517203087",
    "3, -20, -2000, , u6 rising 2.8564467695843194"
  })
  void findsBlowUpAndSignChanges(int dIn, double u4, double u6, Double blowUp, String signs) {
    FlowSolution flow = new PassiveFlow(dIn, 1, u4, u6).at(range(500, 0, 50));
    if (blowUp == null) {
      assertThat(flow.blowUp()).isEmpty();
      assertThat(flow.points()).hasSize(500);
    } else {
      close(flow.blowUp().orElseThrow(), blowUp, 1e-9);
      assertThat(flow.points()).allMatch(point -> point.k() <= blowUp);
      assertThat(flow.points()).hasSize((int) (blowUp / 50 * 499) + 1);
    }
    String[] expected = signs.split("; ");
    assertThat(flow.signChanges()).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      SignChange change = flow.signChanges().get(i);
      String[] words = expected[i].split(" ");
      assertThat(change.coupling().label() + (change.rising() ? " rising" : " falling"))
          .isEqualTo(words[0] + " " + words[1]);
      close(change.k(), Double.parseDouble(words[2]), 1e-9);
    }
  }

  @Test
  void leavingZeroChangesNoSign() {
    assertThat(new PassiveFlow(2, 1, 0, 300).at(5).signChanges()).isEmpty();
    assertThat(new PassiveFlow(1, 1, -5, 0).at(5).signChanges()).isEmpty();
    assertThat(new PassiveFlow(2, 1, 0, -300).at(0.1).signChanges()).isEmpty();
  }

  /** No start whatsoever takes steps without end; which would be an ArithmeticException. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 16})
  void everyFlowComesToAnEnd(int dIn) {
    for (double u4 : new double[] {0, 1e-300, 1e-10, 1, 1e6, 1e15}) {
      for (double u6 : new double[] {0, 1e-300, 1e-10, 1, 1e6, 1e15}) {
        for (int signs = 0; signs < 4; signs++) {
          PassiveFlow flow =
              new PassiveFlow(dIn, 1, signs % 2 == 0 ? u4 : -u4, signs < 2 ? u6 : -u6);
          FlowSolution solution = flow.at(100);
          assertThat(solution.points()).hasSize(solution.blowUp().isPresent() ? 0 : 1);
          assertThat(solution.points()).allMatch(PassiveFlowTest::isFinite);
        }
      }
    }
  }

  /** Why an explicit method will do: however strong the couplings, they relax slowly in log k. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 16})
  void noFlowIsStiff(int dIn) {
    double v = PassiveFlow.volume(dIn);
    for (double strength : new double[] {1, 1e3, 1e8, 1e15}) {
      FlowSolution flow = new PassiveFlow(dIn, 1, -strength / v, 0).at(range(2000, 1e-3, 20));
      assertThat(flow.points()).hasSize(2000);
      for (FlowPoint point : flow.points()) {
        double rate = -v * point.dimensionlessU4() / Math.pow(1 + point.dimensionlessU2(), 3);
        assertThat(rate).isBetween(0.0, (dIn + 2) / 3.0);
      }
    }
  }

  private static boolean isFinite(FlowPoint point) {
    return Double.isFinite(point.u2())
        && Double.isFinite(point.u4())
        && Double.isFinite(point.u6());
  }

  @Test
  void sigmaWIsUnknownWhereU2IsNegative() {
    FlowPoint point = new PassiveFlow(2, 1, 3, -1).at(10).points().get(0);
    assertThat(point.u2()).isNegative();
    assertThat(point.sigmaW()).isNaN();
  }

  @Test
  void refusesWhatIsNoStart() {
    refuses(() -> new PassiveFlow(0, 1, 0, 0), "d-in must be at least 1, was 0");
    refuses(() -> new PassiveFlow(1, 0, 0, 0), "sigma-w must be finite and above 0, was 0.0");
    refuses(() -> new PassiveFlow(1, Double.NaN, 0, 0), "sigma-w must be finite and above 0");
    refuses(() -> new PassiveFlow(1, 1, Double.NaN, 0), "u4 must be between");
    refuses(() -> new PassiveFlow(1, 1, 1e40, 0), "u4 must be between");
    refuses(() -> new PassiveFlow(1, 1, 0, Double.POSITIVE_INFINITY), "u6 must be between");
    refuses(() -> new PassiveFlow(1000, 1, 0, 0), "d-in = 1000 with sigma-w = 1.0");
    refuses(() -> new PassiveFlow(3, 1e200, 0, 0), "beyond the range of a double");
    refuses(() -> new PassiveFlow(5, 1e290, 0, 0), "beyond the range of a double");
    PassiveFlow flow = new PassiveFlow(1, 1, 0, 0);
    refuses(flow::at, "a flow needs a scale");
    refuses(() -> flow.at(-1), "k must rise from 0");
    refuses(() -> flow.at(2, 1), "was 1.0");
    refuses(() -> flow.at(Double.NaN), "k must rise");
    refuses(() -> flow.at(1e60), "at most 3.05e+33, was 1.0E60");
  }

  private static void refuses(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String why) {
    assertThatThrownBy(act).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
  }
}
