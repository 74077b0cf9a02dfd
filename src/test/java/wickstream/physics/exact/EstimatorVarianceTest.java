package wickstream.physics.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static wickstream.physics.SingleVariances.fourth;
import static wickstream.physics.SingleVariances.mixed;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.physics.Activation;
import wickstream.physics.DecimalRelu;
import wickstream.physics.DefensiveMixture;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.FewUnits;
import wickstream.physics.InputPoints;
import wickstream.physics.Line;
import wickstream.physics.Multisets;
import wickstream.physics.OneUnit;
import wickstream.physics.ReferenceRow;
import wickstream.physics.SingleVariances;
import wickstream.physics.WickPairings;

class EstimatorVarianceTest {
  private static final double[] NONE = {};
  private static final DefensiveMixture MIXTURE = DefensiveMixture.of(true);

  private static EstimatorVariance variance(
      Ensemble ensemble, InputPoints points, Estimator estimator) {
    return EstimatorVariance.of(Theory.of(ensemble, points, List.of(2, 4)), estimator, MIXTURE);
  }

  /** Moments of one unit by quadrature from its definition. */
  private static Function<int[], BigDecimal> byQuadrature(Ensemble ensemble, InputPoints points) {
    OneUnit unit = new OneUnit(ensemble, points);
    return s -> new BigDecimal(unit.moment(s));
  }

  /** Moments of gauss to 150 digits, each computed once. */
  private static Function<int[], BigDecimal> inDecimals(Ensemble ensemble, InputPoints points) {
    Function<int[], BigDecimal> moment = FewUnits.gauss(ensemble, points);
    Map<List<Integer>, BigDecimal> known = new HashMap<>();
    return s ->
        known.computeIfAbsent(
            Arrays.stream(s).sorted().boxed().toList(),
            key -> moment.apply(key.stream().mapToInt(a -> a).toArray()));
  }

  /** The terms of Σ_S c_S (D12 D34 + D13 D24 + D14 D23) as products of D's. */
  private static List<int[][]> products(int points, int[] quads) {
    Multisets of = Multisets.of(points, 4);
    List<int[][]> products = new ArrayList<>();
    for (int k : quads) {
      int[] x = of.indices(k);
      for (int[][] pairing : WickPairings.of(4)) {
        products.add(
            new int[][] {
              {x[pairing[0][0]], x[pairing[0][1]]}, {x[pairing[1][0]], x[pairing[1][1]]}
            });
      }
    }
    return products;
  }

  private static double[] thrice(double... c) {
    return Arrays.stream(c).flatMap(x -> Arrays.stream(new double[] {x, x, x})).toArray();
  }

  private static double[] single(int size, int k) {
    double[] c = new double[size];
    c[k] = 1;
    return c;
  }

  private static void assertExact(VarianceBounds bounds, double expected, double tolerance) {
    assertThat(bounds.value().orElseThrow())
        .isCloseTo(expected, within(Math.abs(expected) * tolerance));
    assertThat(bounds.lower()).isLessThanOrEqualTo(expected * (1 + 1e-9));
    assertThat(bounds.upper()).isGreaterThanOrEqualTo(expected * (1 - 1e-9));
  }

  @ParameterizedTest
  @CsvSource({"gauss, 1", "gauss, 2", "gauss, 5", "cos, 1", "cos, 2", "cos, 5"})
  void ofConditionalAgreesWithTheMomentsOfUnits(Activation activation, int width) {
    Ensemble ensemble = Ensemble.of(activation, 1, 0.8, 0.4);
    InputPoints points = Line.of(-0.6, 0.3, 0.9);
    EstimatorVariance variance = variance(ensemble, points, Estimator.CONDITIONAL);
    FewUnits units = new FewUnits(byQuadrature(ensemble, points), width, 0.8, 0.4);
    for (int k = 0; k < 6; k++) {
      List<int[][]> pair = List.<int[][]>of(new int[][] {Multisets.of(3, 2).indices(k)});
      assertExact(
          variance.pair(k).at(width), units.variance(pair, new double[] {1}).doubleValue(), 1e-9);
    }
    for (int k = 0; k < 15; k++) {
      double expected = units.variance(products(3, new int[] {k}), thrice(1)).doubleValue();
      assertExact(fourth(variance, 3, k).at(width), expected, 1e-9);
      assertExact(variance.linear(NONE, single(15, k)).at(width), expected, 1e-9);
    }
    List<int[][]> mixed = List.<int[][]>of(new int[][] {{0, 1}, {1, 2}});
    assertExact(
        mixed(variance, 3, 1, 4).at(width),
        units.variance(mixed, new double[] {1}).doubleValue(),
        1e-9);
  }

