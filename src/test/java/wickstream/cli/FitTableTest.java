package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import wickstream.results.Fit;

class FitTableTest {
  private static Fit fit(String variable, OptionalInt width, double exponent, int points) {
    return new Fit(
        "u4",
        variable,
        width,
        OptionalDouble.empty(),
        exponent,
        0.0041,
        Double.NaN,
        Double.NaN,
        12.4,
        17,
        0.8,
        points,
        20 - points,
        exponent < 0 ? OptionalDouble.of(-3) : OptionalDouble.empty(),
        exponent < 0 ? OptionalDouble.of(-2.9979) : OptionalDouble.empty(),
        "as it is");
  }

  @Test
  void hasOneRowForTheWholeGrid() {
    assertThat(
            FitTable.lines(
                List.of(
                    fit("sigmaW", OptionalInt.empty(), -3.0012, 20),
                    fit("sigmaW", OptionalInt.of(5), -3.1, 3),
                    fit("width", OptionalInt.empty(), Double.NaN, 0))))
        .containsExactly(
            "power of  in       fit ± error  predicted    exact  chi2/dof   shards",
            " sigma_W  u4  -3.0012 ± 0.0041         -3  -2.9979     12/17       20",
            "       N  u4                 -          -        -         -  0 of 20",
            "");
  }

  @Test
  void isNothingWithoutFits() {
    assertThat(FitTable.lines(List.of())).isEmpty();
  }
}
