package wickstream.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Terms of equally many ways, laid out for a loop, with what they add to the scalar series. Padded
 * to a multiple of {@link #tile} by terms that are thrown away. Where symmetries of the points make
 * coefficients of many terms equal, those of a tile are, so that it takes one multiplication to add
 * them all to a series. Immutable.
 */
public final class Terms {
  /** The most terms whose columns are computed for one call of the loops. */
  static final int TILE = 2;

  /** How many series terms of one kind may add to. */
  static final int SERIES = 2;

  /** How many terms a loop computes side by side: of short ones more. */
  public final int tile;

  /**
   * Whether in each tile all terms have the same coefficients, which are those of its first: then
   * their sum is added to the series. No such tile is padded.
   */
  public final boolean areAlike;

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
  private Terms(
      List<Term> terms,
      List<Integer> all,
      boolean areAlike,
      boolean isFurther,
      Measurement measurement) {
    this.ways = terms.get(0).ways();
    this.areAlike = areAlike;
    this.tile = areAlike ? alike(ways) : ways == 1 || ways == 0 && all.isEmpty() ? 4 : 2;
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
      for (int t = 0; t < terms.size(); t++) {
        coefficients[found][t] = coefficient(terms.get(t), all.get(found), measurement);
      }
    }
  }

  private static double coefficient(Term term, int series, Measurement measurement) {
    return measurement.coefficient(series, term.component()) * term.scale();
  }

  /**
   * How many alike terms a loop computes side by side; 0 if it has nothing to gain from it, because
   * it mostly waits for columns.
   */
  private static int alike(int ways) {
    return switch (ways) {
      case 1 -> 4;
      case 2 -> 2;
      default -> 0;
    };
  }

  /** Whether they add to any series. */
  public boolean haveSeries() {
    return series[0] >= 0;
  }

  /** Terms of any ways, sorted into groups of equally many, of which those alike come first. */
  static List<Terms> of(List<Term> terms, Measurement measurement) {
    List<Terms> groups = new ArrayList<>();
    for (int ways = 0; ways <= Term.MAX_WAYS; ways++) {
      List<Term> alike = new ArrayList<>();
      List<Term> others = new ArrayList<>();
      for (List<Term> equal : withEqualCoefficients(terms, ways, measurement)) {
        boolean haveSeries = !measurement.seriesWith(equal.get(0).component()).isEmpty();
        int tile = haveSeries ? alike(ways) : 0;
        int whole = tile == 0 ? 0 : equal.size() / tile * tile;
        alike.addAll(equal.subList(0, whole));
        others.addAll(equal.subList(whole, equal.size()));
      }
      addGroups(alike, true, measurement, groups);
      addGroups(others, false, measurement, groups);
    }
    return groups;
  }

  /** What loops add to no more than some series is made of further groups for the others. */
  private static void addGroups(
      List<Term> terms, boolean areAlike, Measurement measurement, List<Terms> groups) {
    if (terms.isEmpty()) {
      return;
    }
    List<Integer> all = series(terms, measurement);
    groups.add(new Terms(terms, first(all), areAlike, false, measurement));
    for (int s = SERIES; s < all.size(); s += SERIES) {
      List<Integer> rest = first(all.subList(s, all.size()));
      List<Term> adding =
          terms.stream()
              .filter(term -> !Collections.disjoint(series(List.of(term), measurement), rest))
              .toList();
      groups.add(new Terms(adding, rest, areAlike, true, measurement));
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

  /** Those of some ways; what adds to the same series with the same coefficients is together. */
  private static Iterable<List<Term>> withEqualCoefficients(
      List<Term> terms, int ways, Measurement measurement) {
    Map<List<Double>, List<Term>> sorted = new LinkedHashMap<>();
    for (Term term : terms) {
      if (term.ways() == ways) {
        List<Double> key = new ArrayList<>();
        for (int series : measurement.seriesWith(term.component())) {
          key.add((double) series);
          key.add(coefficient(term, series, measurement));
        }
        sorted.computeIfAbsent(key, unused -> new ArrayList<>()).add(term);
      }
    }
    return sorted.values();
  }
}