  /** Both orders at once, with coefficients of either sign. */
  @ParameterizedTest
  @CsvSource({"gauss, 1", "gauss, 7", "cos, 1", "cos, 7"})
  void ofCombinationsCountsAllCovariances(Activation activation, int width) {
    Ensemble ensemble = Ensemble.of(activation, 1, 0.8, 0.4);
    InputPoints points = Line.of(-0.6, 0.9);
    double[] second = {0.3, -1.1, 0.7};
    double[] fourth = {1, 0.2, -0.8, 0.5, 2};
    List<int[][]> products = new ArrayList<>(products(2, new int[] {0, 1, 2, 3, 4}));
    for (int k = 0; k < 3; k++) {
      products.add(new int[][] {Multisets.of(2, 2).indices(k)});
    }
    double[] c = Arrays.copyOf(thrice(fourth), 18);
    System.arraycopy(second, 0, c, 15, 3);
    double expected =
        new FewUnits(byQuadrature(ensemble, points), width, 0.8, 0.4)
            .variance(products, c)
            .doubleValue();
    assertExact(
        variance(ensemble, points, Estimator.CONDITIONAL).linear(second, fourth).at(width),
        expected,
        1e-8);
  }

  @ParameterizedTest
  @CsvSource({"gauss, 1, 1", "gauss, 2, 1", "gauss, 2, 3", "cos, 2, 1", "cos, 1, 2"})
  void ofPlainAgreesWithTheMomentsOfUnits(Activation activation, int width, int outputs) {
    Ensemble ensemble = Ensemble.of(activation, 1, 0.8, 0.4).withOutputs(outputs);
    InputPoints points = Line.of(-0.6, 0.9);
    EstimatorVariance variance = variance(ensemble, points, Estimator.PLAIN);
    FewUnits units = new FewUnits(byQuadrature(ensemble, points), width, 0.8, 0.4);
    double[] second = {0.3, 1.1, 0.7};
    double[] fourth = {1, 0.2, 0, 0.5, 0};
    double sum = 0;
    List<int[]> all = new ArrayList<>();
    List<Double> c = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      all.add(Multisets.of(2, 2).indices(k));
      c.add(second[k]);
    }
    for (int k : new int[] {0, 1, 3}) {
      all.add(Multisets.of(2, 4).indices(k));
      c.add(fourth[k]);
    }
    for (int i = 0; i < all.size(); i++) {
      double own = ofFields(units, all.get(i), all.get(i), outputs);
      int k = i < 3 ? i : new int[] {0, 1, 3}[i - 3];
      VarianceLaw law = i < 3 ? variance.pair(k) : fourth(variance, 2, k);
      assertExact(law.at(width), own, 1e-9);
      for (int j = 0; j < all.size(); j++) {
        sum += c.get(i) * c.get(j) * ofFields(units, all.get(i), all.get(j), outputs);
      }
    }
    assertExact(variance.linear(second, fourth).at(width), sum, 1e-9);
  }

  /** Cov of the means over outputs of f_i(s) and f_i(t). */
  private static double ofFields(FewUnits units, int[] s, int[] t, int outputs) {
    int[] both = Arrays.copyOf(s, s.length + t.length);
    System.arraycopy(t, 0, both, s.length, t.length);
    int[] different = new int[both.length];
    Arrays.fill(different, s.length, both.length, 1);
    double same = units.ofFields(both, new int[both.length]).doubleValue();
    double other = outputs == 1 ? 0 : units.ofFields(both, different).doubleValue();
    double means =
        units.ofFields(s, new int[s.length]).doubleValue()
            * units.ofFields(t, new int[t.length]).doubleValue();
    return same / outputs + other * (outputs - 1) / outputs - means;
  }

  static Stream<Arguments> extremes() {
    return Stream.of(
        Arguments.of(0.5, Line.of(-4, 0, 4), 10),
        Arguments.of(0.3, Line.of(-4, 0, 4), 1000),
        Arguments.of(0.0, Line.of(-4.5, 4.5), 3),
        Arguments.of(0.0, Line.of(-0.01, 0.002, 0.01), 100),
        Arguments.of(0.0, Line.of(1e-6, 3e-6), 1),
        Arguments.of(0.0, Line.of(0.75, 12), 2000),
        Arguments.of(1.0, Line.of(-0.01, 0.01), 1),
        Arguments.of(1e-5, Line.of(-1, 1), 4),
        Arguments.of(0.2, Line.of(3, 3.0000001), 5),
        Arguments.of(2.0, Line.of(1, 2), 50),
        Arguments.of(
            0.1, InputPoints.ofDimension(2, List.of(List.of(2.0, -3.0), List.of(0.1, 0.7))), 20));
  }

  /** Where moments differ by little or by hundreds of orders: against 150 digits. */
  @ParameterizedTest
  @MethodSource("extremes")
  void ofGaussKeepsItsDigits(double sigmaB, InputPoints points, int width) {
    assertKeepsDigits(Ensemble.of(Activation.GAUSS, points.dIn(), 1, sigmaB), points, width);
  }

  private static void assertKeepsDigits(Ensemble ensemble, InputPoints points, int width) {
    EstimatorVariance variance = variance(ensemble, points, Estimator.CONDITIONAL);
    FewUnits units =
        new FewUnits(inDecimals(ensemble, points), width, ensemble.sigmaW(), ensemble.sigmaB());
    int size = Multisets.of(points.count(), 4).size();
    int[] all = new int[size];
    double[] ones = new double[size];
    for (int k = 0; k < size; k++) {
      all[k] = k;
      ones[k] = 1 + k / 7.0;
      assertHolds(
          fourth(variance, points.count(), k).at(width),
          units.variance(products(points.count(), new int[] {k}), thrice(1)));
    }
    if (points.count() == 2) {
      VarianceBounds together = variance.linear(NONE, ones).at(width);
      assertHolds(together, units.variance(products(points.count(), all), thrice(ones)));
    }
  }

  private static void assertHolds(VarianceBounds bounds, BigDecimal exact) {
    double expected = exact.abs().doubleValue() < 1e-100 ? 0 : exact.doubleValue();
    if (Double.isInfinite(expected)) {
      assertThat(bounds.lower()).isInfinite();
      return;
    }
    double rounding = 1e-15 * expected;
    assertThat(bounds.lower()).isLessThanOrEqualTo(expected + rounding);
    assertThat(bounds.upper()).isGreaterThanOrEqualTo(expected - rounding);
    bounds
        .value()
        .ifPresent(value -> assertThat(value).isCloseTo(expected, within(expected * 1e-3)));
  }

  /** Seeded: every bound holds, and leaves nothing open but where σ_W|x| is tiny without bias. */
  @Test
  void ofGaussHoldsAtRandom() {
    Random random = new Random(16);
    int seen = 0;
    for (int i = 0; i < 60; i++) {
      double size = Math.pow(10, random.nextDouble() * 9 - 8);
      InputPoints points =
          Line.of(size * (random.nextDouble() * 8 - 4), size * (random.nextDouble() * 8 - 4));
      double sigmaB = random.nextInt(3) == 0 ? 0 : Math.pow(10, random.nextDouble() * 4 - 3.5);
      double sigmaW = Math.pow(10, random.nextDouble() - 0.7);
      int width = 1 + random.nextInt(100);
      Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, sigmaW, sigmaB);
      EstimatorVariance variance = variance(ensemble, points, Estimator.CONDITIONAL);
      FewUnits units = new FewUnits(inDecimals(ensemble, points), width, sigmaW, sigmaB);
      for (int k = 0; k < 5; k++) {
        VarianceBounds bounds = fourth(variance, 2, k).at(width);
        assertHolds(bounds, units.variance(products(2, new int[] {k}), thrice(1)));
        if (sigmaB > 0 || sigmaW * Math.abs(points.coordinate(k < 4 ? 0 : 1, 0)) > 1e-4) {
          assertThat(bounds.value()).isPresent();
          seen++;
        }
      }
    }
    assertThat(seen).isGreaterThan(200);
  }

  /** What no double holds is +∞, and never not a number. */
  @ParameterizedTest
  @CsvSource({"CONDITIONAL, 8, 0.5", "CONDITIONAL, 20, 0", "PLAIN, 8, 0.5", "TILTED, 12, 0.5"})
  void beyondTheRangeOfADoubleIsInfinite(Estimator estimator, double x, double sigmaB) {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 1, sigmaB);
    VarianceBounds bounds = fourth(variance(ensemble, Line.of(-x, x), estimator), 2, 0).at(10);
    assertThat(bounds.lower()).isInfinite();
  }

  /** Without bias digits are lost at tiny σ_W|x|, which the bounds say. */
  @Test
  void whatCancelsIsLeftOpen() {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 1, 0);
    VarianceBounds bounds =
        fourth(variance(ensemble, Line.of(1e-9), Estimator.CONDITIONAL), 1, 0).at(1);
    assertThat(bounds.value()).isEmpty();
    assertThat(bounds.lower()).isLessThanOrEqualTo(9 * 2 * 16e-36);
    assertThat(bounds.upper()).isGreaterThanOrEqualTo(9 * 2 * 16e-36);
  }

  /** The lower bound is the one of Cauchy and Schwarz, from moments with one unit shifted. */
  @ParameterizedTest
  @CsvSource({
    "0.5, -0.6, 0.9, 1",
    "0.5, -0.6, 0.9, 4",
    "1, 0.01, 0.02, 10",
    "0.3, -4, 4, 10",
    "2, 1, 5, 7"
  })
  void ofTiltedIsBounded(double sigmaB, double x, double y, int width) {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 0.8, sigmaB);
    InputPoints points = Line.of(x, y);
    EstimatorVariance variance = variance(ensemble, points, Estimator.TILTED);
    FewUnits units = new FewUnits(inDecimals(ensemble, points), width, 0.8, sigmaB);
    double[] c = {1, 0.5, 2, 0.25, 1};
    List<int[][]> fourths = products(2, new int[] {0, 1, 2, 3, 4});
    assertTilted(variance.linear(NONE, c).at(width), units, sigmaB, fourths, thrice(c));
    assertTilted(
        fourth(variance, 2, 2).at(width), units, sigmaB, products(2, new int[] {2}), thrice(1));
    List<int[][]> pair = List.<int[][]>of(new int[][] {{0, 1}});
    assertTilted(variance.pair(1).at(width), units, sigmaB, pair, new double[] {1});
  }

  private static void assertTilted(
      VarianceBounds bounds, FewUnits units, double sigmaB, List<int[][]> products, double[] c) {
    BigDecimal biasVariance = new BigDecimal(sigmaB).multiply(new BigDecimal(sigmaB));
    BigDecimal second = units.secondMoment(products, c, BigDecimal.ONE);
    BigDecimal weighed = second.multiply(new BigDecimal("0.5"));
    for (int t : new int[] {4, 6}) {
      BigDecimal factor = FewUnits.exp(biasVariance.multiply(BigDecimal.valueOf(t)));
      weighed =
          weighed.add(units.secondMoment(products, c, factor).multiply(new BigDecimal("0.25")));
    }
    BigDecimal mean = units.mean(products, c);
    BigDecimal square = mean.multiply(mean);
    double lower =
        second
            .multiply(second)
            .divide(weighed, new MathContext(150))
            .subtract(square)
            .max(BigDecimal.ZERO)
            .doubleValue();
    double upper = second.multiply(BigDecimal.valueOf(2)).subtract(square).doubleValue();
    assertThat(bounds.lower()).isCloseTo(lower, within(1e-9 * lower + 1e-30));
    assertThat(bounds.upper()).isCloseTo(upper, within(1e-9 * upper));
  }

  /** One unit and one point: the second moment itself by quadrature over weight and bias. */
  @ParameterizedTest
  @CsvSource({"0.5, 0.3", "1, 0.01", "0.3, 2"})
  void ofTiltedHoldsTheTruthBetweenItsBounds(double sigmaB, double x) {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 1, sigmaB);
    double b2 = sigmaB * sigmaB;
    double second =
        integral(
            u ->
                integral(
                    v -> {
                      double b = sigmaB * v;
                      double h = Math.exp(x * u + b - b2 - x * x);
                      double y = 3 * Math.pow(h * h - 1, 2);
                      double tilted =
                          0.5 + 0.25 * Math.exp(4 * b - 8 * b2) + 0.25 * Math.exp(6 * b - 18 * b2);
                      return y * y / tilted * Math.exp(-(u * u + v * v) / 2) / (2 * Math.PI);
                    }));
    double mean = 3 * Math.expm1(4 * b2 + 4 * x * x);
    VarianceBounds bounds = fourth(variance(ensemble, Line.of(x), Estimator.TILTED), 1, 0).at(1);
    assertThat(second - mean * mean).isBetween(bounds.lower(), bounds.upper());
    assertThat(bounds.upper()).isPositive();
  }

  private static double integral(DoubleUnaryOperator f) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(20, -0.5, 0.5);
    double sum = 0;
    for (int k = -30; k <= 30; k++) {
      double middle = k;
      sum += rule.integrate(t -> f.applyAsDouble(middle + t));
    }
    return sum;
  }

  static Stream<ReferenceRow> reluRows() {
    return ReferenceRow.all("deep-exact.json").stream()
        .filter(row -> row.fields().get("activation").asText().equals("relu"));
  }

  private static Ensemble deep(ReferenceRow row) {
    return Ensemble.of(Activation.RELU, 1, row.number("sigmaW"), row.number("sigmaB"))
        .withDepth((int) row.number("depth"));
  }

  /** G_c⁽⁴⁾ = 3 Var q and G_c⁽⁶⁾ = 15 κ3(q) at coincident points. */
  @ParameterizedTest
  @MethodSource("reluRows")
  void ofReluAgreesWithReference(ReferenceRow row) {
    Ensemble ensemble = deep(row);
    InputPoints points = Line.of(row.number("x"));
    int width = (int) row.number("width");
    double kernel = row.number("g2");
    double[] moments = ReluRay.of(ensemble, points).orElseThrow().moments(width);
    assertThat(moments[1]).isZero();
    double ofSquare = 3 * kernel * kernel * moments[2];
    double ofCube = 15 * kernel * kernel * kernel * moments[3];
    assertThat(ofSquare).isCloseTo(row.number("connected4"), within(1e-9 * ofSquare));
    assertThat(ofCube).isCloseTo(row.number("connected6"), within(1e-7 * ofCube));
    assertThat(
            variance(ensemble, points, Estimator.CONDITIONAL)
                .pair(0)
                .at(width)
                .value()
                .orElseThrow())
        .isCloseTo(row.number("connected4") / 3, within(1e-9 * ofSquare));
  }

  /** Against the raw moments of q, layer by layer in decimals, of which central ones are made. */
  @ParameterizedTest
  @MethodSource("reluRows")
  void ofReluAgreesWithRawMoments(ReferenceRow row) {
    Ensemble ensemble = deep(row);
    InputPoints points = Line.of(row.number("x"));
    int width = (int) row.number("width");
    double[] d = DecimalRelu.centralMoments(ensemble, row.number("x"), width);
    double k = row.number("g2");
    EstimatorVariance conditional = variance(ensemble, points, Estimator.CONDITIONAL);
    double ofProduct = 9 * (d[4] - d[2] * d[2]);
    double withLinear = ofProduct + 36 * k * d[3] + 36 * k * k * d[2];
    ReluRay ray = ReluRay.of(ensemble, points).orElseThrow();
    VarianceLaw mixed = ray.conditional(SingleVariances.product(1, 0, 0), false);
    assertExact(mixed.at(width), ofProduct / 9, 1e-9);
    assertExact(
        fourth(conditional, 1, 0).at(width), ensemble.depth() > 1 ? withLinear : ofProduct, 1e-9);
    double[] e = ray.moments(width);
    double ofCubes = d[6] - d[3] * d[3];
    assertThat(Math.pow(k, 6) * (e[6] - e[3] * e[3])).isCloseTo(ofCubes, within(1e-9 * ofCubes));
    // what u4 is linear in: the part linear in D is taken away again
    double[] second = {ensemble.depth() > 1 ? -6 * k : 0};
    assertExact(conditional.linear(second, new double[] {1}).at(width), ofProduct, 1e-9);
    double q2 = k * k + d[2];
    double q4 = Math.pow(k, 4) + 6 * k * k * d[2] + 4 * k * d[3] + d[4];
    EstimatorVariance plain = variance(ensemble, points, Estimator.PLAIN);
    assertExact(plain.pair(0).at(width), 3 * q2 - k * k, 1e-9);
    assertExact(fourth(plain, 1, 0).at(width), 105 * q4 - 9 * q2 * q2, 1e-9);
  }

  /** Without bias relu is homogeneous: all points of a ray share one random number. */
  @Test
  void ofReluOnARayIsKnownForEveryMultiset() {
    Ensemble ensemble = Ensemble.of(Activation.RELU, 1, 1.3, 0);
    InputPoints points = Line.of(0.5, 1.25);
    FewUnits units = new FewUnits(byQuadrature(ensemble, points), 3, 1.3, 0);
    EstimatorVariance variance = variance(ensemble, points, Estimator.CONDITIONAL);
    for (int k = 0; k < 5; k++) {
      double expected = units.variance(products(2, new int[] {k}), thrice(1)).doubleValue();
      assertExact(fourth(variance, 2, k).at(3), expected, 1e-9);
      assertExact(variance.linear(NONE, single(5, k)).at(3), expected, 1e-9);
    }
    EstimatorVariance opposite = variance(ensemble, Line.of(-0.5, 1.25), Estimator.CONDITIONAL);
    assertThat(fourth(opposite, 2, 1).at(3).value()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"erf, 0.8, 0", "erf, 1.5, 0.8", "tanh, 1, 0.3", "relu, 1.1, 0.6"})
  void ofOthersComesFromTheOracle(Activation activation, double sigmaW, double sigmaB) {
    Ensemble ensemble = Ensemble.of(activation, 1, sigmaW, sigmaB);
    InputPoints points = Line.of(-0.6, 0.3);
    EstimatorVariance conditional = variance(ensemble, points, Estimator.CONDITIONAL);
    EstimatorVariance plain = variance(ensemble.withOutputs(2), points, Estimator.PLAIN);
    Function<int[], BigDecimal> moment = byQuadrature(ensemble, points);
    for (int width : new int[] {1, 100}) {
      FewUnits units = new FewUnits(moment, width, sigmaW, sigmaB);
      for (int k = 0; k < 3; k++) {
        List<int[][]> pair = List.<int[][]>of(new int[][] {Multisets.of(2, 2).indices(k)});
        assertExact(
            conditional.pair(k).at(width),
            units.variance(pair, new double[] {1}).doubleValue(),
            1e-8);
      }
      double exact = units.variance(products(2, new int[] {2}), thrice(1)).doubleValue();
      VarianceBounds bounds = fourth(conditional, 2, 2).at(width);
      assertThat(bounds.lower()).isBetween(width == 1 ? 0 : 0.7 * exact, exact);
      assertThat(bounds.upper()).isInfinite();
    }
    int[] ab = {0, 1};
    FewUnits two = new FewUnits(moment, 2, sigmaW, sigmaB);
    assertExact(plain.pair(1).at(2), ofFields(two, ab, ab, 2), 1e-8);
  }

  @Test
  void whatIsNotKnownIsSaidToBe() {
    Ensemble tanh = Ensemble.of(Activation.TANH, 2, 1, 0.5);
    InputPoints plane = InputPoints.ofDimension(2, List.of(List.of(0.1, 0.2), List.of(0.3, 0.1)));
    EstimatorVariance variance = variance(tanh, plane, Estimator.CONDITIONAL);
    assertThat(fourth(variance, 2, 0).at(3)).isEqualTo(VarianceBounds.UNKNOWN);
    Ensemble gauss = Ensemble.of(Activation.GAUSS, 1, 1, 0.5);
    double[] infinite = single(5, 0);
    infinite[1] = Double.POSITIVE_INFINITY;
    assertThat(variance(gauss, Line.of(0, 1), Estimator.CONDITIONAL).linear(NONE, infinite).at(3))
        .isEqualTo(VarianceBounds.UNKNOWN);
  }
}
