package wickstream.results;

import wickstream.statistics.Estimate;

/**
 * What theory says of a number, up to a relative remainder of order 1/N.
 *
 * @param value at the width of the shard, or for N → ∞
 * @param order the power of 1/N that is kept, 0 for N → ∞
 */
public record TheoryValue(double value, int order) {

  /** To leading order in 1/N. */
  static TheoryValue leading(double value) {
    return new TheoryValue(value, 1);
  }

  /** For N → ∞. */
  static TheoryValue limit(double value) {
    return new TheoryValue(value, 0);
  }

  /**
   * r = N (measured/theory − 1): how large the terms of relative size 1/N are that are left out;
   * not finite where theory is 0.
   */
  public Estimate remainder(int width, Estimate measured) {
    return measured.times(1 / value).plus(-1).times(width);
  }
}
