package wickstream.sampling;

/**
 * How one component of the vector of Green functions follows from columns of numbers, one a
 * network. With l and r the columns of a way, the contribution of a network is {@code scale} times
 * y − shift, with y
 *
 * <ul>
 *   <li>0 ways: l
 *   <li>1 way: l · r
 *   <li>2 ways: 2 (l · r) + l' · r'
 *   <li>3 ways: l · r + l' · r' + l″ · r″
 * </ul>
 *
 * <p>The loops add y; the shift, the same for all networks, is taken from averages and from where
 * series begin.
 *
 * @param component which component
 * @param left the left columns
 * @param right the right columns, one a way
 */
record Term(int component, int[] left, int[] right, double shift, double scale) {
  /** The most ways. */
  static final int MAX_WAYS = 3;

  /** A column less a constant. */
  static Term column(int component, int column, double shift) {
    return new Term(component, new int[] {column}, new int[0], shift, 1);
  }

  /** The product of two columns less a constant. */
  static Term product(int component, int[] columns, double shift) {
    return new Term(component, new int[] {columns[0]}, new int[] {columns[1]}, shift, 1);
  }

  /** Wick's sum over the three ways to pair four points, of which equal ones are counted once. */
  static Term wick(int component, Split split) {
    int[] l = split.pairs();
    int[] r = split.rests();
    boolean firstTwo = same(l, r, 0, 1);
    boolean lastTwo = same(l, r, 1, 2);
    if (firstTwo && lastTwo) {
      return new Term(component, new int[] {l[0]}, new int[] {r[0]}, 0, 3);
    }
    if (firstTwo || lastTwo) {
      int single = firstTwo ? 2 : 0;
      return new Term(component, new int[] {l[1], l[single]}, new int[] {r[1], r[single]}, 0, 1);
    }
    return same(l, r, 0, 2)
        ? new Term(component, new int[] {l[0], l[1]}, new int[] {r[0], r[1]}, 0, 1)
        : new Term(component, l, r, 0, 1);
  }

  private static boolean same(int[] l, int[] r, int i, int j) {
    return l[i] == l[j] && r[i] == r[j] || l[i] == r[j] && r[i] == l[j];
  }

  int ways() {
    return right.length;
  }
}
