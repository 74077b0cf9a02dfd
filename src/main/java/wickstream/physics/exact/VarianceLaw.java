package wickstream.physics.exact;

/**
 * How the variance of what one network contributes to an average depends on the width. What does
 * not depend on the width has been computed.
 */
@FunctionalInterface
public interface VarianceLaw {
  /** Nothing is known at any width. */
  VarianceLaw UNKNOWN = width -> VarianceBounds.UNKNOWN;

  /** The variance at width N, at least 1. */
  VarianceBounds at(int width);
}
