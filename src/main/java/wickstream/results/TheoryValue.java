package wickstream.results;

/**
 * What theory says of a number, up to a relative remainder of order 1/N.
 *
 * @param value at the width of the shard
 * @param order the power of 1/N that is kept
 */
public record TheoryValue(double value, int order) {

  /** To leading order in 1/N. */
  static TheoryValue leading(double value) {
    return new TheoryValue(value, 1);
  }
}
