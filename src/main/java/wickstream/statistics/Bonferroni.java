package wickstream.statistics;

import org.apache.commons.math3.special.Erf;

/**
 * Thresholds for several tests that are read together: if each is made at the level p/m, the
 * probability that any of m true statements is rejected is at most p, however the tests depend on
 * each other (Dunn, "Multiple comparisons among means", Journal of the American Statistical
 * Association 56, 1961).
 *
 * @param tests m, how many are made; none counts as one
 */
public record Bonferroni(int tests) {

  public Bonferroni {
    tests = Math.max(1, tests);
  }

  /** The level of each test, where p is that of all together. */
  public double level(double p) {
    return p / tests;
  }

  /**
   * The distance that any of as many normal numbers exceeds, in either direction and in units of
   * its standard error, no more often than a single one exceeds {@code distance}.
   */
  public double distance(double distance) {
    return tests == 1
        ? distance
        : Math.sqrt(2) * Erf.erfcInv(level(Erf.erfc(distance / Math.sqrt(2))));
  }
}
