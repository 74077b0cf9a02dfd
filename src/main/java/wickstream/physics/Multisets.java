package wickstream.physics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All multisets of n of M points, repeats included, in lexicographic order of their sorted indices:
 * C(M+n−1, n) of them, which is 21, 126, 462 for M = 6 and n = 2, 4, 6.
 */
public final class Multisets {
  private final int order;
  private final List<int[]> members;
  private final Map<List<Integer>, Integer> rank = new HashMap<>();

  private Multisets(int order, List<int[]> members) {
    this.order = order;
    this.members = members;
    for (int k = 0; k < members.size(); k++) {
      rank.put(Arrays.stream(members.get(k)).boxed().toList(), k);
    }
  }

  /** The multisets of {@code order} points out of {@code points}, both at least 1. */
  public static Multisets of(int points, int order) {
    List<int[]> members = new ArrayList<>();
    collect(points, new int[order], 0, 0, members);
    return new Multisets(order, members);
  }

  /** C(points+order−1, order) without making them; saturates at {@link Long#MAX_VALUE}. */
  public static long count(int points, int order) {
    double count = 1;
    for (int i = 1; i <= order; i++) {
      count = count * (points - 1 + i) / i;
    }
    return Math.round(count);
  }

  private static void collect(int points, int[] prefix, int depth, int least, List<int[]> into) {
    if (depth == prefix.length) {
      into.add(prefix.clone());
      return;
    }
    for (int a = least; a < points; a++) {
      prefix[depth] = a;
      collect(points, prefix, depth + 1, a, into);
    }
  }

  /** n, the number of points in each multiset. */
  public int order() {
    return order;
  }

  /** How many multisets there are. */
  public int size() {
    return members.size();
  }

  /** The sorted point indices of multiset k, as a copy. */
  public int[] indices(int k) {
    return members.get(k).clone();
  }

  /** The position k of the multiset with these point indices, in any order. */
  public int indexOf(int... indices) {
    int[] sorted = indices.clone();
    Arrays.sort(sorted);
    return rank.get(Arrays.stream(sorted).boxed().toList());
  }
}
