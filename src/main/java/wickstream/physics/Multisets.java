package wickstream.physics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All multisets of n of M points, repeats included, in lexicographic order of their sorted indices:
 * C(M+n−1, n) of them, which is 21, 126, 462 for M = 6 and n = 2, 4, 6.
 */
public final class Multisets {
  private final int order;
  private final List<int[]> members;

  /** How many multisets of r points there are among those from a on, by a and r. */
  private final int[][] from;

  private Multisets(int points, int order, List<int[]> members) {
    this.order = order;
    this.members = members;
    this.from = new int[points + 1][order + 1];
    for (int a = 0; a <= points; a++) {
      for (int r = 0; r <= order; r++) {
        from[a][r] = Math.toIntExact(count(points - a, r));
      }
    }
  }

  /** The multisets of {@code order} points out of {@code points}, both at least 1. */
  public static Multisets of(int points, int order) {
    List<int[]> members = new ArrayList<>();
    collect(points, new int[order], 0, 0, members);
    return new Multisets(points, order, members);
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

  /** The position k of the multiset with these {@link #order()} point indices, in any order. */
  public int indexOf(int... indices) {
    if (indices.length != order) {
      throw new IllegalArgumentException(
          "a multiset must have %d points, had %d".formatted(order, indices.length));
    }
    int[] sorted = sorted(indices);
    int before = 0;
    int least = 0;
    for (int i = 0; i < order; i++) {
      before += from[least][order - i] - from[sorted[i]][order - i];
      least = sorted[i];
    }
    return before;
  }

  /**
   * Of multisets of two: the positions of the pairs aa, ab and bb that points a, b of pair k form.
   */
  public int[] pairsWithin(int k) {
    int[] ab = indices(k);
    return new int[] {indexOf(ab[0], ab[0]), k, indexOf(ab[1], ab[1])};
  }

  private static int[] sorted(int[] indices) {
    for (int i = 1; i < indices.length; i++) {
      if (indices[i - 1] > indices[i]) {
        int[] sorted = indices.clone();
        Arrays.sort(sorted);
        return sorted;
      }
    }
    return indices;
  }
}
