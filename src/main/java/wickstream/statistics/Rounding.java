package wickstream.statistics;

/** Bounds what rounding can have done to the averages of a sample. */
@FunctionalInterface
public interface Rounding {
  /** Of each series a bound on the rounding error of its mean. */
  double[] bounds(Sums sums);
}
