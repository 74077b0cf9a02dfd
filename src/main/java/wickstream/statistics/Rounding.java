package wickstream.statistics;

/** Bounds what rounding can have done to the averages of a sample. */
@FunctionalInterface
public interface Rounding {
  /** Of contributions that are exact, or whose rounding never matters. */
  Rounding NONE = (sums, series) -> 0;

  /** A bound on the rounding error of the mean of a series. */
  double bound(Sums sums, int series);
}
