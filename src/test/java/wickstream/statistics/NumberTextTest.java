package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "-1.5, -1.5",
    "0.1, 0.1",
    "0.12345, 0.123",
    "0.001, 0.001",
    "12.34, 12.3",
    "100, 100",
    "999, 999",
    "999.6, 1000",
    "12345, 12300",
    "99949, 99900",
    "0.0009996, 0.001",
    "0.0009, 9e-4",
    "-1.2345e-7, -1.23e-7",
    "99950, 1e5",
    "100000, 1e5",
    "1.5e16, 1.5e16",
    "-0.0, 0",
    "Infinity, infinite",
    "-Infinity, -infinite",
    "NaN, unknown"
  })
  void numbersHaveThreeDigitsAndNoTrailingZerosWhereTheyArePlain(double x, String text) {
    assertThat(NumberText.brief(x)).isEqualTo(text);
  }

  @Test
  void everyNumberIsReadBackToHalfAPerCent() {
    Random random = new Random(81);
    for (int i = 0; i < 10_000; i++) {
      double x = (random.nextBoolean() ? 1 : -1) * Math.pow(10, 40 * random.nextDouble() - 20);
      assertThat(Double.parseDouble(NumberText.brief(x)) / x).isCloseTo(1, within(0.00501));
    }
  }

  @Test
  void fractionsBecomePercentages() {
    assertThat(NumberText.percent(0.1)).isEqualTo("10 %");
    assertThat(NumberText.percent(0.01234)).isEqualTo("1.23 %");
    assertThat(NumberText.percent(1e-7)).isEqualTo("1e-5 %");
  }

  @Test
  void theDecimalPointDoesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(NumberText.brief(1.5)).isEqualTo("1.5");
      assertThat(NumberText.brief(1.5e-9)).isEqualTo("1.5e-9");
    } finally {
      Locale.setDefault(before);
    }
  }
}
