package wickstream.sampling;

import java.util.ArrayList;
import java.util.List;
import wickstream.physics.Multisets;

/**
 * Ways to take a pair out of a multiset of points: the i-th way takes pair {@code pairs[i]} and
 * leaves the multiset {@code rests[i]}, both by their positions in {@link Multisets}.
 */
record Split(int[] pairs, int[] rests) {

  /**
   * The n − 1 ways in which the pair holds the first point: the first step of Wick's expansion, for
   * each multiset of an order.
   */
  static List<Split> withFirstPoint(Layout layout, int order) {
    return of(layout, order, 1);
  }

  /** All n(n−1)/2 ways, for each multiset of an order. */
  static List<Split> all(Layout layout, int order) {
    return of(layout, order, order);
  }

  private static List<Split> of(Layout layout, int order, int firsts) {
    Multisets sets = layout.multisets(order);
    List<Split> splits = new ArrayList<>();
    for (int k = 0; k < sets.size(); k++) {
      splits.add(of(layout, sets.indices(k), firsts));
    }
    return splits;
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
    return new Split(toArray(taken), toArray(left));
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

  private static int[] toArray(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How many ways there are. */
  int count() {
    return pairs.length;
  }
}
