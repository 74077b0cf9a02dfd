package wickstream.report;

/**
 * Series that stand a little beside each other on a logarithmic axis, so that none hides another.
 *
 * @param across the numbers at which they would stand
 * @param series how many there are
 * @param step between neighbouring series, relative to the axis
 */
record Beside(Range across, int series, double step) {
  /** As far apart as the gap between two numbers allows, given relative to the axis. */
  static Beside within(Range across, int series, double gap) {
    return new Beside(across, series, Math.min(0.02, 0.7 * gap / series));
  }

  /** By what factor a series stands beside its numbers. */
  double shift(int index) {
    double decades = Math.log10(across.most() / across.least());
    return Math.pow(10, step * decades * (index - (series - 1) / 2.0));
  }

  /** Where the marks of all series are. */
  Range whole() {
    return new Range(across.least() * shift(0), across.most() * shift(series - 1));
  }
}
