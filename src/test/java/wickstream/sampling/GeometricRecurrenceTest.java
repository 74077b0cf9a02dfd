package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.numeric.ArrayFunctions;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.random.LaneGenerator;

class GeometricRecurrenceTest {
  private static final MathContext DIGITS = new MathContext(40);
  private static final Ensemble GAUSS = Ensemble.of(Activation.GAUSS, 1, 1.3, 0.7);

  private static InputPoints line(double... x) {
    return InputPoints.ofDimension(1, Arrays.stream(x).mapToObj(List::of).toList());
  }

  /** A value m terms from the first is documented as exact to 4m + 2 units in the last place. */
  @Tag("bits")
  @ParameterizedTest
  @CsvSource({"1, 0.5, 0.6", "1, -0.5, 0.02", "2, 0, 0.02", "2, 0.25, 0.6"})
  void termsAreAsExactAsDocumented(double power, double x, double step) {
    Shard shard = new Shard(GAUSS, 63, line(0, step), Estimator.CONDITIONAL, List.of(2), 8);
    HiddenUnits units = new HiddenUnits(shard);
    units.draw(BagStreams.of(LaneGenerator.SCALAR, 7, shard, shard.hash(), 0), 0, 1, 0, 63);
    GeometricRecurrence recurrence = GeometricRecurrence.of(GAUSS, shard.points()).orElseThrow();
    double[] value = new double[HiddenUnits.LENGTH];
    double[] up = new double[HiddenUnits.LENGTH];
    double[] down = new double[HiddenUnits.LENGTH];
    recurrence.values(ArrayFunctions.SCALAR, units, power, x, value);
    recurrence.factors(ArrayFunctions.SCALAR, units, up, down);
    for (int i = 0; i < units.size(); i++) {
      double w = units.inputWeights(0)[i];
      double constant = Math.fma(power * 0.7, units.biases()[i], -power * 0.7 * 0.7);
      double first = Math.fma(1.3 * x, w, constant);
      double above = value[i];
      double below = value[i];
      for (int m = 0; m <= UnitLoops.TERMS_PER_PASS; m++) {
        double exponent = 1.3 * recurrence.step() * w;
        assertThat(ulps(above, exp(first, m, exponent))).isLessThanOrEqualTo(4 * m + 2);
        assertThat(ulps(below, exp(first, -m, exponent))).isLessThanOrEqualTo(4 * m + 2);
        above *= up[i];
        below *= down[i];
      }
    }
  }

  /**
   * Up to 8.6, beyond which one normal in 10¹⁷ is, as exact as each unit's own terms; at the
   * largest of all to 7 · 10⁻¹⁴. Of the flattest recurrence that is not flat, that would not be so.
   */
  @ParameterizedTest
  @CsvSource({"0.1, 3e-15", "-4, 3e-15", "8.6, 3e-15", "13, 7e-14", "-13, 7e-14"})
  void taylorTermsAreAsExactAsDocumented(double normal, double error) {
    double growth = 0.3499 / 5 / 8.6;
    assertThat(flatWithStep(growth).isFlat()).isTrue();
    assertThat(flatWithStep(1.01 * growth).isFlat()).isFalse();
    Shard shard =
        new Shard(
            GAUSS, 24, Activation.GAUSS.defaultPoints(), Estimator.CONDITIONAL, List.of(2), 8);
    HiddenUnits units = new HiddenUnits(shard);
    units.place(0, 1, 0, 1);
    Arrays.fill(units.inputWeights(0), normal);
    UnitSums taylor = new UnitSums(UnitLoops.TAYLOR_SUMS);
    UnitSums sums = new UnitSums(11);
    double[] value = new double[HiddenUnits.LENGTH];
    Arrays.fill(value, 1);
    UnitLoops.SCALAR.addTaylorSums(units, value, growth, taylor);
    int[] up = {5, 6, 7, 8, 9, 10};
    int[] down = {5, 4, 3, 2, 1, 0};
    UnitLoops.SCALAR.taylorTerms(taylor, sums, up, down, 1);
    for (int m = -5; m <= 5; m++) {
      double exact = exp(0, m, growth * normal).doubleValue();
      assertThat(sums.values[sums.at(0, 5 + m)] / exact).isCloseTo(1, within(error));
    }
  }

  private static GeometricRecurrence flatWithStep(double step) {
    return new GeometricRecurrence(Ensemble.of(Activation.GAUSS, 1, 1, 0), 0, step, 6);
  }

