package wickstream.statistics;

/** Bounds what rounding can have done to the averages of a sample. */
@FunctionalInterface
public interface Rounding {
  /** Of contributions that are exact, or whose rounding never matters. */
  Rounding NONE = sums -> new double[sums.series().size()];

  /** Of each series a bound on the rounding error of its mean. */
  double[] bounds(Sums sums);
}
