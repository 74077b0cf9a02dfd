package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("bits")
final class ValueTextTest {
  @ParameterizedTest
  @CsvSource({
    "-1.28296, 0.0061, -1.2830 ± 0.0061",
    "0.1, 0.05, 0.100 ± 0.050",
    "0, 0.01, 0.000 ± 0.010",
    "-0.0, 0.01, 0.000 ± 0.010",
    "-0.0004, 0.012, 0.000 ± 0.012",
    "123.4, 9.96, 123 ± 10",
    "1, 0.0996, 1.00 ± 0.10",
    "1, 0.996, 1.0 ± 1.0",
    "0.5, 12.3, 0 ± 12",
    "1.5, 12.3, 2 ± 12",
    "99999.7, 3.01, 99999.7 ± 3.0",
    "100000, 3.01, (1.000000 ± 0.000030)e5",
    "1234567, 1234, (1.2346 ± 0.0012)e6",
    "-1234567, 1234, (-1.2346 ± 0.0012)e6",
    "1.5e-7, 2e-9, (1.500 ± 0.020)e-7",
    "0.001, 0.0001, 0.00100 ± 0.00010",
    "0.00099, 0.000101, (9.9 ± 1.0)e-4",
    "1e-9, 1.01e5, (0.0 ± 1.0)e5",
    "-1e300, 1e298, (-1.000 ± 0.010)e300",
    "1e308, 1e307, (1.00 ± 0.10)e308",
    "1.1e-300, 1.01e-301, (1.10 ± 0.10)e-300"
  })
  void givesTheErrorTwoDigitsAndTheValueTheSamePlace(double value, double error, String text) {
    assertThat(ValueText.withError(value, error)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"10, 3, 10.0 ± 3.0", "0.75, 0.5, 0.75 ± 0.50", "4.5e-4, 1e-4, (4.5 ± 1.0)e-4"})
  void givesARoundErrorTwoDigitsToo(double value, double error, String text) {
    assertThat(ValueText.withError(value, error)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 0.1, -",
    "NaN, NaN, -",
    "Infinity, 0.1, -",
    "-Infinity, Infinity, -",
    "0.5, NaN, 0.5 ± ?",
    "0.5, Infinity, 0.5 ± ?",
    "0.5, 0, 0.5 ± ?",
    "-1.25e-12, 0, -1.25e-12 ± ?"
  })
  void admitsWhatIsNotKnown(double value, double error, String text) {
    assertThat(ValueText.withError(value, error)).isEqualTo(text);
  }

  /** Below 10⁻³²³ there is no power of ten to divide by. */
  @ParameterizedTest
  @CsvSource({"4.9e-324, 4.9e-324", "0, 4.9e-324", "4.9e-324, 1", "4.9e-324, 0"})
  void neverFailsForTheSmallestNumbers(double value, double error) {
    assertThat(ValueText.withError(value, error)).contains(" ± ");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0000",
    "-0.82261258, -0.82261",
    "99999.6, 1.0000e5",
    "12345.6, 12346",
    "-594.54, -594.54",
    "123456, 1.2346e5",
    "1.5e-4, 0.00015000",
    "9.99996e-5, 0.00010000",
    "1.5e-5, 1.5000e-5",
    "-0.0, 0.0000",
    "1e300, 1.0000e300",
    "4.9e-324, 4.9407e-324",
    "1e-10, 1.0000e-10",
    "NaN, -",
    "-Infinity, -"
  })
  void writesNumbersToFiveDigits(double number, String text) {
    assertThat(ValueText.number(number)).isEqualTo(text);
  }

  /** As in a row of a table: value, error, and what stands beside them. */
  @ParameterizedTest
  @CsvSource({
    "-6.579e-4, 5.9e-6, -6.5844e-4, -6.5844e-4",
    "-6.585e-5, 6.3e-7, -6.5844e-5, -6.5844e-5",
    "-0.006654, 4.8e-5, -0.0065844, -0.0065844",
    // Either side of a thousandth, and of a hundred thousand.
    "9.98e-4, 1.0e-6, 0.001002, 10.020e-4",
    "1.002e-3, 1.0e-6, 0.000998, 0.00099800",
    "99990, 13, 100020, 100020",
    "100020, 13, 99990, 0.99990e5",
    // Too small for their notation.
    "0.001, 0.014, -1.2768e-5, -1.2768e-5",
    "-6.5e-4, 5.9e-5, 1e-9, 1.0000e-9",
    "-9.4e-4, 9.3e-4, -5.1119e-6, -5.1119e-6",
    "-2.4e-5, 8.6e-5, -2.3332e-6, -0.23332e-5",
    "0, 3.3e-5, 1.5038e-5, 1.5038e-5",
    "NaN, NaN, 1.5e-5, 1.5000e-5",
    "0.5, NaN, 0.00015, 0.00015000",
    "1.5e-7, 2e-9, 0, 0.0000",
    "0.5, 0.1, NaN, -"
  })
  void writesNumbersOfARowAlike(double value, double error, double beside, String text) {
    assertThat(ValueText.beside(value, error, beside)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "0.5, 0.5", "10, 10", "1e10, 10000000000", "0, 0", "1e-5, 0.00001"})
  void writesPlainNumbersWithoutTrailingZeros(double number, String text) {
    assertThat(ValueText.plain(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "999, 999",
    "20000, 20 000",
    "999999999, 999 999 999",
    "1e9, 1.0e9",
    "3.44e12, 3.4e12"
  })
  void setsThousandsApart(double count, String text) {
    assertThat(ValueText.count(count)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "20000, 3e6, false, 20 000 of about 3 000 000",
    "20000, 3e6, true, 20 000 of at least 3 000 000",
    "20000, 19999, true, 20 000",
    "20000, NaN, false, 20 000",
    "20000, Infinity, false, 20 000; no finite number would do",
    "20000, Infinity, true, 20 000; no finite number would do"
  })
  void saysHowManyNetworksItTakes(long measured, double needed, boolean isLowerBound, String text) {
    assertThat(ValueText.networks(measured, needed, isLowerBound)).isEqualTo(text);
  }
}