  @Test
  void passesAddEveryRungOnce() {
    assertThat(GeometricRecurrence.passes(new int[] {0, 1}, 9)).containsExactly(0, 1, 9, 9, 9, 9);
    assertThat(GeometricRecurrence.passes(new int[] {9, 4, 3, 2, 1, 0}, 9))
        .containsExactly(9, 4, 3, 2, 1, 0);
    assertThat(GeometricRecurrence.passes(new int[] {0, 1, 2, 3, 4, 5, 6}, 9))
        .containsExactly(0, 1, 2, 3, 4, 5, 9, 6, 9, 9, 9, 9);
  }

  @Test
  void theMiddleOfSymmetricPointsIsZero() {
    assertThat(
            GeometricRecurrence.of(GAUSS, Activation.GAUSS.defaultPoints())
                .orElseThrow()
                .middleOfSums())
        .isZero();
    assertThat(GeometricRecurrence.of(GAUSS, line(-0.3, 0, 0.3)).orElseThrow().middleOfSums())
        .isZero();
    assertThat(GeometricRecurrence.of(GAUSS, line(0.25, 0.75)).orElseThrow().middleOfSums())
        .isEqualTo(1);
  }

  private static double ulps(double actual, BigDecimal exact) {
    BigDecimal ulp = new BigDecimal(Math.ulp(exact.doubleValue()));
    return new BigDecimal(actual).subtract(exact).abs().divide(ulp, DIGITS).doubleValue();
  }

  /** exp(first + m · step), by its series after dividing the argument by 1024. */
  private static BigDecimal exp(double first, int m, double step) {
    BigDecimal x =
        new BigDecimal(first)
            .add(new BigDecimal(step).multiply(BigDecimal.valueOf(m)))
            .divide(BigDecimal.valueOf(1024), DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int k = 1; k <= 20; k++) {
      term = term.multiply(x).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term);
    }
    return sum.pow(1024, DIGITS);
  }

  @Test
  void equallySpacedPointsMakeALadder() {
    assertThat(GeometricRecurrence.of(GAUSS, line(0.25, 0.75)))
        .contains(new GeometricRecurrence(GAUSS, 0.25, 0.5, 2));
    assertThat(GeometricRecurrence.of(GAUSS, Activation.GAUSS.defaultPoints()))
        .hasValueSatisfying(recurrence -> assertThat(recurrence.start()).isEqualTo(-0.01));
  }

  /** Equal spacing in decimals is not exact in doubles, whatever the size of the points. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.004, 0.1, 0.3, 0.7, 1.1, 13.7})
  void decimalsThatLookEquallySpacedMakeALadder(double step) {
    Ensemble slow = Ensemble.of(Activation.GAUSS, 1, 0.01, 0);
    for (int count = 2; count <= 6; count++) {
      double[] rising = IntStream.range(0, count).mapToDouble(a -> (a - 3) * step).toArray();
      double[] read = Arrays.stream(rising).map(x -> Math.round(x * 1e7) / 1e7).toArray();
      assertThat(GeometricRecurrence.of(slow, line(read))).as(Arrays.toString(read)).isPresent();
    }
  }

  @Test
  void otherPointsDoNot() {
    assertThat(GeometricRecurrence.of(GAUSS, line(0.5))).as("one point").isEmpty();
    assertThat(GeometricRecurrence.of(GAUSS, line(0.3, 0.2, 0.1))).as("descending").isEmpty();
    assertThat(GeometricRecurrence.of(GAUSS, line(0.1, 0.2, 0.4))).as("unequal").isEmpty();
    assertThat(GeometricRecurrence.of(GAUSS, line(0.1, 0.3, 0.2))).as("out of order").isEmpty();
    assertThat(GeometricRecurrence.of(GAUSS, line(-1, 1e-12, 1))).as("nearly equal").isEmpty();
  }

  /** There the factors would be too large or small, and digits would be lost. */
  @Test
  void norDoPointsFarFromZero() {
    assertThat(GeometricRecurrence.of(GAUSS, line(-2.3, 2.3))).isPresent();
    assertThat(GeometricRecurrence.of(GAUSS, line(-2.3, 2.4))).isEmpty();
    assertThat(GeometricRecurrence.of(GAUSS, line(-2.4, 2.3))).isEmpty();
  }

  @Test
  void norDoOtherDimensionsOrActivations() {
    InputPoints plane = InputPoints.ofDimension(2, List.of(List.of(0.0, 0.0), List.of(1.0, 0.0)));
    assertThat(GeometricRecurrence.of(Ensemble.of(Activation.GAUSS, 2, 1, 0), plane)).isEmpty();
    assertThat(GeometricRecurrence.of(Ensemble.of(Activation.ERF, 1, 1, 0), line(0, 1))).isEmpty();
    assertThat(GeometricRecurrence.of(Ensemble.of(Activation.RELU, 1, 1, 0), line(1, 2))).isEmpty();
  }
}
