package wickstream.sampling;

/**
 * How a series follows from components, in which it is linear.
 *
 * @param first the first component that it may have anything of
 * @param values a coefficient for each component from there on; those of all others are 0
 */
record Coefficients(int first, double[] values) {

  /** The coefficient of a component. */
  double of(int component) {
    int at = component - first;
    return at >= 0 && at < values.length ? values[at] : 0;
  }
}
