package wickstream.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import wickstream.physics.Multisets;

/**
 * Ways to take a pair out of a multiset of points: the i-th way takes pair {@code pairs[i]} and
 * leaves the multiset {@code rests[i]}, both by their positions in {@link Multisets}.
 */
record Split(int[] pairs, int[] rests) {

  /**
   * The n − 1 ways in which the pair holds the first point: the first step of Wick's expansion, for
   * each multiset of an order; none if the order is not measured.
   */
  static List<Split> withFirstPoint(Layout layout, int order) {
    return of(layout, order, 1);
  }

  /** All n(n−1)/2 ways, likewise. */
  static List<Split> all(Layout layout, int order) {
    return of(layout, order, order);
  }

  private static List<Split> of(Layout layout, int order, int firsts) {
    Multisets sets = layout.multisets(order);
    return IntStream.range(0, layout.hasOrder(order) ? sets.size() : 0)
        .mapToObj(k -> of(layout, sets.indices(k), firsts))
        .toList();
  }

  private static Split of(Layout layout, int[] points, int firsts) {
    Multisets pairs = layout.multisets(2);
    Multisets rests = layout.multisets(points.length - 2);
    List<Integer> taken = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < firsts; i++) {
      for (int j = i + 1; j < points.length; j++) {
        taken.add(pairs.indexOf(points[i], points[j]));
        left.add(rests.indexOf(without(points, i, j)));
      }
    }
    return new Split(
        taken.stream().mapToInt(Integer::intValue).toArray(),
        left.stream().mapToInt(Integer::intValue).toArray());
  }

  private static int[] without(int[] points, int i, int j) {
    int[] rest = new int[points.length - 2];
    int next = 0;
    for (int p = 0; p < points.length; p++) {
      if (p != i && p != j) {
        rest[next++] = points[p];
      }
    }
    return rest;
  }

  /** The pair and the rest of the first way. */
  int[] first() {
    return new int[] {pairs[0], rests[0]};
  }

  /** How many ways there are. */
  int count() {
    return pairs.length;
  }
}
