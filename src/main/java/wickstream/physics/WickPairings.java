package wickstream.physics;

import java.util.ArrayList;
import java.util.List;

/**
 * The perfect pairings of Wick's theorem: the (n−1)!! ways of splitting positions 0..n−1 into
 * pairs, 3 for n = 4 and 15 for n = 6.
 */
public final class WickPairings {
  private WickPairings() {}

  /**
   * All pairings of {@code order} positions, in lexicographic order: each a list of pairs with the
   * smaller position first, sorted by it. None for an odd order, whose Green functions vanish.
   */
  public static List<int[][]> of(int order) {
    List<int[][]> pairings = new ArrayList<>();
    if (order > 0 && order % 2 == 0) {
      collect(new int[order / 2][], 0, new boolean[order], pairings);
    }
    return List.copyOf(pairings);
  }

  private static void collect(int[][] pairs, int depth, boolean[] taken, List<int[][]> into) {
    if (depth == pairs.length) {
      into.add(pairs.clone());
      return;
    }
    int first = nextFree(taken, 0);
    taken[first] = true;
    for (int second = nextFree(taken, first);
        second < taken.length;
        second = nextFree(taken, second + 1)) {
      taken[second] = true;
      pairs[depth] = new int[] {first, second};
      collect(pairs, depth + 1, taken, into);
      taken[second] = false;
    }
    taken[first] = false;
  }

  private static int nextFree(boolean[] taken, int from) {
    int position = from;
    while (position < taken.length && taken[position]) {
      position++;
    }
    return position;
  }
}
