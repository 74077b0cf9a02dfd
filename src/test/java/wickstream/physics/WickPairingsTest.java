package wickstream.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WickPairingsTest {

  @ParameterizedTest
  @CsvSource({"2, 1", "4, 3", "6, 15", "8, 105", "1, 0", "3, 0", "5, 0"})
  void countsAreDoubleFactorials(int order, int count) {
    List<int[][]> pairings = WickPairings.of(order);
    assertThat(pairings).hasSize(count);
    assertThat(pairings.stream().map(Arrays::deepToString).distinct()).hasSize(count);
    for (int[][] pairing : pairings) {
      assertThat(Arrays.stream(pairing).flatMapToInt(Arrays::stream).sorted())
          .containsExactly(IntStream.range(0, order).boxed().toArray(Integer[]::new));
    }
  }

  @Test
  void ofFourAreInLexicographicOrder() {
    assertThat(WickPairings.of(4).stream().map(Arrays::deepToString))
        .containsExactly("[[0, 1], [2, 3]]", "[[0, 2], [1, 3]]", "[[0, 3], [1, 2]]");
  }

  @Test
  void splitsOfSixLegsAreTenAndFifteen() {
    assertThat(Splits.TRIPLES.stream().map(Arrays::toString).distinct()).hasSize(10);
    assertThat(Splits.PAIR_AND_QUAD.stream().map(Arrays::toString).distinct()).hasSize(15);
    for (List<int[]> splits : List.of(Splits.TRIPLES, Splits.PAIR_AND_QUAD)) {
      assertThat(splits)
          .allSatisfy(
              split -> assertThat(Arrays.stream(split).sorted()).containsExactly(0, 1, 2, 3, 4, 5));
    }
  }
}
