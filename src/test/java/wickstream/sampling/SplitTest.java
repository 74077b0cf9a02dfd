package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
  private static final List<Integer> ALL_ORDERS = List.of(2, 4, 6);

  @ParameterizedTest
  @CsvSource({"1, 4", "1, 6", "2, 4", "2, 6", "3, 6", "4, 4", "6, 6"})
  void withFirstPointTakesEachPartnerOfTheFirstPointOnce(int points, int order) {
    Layout layout = new Layout(points, ALL_ORDERS, 1);
    List<Split> splits = Split.withFirstPoint(layout, order);
    assertThat(splits).hasSize(layout.multisets(order).size());
    for (int k = 0; k < splits.size(); k++) {
      int[] x = layout.multisets(order).indices(k);
      assertThat(splits.get(k).count()).isEqualTo(order - 1);
      assertThat(described(layout, splits.get(k), order))
          .containsExactlyInAnyOrderElementsOf(ways(x, 1));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "1, 6", "2, 4", "2, 6", "3, 6", "4, 4", "6, 6"})
  void allTakesEachPairOnce(int points, int order) {
    Layout layout = new Layout(points, ALL_ORDERS, 1);
    List<Split> splits = Split.all(layout, order);
    assertThat(splits).hasSize(layout.multisets(order).size());
    for (int k = 0; k < splits.size(); k++) {
      int[] x = layout.multisets(order).indices(k);
      assertThat(splits.get(k).count()).isEqualTo(order * (order - 1) / 2);
      assertThat(described(layout, splits.get(k), order))
          .containsExactlyInAnyOrderElementsOf(ways(x, order));
    }
  }

  private static List<List<Integer>> described(Layout layout, Split split, int order) {
    List<List<Integer>> ways = new ArrayList<>();
    for (int way = 0; way < split.count(); way++) {
      ways.add(
          way(
              layout.multisets(2).indices(split.pairs()[way]),
              layout.multisets(order - 2).indices(split.rests()[way])));
    }
    return ways;
  }

  /**
   * The pair, sorted, then the rest, sorted, for all positions i below {@code firsts} and j > i.
   */
  private static List<List<Integer>> ways(int[] x, int firsts) {
    List<List<Integer>> ways = new ArrayList<>();
    for (int i = 0; i < firsts; i++) {
      for (int j = i + 1; j < x.length; j++) {
        List<Integer> rest = new ArrayList<>(Arrays.stream(x).boxed().toList());
        rest.remove(j);
        rest.remove(i);
        ways.add(way(new int[] {x[i], x[j]}, rest.stream().mapToInt(p -> p).toArray()));
      }
    }
    return ways;
  }

  private static List<Integer> way(int[] pair, int[] rest) {
    List<Integer> way = new ArrayList<>();
    Arrays.stream(pair).sorted().forEach(way::add);
    Arrays.stream(rest).sorted().forEach(way::add);
    return way;
  }
}
