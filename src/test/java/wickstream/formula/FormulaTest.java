package wickstream.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.numeric.ArrayFunctions;

class FormulaTest {
  private static final double EVERYWHERE = Double.POSITIVE_INFINITY;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "z * tanh(z) + 0.1 z^2 | 0.5 * 0.46211715726000975 + 0.025",
        "-z^2 | -0.25",
        "2 - 3 - z | -1.5",
        "8 / 2 / 2 * z | 1",
        "z^2^3 | 0.00390625",
        "(z^2)^3 | 0.015625",
        "z^(1/2 + 1/2) | 0.5",
        "2 (z + 1) | 3",
        "4^(-1/2) * z | 0.25",
        "max(z, -z) + min(3 z, -z) | 0",
        "abs(-z)^1.5 | 0.3535533905932738",
        "sqrt(exp(log(z^2 + 1))) | 1.118033988749895",
        "sin(z)^2 + cos(z)^2 | 1",
        "erf(z) / pi | 0.1656802568653478",
        "step(z) + step(-z) | 1",
        "z × 2 ÷ 4 − 1 | -0.75",
      })
  void meansWhatItSays(String text, String value) {
    double expected = Formula.parse(value + " + 0*z").at(1);
    assertThat(Formula.parse(text).at(0.5)).isCloseTo(expected, within(1e-8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "z + | at character 3, missing second operand for operator",
        "(z | closing brace not found",
        "foo(z) + 1 | at character 1, undefined function 'foo' (there are exp, log, tanh,",
        "1 + y | at character 5, \"y\" must be z, pi or a function",
        "z * 0x10 | at character 5, a number must be decimal and finite",
        "1e400 * z | at character 1, a number must be decimal and finite",
        "2^z | at character 2, the exponent of ^ must be a number other than 0",
        "z = 1 | at character 3, undefined operator '='",
        "max(z) | not enough parameters",
        "log(z) | log of a number that is not above 0",
        "1/z | division by 0",
        "1/(z^2 - 4) | near z = 2.00000, it may have division by 0",
        "sqrt(-1 - z^2) | near z = 0, it may have sqrt of a number below 0",
        "abs(z - 1) | near z = 1.00000, it may have a kink or jump of abs(z - 1)",
        "max(z, 2 - z) | near z = 1.00000, it may have a kink or jump",
        "step(z + 3) | near z = -3.00000, it may have a kink or jump",
        "abs(sin(z)) | near z = 3.14159, it may have a kink or jump",
        "tanh(z) + 30*exp(-(1e5*(z - 2))^2) | near z = 1.96728, it may change within less than 0.032",
        "z + exp(-(1000*(z + 0.01))^2) | it may change within less than 0.032 of z or of 1, too fast",
        "z^0.5 | a power that is not whole of a number below 0",
        "z/abs(z) | near z = 0, it may have division by 0",
      })
  void isRefusedWithThePlace(String text, String why) {
    assertThatThrownBy(() -> Formula.parse(text))
        .isInstanceOf(InvalidFormula.class)
        .hasMessageContaining(why);
  }

  @Test
  void isRefusedIfItIsTooLong() {
    assertThatThrownBy(() -> Formula.parse("z" + "+z".repeat(60)))
        .hasMessageContaining("it may have 100 numbers, z, operations and functions, had 121");
    assertThatThrownBy(() -> Formula.parse("z" + " ".repeat(500)))
        .hasMessageContaining("it may have 500 characters, had 501");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "z * tanh(z) + 0.1 * z^2",
        "max(z, 0) + exp(min(z, 0)) - 1",
        "max(z, 0.1 * z)",
        "abs(z)^1.5",
        "z - (1 - z)",
        "(z + 1)^2 / (1 + z^2)",
        "-(z + 1) * 2",
        "exp((-z^2) / 2)",
        "2 * pi * z",
      })
  void itsTextReadsBackAsTheSame(String text) {
    Formula formula = Formula.parse(text);
    assertThat(Formula.parse(formula.text()).text()).isEqualTo(formula.text());
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      double z = random.nextDouble(-3, 3);
      assertThat(Formula.parse(formula.text()).at(z)).isEqualTo(formula.at(z));
    }
  }

  @Test
  void isAlikeWhateverTheOrderOfWhatMayBeExchanged() {
    Formula formula = Formula.parse("max(z, 0) + 0.01*min(z, 0)");
    assertThat(formula.isLike(Formula.parse("min(0, z) * 0.01 + max(0, z)"))).isTrue();
    assertThat(formula.isLike(Formula.parse("max(z, 0) - 0.01*min(z, 0)"))).isFalse();
    assertThat(Formula.parse("z - 1").isLike(Formula.parse("1 - z"))).isFalse();
    assertThat(Formula.parse("z^2").isLike(Formula.parse("z^3"))).isFalse();
  }

  /** Differences of fourth order, away from kinks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "z * tanh(z) + 0.1 * z^2",
        "erf(z)^3 - sin(2 z) * cos(z)",
        "max(z, 0) + exp(min(z, 0)) - 1",
        "max(z, 0) + log(1 + exp(-abs(z)))",
        "sqrt(1 + z^2) / (2 + cos(z))",
        "abs(z)^2.5 + (1 + z^2)^(-3)",
        "max(z, -2 z) - min(z^3, 0)",
      })
  void derivativesAreThose(String text) {
    Formula[] formulas = Formula.parse(text).withDerivatives(2);
    double h = 1e-3;
    for (double z : new double[] {-2.7, -0.9, -0.1, 0.2, 1.3, 3.1}) {
      for (int k = 0; k < 2; k++) {
        Formula f = formulas[k];
        double difference =
            (8 * (f.at(z + h) - f.at(z - h)) - f.at(z + 2 * h) + f.at(z - 2 * h)) / (12 * h);
        assertThat(formulas[k + 1].at(z)).isCloseTo(difference, within(2e-9 * (1 + z * z * z * z)));
      }
    }
  }

  @ParameterizedTest
  @Tag("bits")
  @ValueSource(
      strings = {
        "z * tanh(z) + 0.1 z^2",
        "max(z, 0) + log(1 + exp(-abs(z)))",
        "abs(z)^1.5 - (1 + z^2)^(-3) + sqrt(2 + sin(z) * cos(3 z))",
        "erf(z) / (1 + exp(-z)) - step(z) + min(z, 2 z)",
      })
  void arraysHaveTheBitsOfSingleNumbers(String text) throws ReflectiveOperationException {
    Formula formula = Formula.parse(text);
    for (int n : new int[] {0, 1, 7, 8, 831, 832, 833, 5000}) {
      double[] z = new SplittableRandom(n).doubles(n, -40, 40).toArray();
      double[] expected = new double[n];
      for (int i = 0; i < n; i++) {
        expected[i] = formula.at(z[i]);
      }
      double[] scalar = z.clone();
      formula.evaluation(ArrayFunctions.SCALAR).apply(scalar, n);
      assertThat(scalar).containsExactly(expected);
      double[] fastest = z.clone();
      formula.evaluation(fastest()).apply(fastest, n);
      assertThat(fastest).containsExactly(expected);
    }
  }

  private static ArrayFunctions fastest() throws ReflectiveOperationException {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? (ArrayFunctions)
            Class.forName("wickstream.numeric.vector.VectorFunctions")
                .getConstructor()
                .newInstance()
        : ArrayFunctions.SCALAR;
  }

  @Test
  void boundsHoldAndAreNear() {
    assertThat(Formula.parse("(1 + tanh(z/2))/2").largest(EVERYWHERE)).isBetween(1.0, 1 + 1e-12);
    assertThat(Formula.parse("1/(1 + z^2)").largest(EVERYWHERE)).isBetween(1.0, 1 + 1e-12);
    assertThat(Formula.parse("sin(z) * cos(z)").largest(EVERYWHERE)).isBetween(0.5, 1.001);
    assertThat(Formula.parse("z * exp(-z^2)").largest(3)).isBetween(0.4288, 0.45);
    assertThat(Formula.parse("z^2").largest(9)).isBetween(81.0, 81.001);
    assertThat(Formula.parse("z^2").largest(EVERYWHERE)).isInfinite();
    assertThat(Formula.parse("sin(3 z + 1)").largestAngle(100)).isBetween(301.0, 301.001);
    assertThat(Formula.parse("tanh(z)").largestAngle(100)).isZero();
  }

  /** What oscillates everywhere, and what is steep at 0, is seen when rules are compared. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sin(40*z)",
        "tanh(1000*z)",
        "1/(1 + 1e6*z^2)",
        "z^9",
        "exp(z)",
        "2",
        "1e-9*z",
        "tanh(z) + exp(-(10*(z - 2))^2)",
        "z/(1 + exp(-z))",
        "abs(z)^0.8"
      })
  void areTakenAlthoughTheyChangeFast(String text) {
    assertThat(Formula.parse(text).text()).isNotEmpty();
  }

  /** Random formulas at random places lie within the bounds of intervals around them. */
  @Test
  void rangesContainValues() {
    SplittableRandom random = new SplittableRandom(7);
    String[] texts = {
      "z * tanh(z) - z^3", "exp(-z^2/2) * sin(5 z)", "cos(z)^3 / (2 + sin(z))",
      "max(z, 0) * erf(z) - min(z, -z)", "log(2 + cos(z)) - sqrt(z^2)",
          "abs(z)^0.7 - (1 + z^4)^(-2)"
    };
    for (String text : texts) {
      Formula formula = Formula.parse(text);
      for (int i = 0; i < 2000; i++) {
        double reach = Math.exp(random.nextDouble(-5, 3));
        double z = random.nextDouble(-reach, reach);
        assertThat(Math.abs(formula.at(z))).isLessThanOrEqualTo(formula.largest(reach));
      }
    }
  }

  @Test
  void knowsItsSignAndWhatHappensAtZero() {
    assertThat(Formula.parse("z^2").isNeverNegative()).isTrue();
    assertThat(Formula.parse("max(z, 0) + 1").isNeverNegative()).isTrue();
    assertThat(Formula.parse("sin(z)").isNeverNegative()).isFalse();
    assertThat(Formula.parse("step(z) - 0.25").jump()).isEqualTo(1);
    assertThat(Formula.parse("max(z, 0)").jump()).isZero();
    assertThat(Formula.parse("max(z, 0)").derivative().jump()).isEqualTo(1);
    assertThat(Formula.parse("max(z, 0) + log(1 + exp(-abs(z)))").derivative().jump()).isZero();
    assertThat(Formula.parse("abs(z)").isKinked()).isTrue();
    assertThat(Formula.parse("tanh(z)^2").isKinked()).isFalse();
  }
}
