package wickstream.physics;

import java.util.ArrayList;
import java.util.List;

/** The ways of splitting the six legs 0..5 of a sextic function into two groups. */
public final class Splits {
  /** The 10 splits abc|def of a tree of two quartic vertices, each as {a, b, c, d, e, f}. */
  public static final List<int[]> TRIPLES = triples();

  /** The 15 splits of a pair from a quad, each as {a, b, c, d, e, f} with ab the pair. */
  public static final List<int[]> PAIR_AND_QUAD = pairAndQuad();

  private Splits() {}

  private static List<int[]> triples() {
    List<int[]> splits = new ArrayList<>();
    for (int b = 1; b < 6; b++) {
      for (int c = b + 1; c < 6; c++) {
        splits.add(withTheRest(0, b, c));
      }
    }
    return List.copyOf(splits);
  }

  private static List<int[]> pairAndQuad() {
    List<int[]> splits = new ArrayList<>();
    for (int a = 0; a < 6; a++) {
      for (int b = a + 1; b < 6; b++) {
        splits.add(withTheRest(a, b));
      }
    }
    return List.copyOf(splits);
  }

  private static int[] withTheRest(int... group) {
    int[] split = new int[6];
    boolean[] taken = new boolean[6];
    int filled = 0;
    for (int leg : group) {
      split[filled++] = leg;
      taken[leg] = true;
    }
    for (int leg = 0; leg < 6; leg++) {
      if (!taken[leg]) {
        split[filled++] = leg;
      }
    }
    return split;
  }
}
