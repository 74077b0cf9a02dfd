package wickstream.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Terms of equally many ways, laid out for a loop, with what they add to the scalar series. Padded
 * to a multiple of {@link #tile} by terms that are thrown away. Immutable.
 */
public final class Terms {
  /** The most terms whose columns are computed for one call of the loops. */
  static final int TILE = 2;

  /** How many series terms of one kind may add to. */
  static final int SERIES = 2;

  /** How many terms a loop computes side by side: of short ones more. */
  public final int tile;

  public final int ways;
  public final int size;

  /** Column of way w of term t, at {@code t · max(ways, 1) + w}. */
  public final int[] left;

  /** Likewise. */
  public final int[] right;

  /** Of each term; one past the last component for those that are thrown away. */
  public final int[] component;

  /** Which series the terms add to, or −1; the first is −1 only if the others are. */
  public final int[] series = new int[SERIES];

  /** Coefficients of the terms in the series. */
  public final double[][] coefficients;

  /** What is to be taken from each term. */
  final double[] shifts;

  /**
   * @param all the series that the terms add to, at most {@link #SERIES}
   * @param isFurther whether others have added the same terms to their components
   */
  private Terms(List<Term> terms, List<Integer> all, boolean isFurther, Measurement measurement) {
    this.ways = terms.get(0).ways();
    this.tile = ways == 1 || ways == 0 && all.isEmpty() ? 4 : 2;
    this.size = (terms.size() + tile - 1) / tile * tile;
    int columns = terms.get(0).left().length;
    this.left = new int[size * columns];
    this.right = new int[size * columns];
    this.component = new int[size];
    this.coefficients = new double[SERIES][size];
    this.shifts = new double[size];
    Arrays.fill(component, measurement.layout().dimension());
    for (int t = 0; t < terms.size(); t++) {
      Term term = terms.get(t);
      System.arraycopy(term.left(), 0, left, t * columns, columns);
      System.arraycopy(term.right(), 0, right, t * columns, ways);
      component[t] = isFurther ? component[t] : term.component();
      shifts[t] = term.shift();
    }
    Arrays.fill(series, -1);
    for (int found = 0; found < all.size(); found++) {
      series[found] = all.get(found);
      Coefficients of =
          measurement.coefficients(measurement.series().get(all.get(found))).orElseThrow();
      for (int t = 0; t < terms.size(); t++) {
        Term term = terms.get(t);
        coefficients[found][t] = of.of(term.component()) * term.scale();
      }
    }
  }

  /** Whether they add to any series. */
  public boolean haveSeries() {
    return series[0] >= 0;
  }

  /** Terms of any ways, sorted into groups of equally many. */
  static List<Terms> of(List<Term> terms, Measurement measurement) {
    List<Terms> groups = new ArrayList<>();
    for (int ways = 0; ways <= Term.MAX_WAYS; ways++) {
      int wanted = ways;
      List<Term> group = terms.stream().filter(term -> term.ways() == wanted).toList();
      if (!group.isEmpty()) {
        addGroups(group, measurement, groups);
      }
    }
    return groups;
  }

  /** What loops add to no more than some series is made of further groups for the others. */
  private static void addGroups(List<Term> terms, Measurement measurement, List<Terms> groups) {
    List<Integer> all = series(terms, measurement);
    groups.add(new Terms(terms, first(all), false, measurement));
    for (int s = SERIES; s < all.size(); s += SERIES) {
      List<Integer> rest = first(all.subList(s, all.size()));
      List<Term> adding =
          terms.stream()
              .filter(term -> !Collections.disjoint(series(List.of(term), measurement), rest))
              .toList();
      groups.add(new Terms(adding, rest, true, measurement));
    }
  }

  private static List<Integer> first(List<Integer> series) {
    return series.subList(0, Math.min(SERIES, series.size()));
  }

  private static List<Integer> series(List<Term> terms, Measurement measurement) {
    return terms.stream()
        .flatMap(term -> measurement.seriesWith(term.component()).stream())
        .distinct()
        .sorted()
        .toList();
  }
}
