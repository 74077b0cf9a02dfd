package wickstream.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogScaleTest {
  private static String labels(Scale scale, int most) {
    return scale.ticks(most).stream()
        .map(Tick::label)
        .flatMap(Optional::stream)
        .map(Label::plain)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.9   | 22   | 6  | 1 2 5 10 20",
        "0.9   | 22   | 4  | 1 3 10",
        "0.5   | 2000 | 8  | 1 10 100 1000",
        "1e-9  | 1e3  | 5  | 10−9 10−6 10−3 1 103",
        "2e-7  | 3e-5 | 8  | 2·10−7 5·10−7 10−6 2·10−6 5·10−6 10−5 2·10−5",
        "1e-30 | 1    | 8  | 10−28 10−24 10−20 10−16 10−12 10−8 10−4 1"
      })
  void labelsArePowersOfTenAndWhatFitsBetween(double first, double last, int most, String labels) {
    assertThat(labels(new LogScale(first, last), most)).isEqualTo(labels);
  }

  @Test
  void hasMinorTicksAtAllDigits() {
    assertThat(new LogScale(1, 100).ticks(3)).filteredOn(tick -> !tick.major()).hasSize(16);
    assertThat(new LogScale(1, 100).ticks(3)).filteredOn(Tick::major).hasSize(3);
  }

  @Test
  void hasNoMinorTicksWhereTheyWouldBeBlack() {
    assertThat(new LogScale(1e-20, 1).ticks(9)).allMatch(Tick::major).hasSize(21);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-12, 1, 3.7, 1e200})
  void makesRoomAroundOneNumber(double number) {
    LogScale scale = LogScale.around(new Range(number, number));
    assertThat(scale.at(number)).isCloseTo(0.5, within(1e-9));
    assertThat(Math.log10(scale.last() / scale.first())).isCloseTo(0.5, within(1e-9));
    assertThat(scale.ticks(5)).isNotEmpty();
  }

  @Test
  void equalRatiosAreEqualSteps() {
    LogScale scale = new LogScale(1, 1e4);
    assertThat(scale.at(10)).isCloseTo(0.25, within(1e-12));
    assertThat(scale.at(1000)).isCloseTo(0.75, within(1e-12));
    assertThat(scale.nearest(0)).isEqualTo(1);
  }

  @Test
  void refusesWhatHasNoLogarithm() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LogScale(0, 1));
  }
}
