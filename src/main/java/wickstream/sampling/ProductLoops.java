package wickstream.sampling;

/**
 * The loops from columns of one number a network to sums over networks. Every implementation adds
 * in the order of the networks, lane by lane, and gives the same bits.
 */
public interface ProductLoops {
  /** One number after the other: the reference for all others. */
  ProductLoops SCALAR = new ScalarProductLoops();

  /**
   * Adds the terms of the first {@code n} networks of a batch to their components and series.
   *
   * @param left the columns that terms take left factors from
   * @param right likewise
   */
  void add(Terms terms, double[][] left, double[][] right, int n, Accumulator into);
}
