package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.physics.Multisets;

class LayoutTest {

  static Stream<List<Integer>> orders() {
    return Stream.of(List.of(2), List.of(4), List.of(2, 4), List.of(4, 6), List.of(2, 4, 6));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void componentsFollowEachOtherWithoutGaps(List<Integer> orders) {
    for (int points = 1; points <= 6; points++) {
      for (int outputs = 1; outputs <= 2; outputs++) {
        check(new Layout(points, orders, outputs), orders, outputs);
        check(new Layout(points, orders, outputs, true, 0, false), orders, outputs);
        check(new Layout(points, orders, outputs, false, 3, false), orders, outputs);
        check(new Layout(points, orders, outputs, false, 1, true), orders, outputs);
      }
    }
  }

  private static void check(Layout layout, List<Integer> orders, int outputs) {
    List<Integer> components = new ArrayList<>();
    for (int order : Stream.concat(Stream.of(2), orders.stream()).distinct().toList()) {
      for (int k = 0; k < layout.multisets(order).size(); k++) {
        components.add(layout.deviation(order, k));
      }
    }
    for (int k = 0; orders.contains(6) && k < layout.multisets(6).size(); k++) {
      components.add(layout.connectedSixth(k));
    }
    assertThat(layout.couples().isPresent()).isEqualTo(outputs > 1 && orders.contains(4));
    for (int k = 0; k < layout.couples().map(Multisets::size).orElse(0); k++) {
      components.add(layout.mixedFourth(k));
    }
    for (int k = 0; k < layout.linearSize(); k++) {
      components.add(layout.linear(k));
    }
    for (int block = 0; components.size() < layout.dimension(); block++) {
      if (layout.trained(block, 1, 0) > layout.trained(block, 0, 0)) {
        components.add(layout.trained(block, 0, 0));
      }
      for (int order = 1; order <= 4; order++) {
        for (int k = 0; k < layout.trainedMultisets(order).size(); k++) {
          components.add(layout.trained(block, order, k));
        }
      }
    }
    assertThat(components)
        .containsExactlyElementsOf(IntStream.range(0, layout.dimension()).boxed().toList());
    assertThat(Stream.of(2, 4, 6).filter(layout::hasOrder)).containsExactlyElementsOf(orders);
  }

  @Test
  void sixPointsHave1071Components() {
    Layout layout = new Layout(6, List.of(2, 4, 6), 1);
    assertThat(layout.multisets(2).size()).isEqualTo(21);
    assertThat(layout.multisets(4).size()).isEqualTo(126);
    assertThat(layout.multisets(6).size()).isEqualTo(462);
    assertThat(layout.dimension()).isEqualTo(21 + 126 + 462 + 462);
    assertThat(new Layout(6, List.of(2, 4), 3).dimension()).isEqualTo(21 + 126 + 21 * 22 / 2);
  }
}
