package wickstream.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Marks of several series that stand a little beside their places on a logarithmic axis, so that
 * none hides another. Lines never do.
 *
 * @param across the numbers at which they would stand
 * @param series how many there are
 * @param step between neighbouring series, relative to the axis
 */
record PositionDodge(Range across, int series, double step) {
  private static final double MOST_STEP = 0.02;

  /** How much of the gap between two numbers the marks of all series take. */
  private static final double PART_OF_GAP = 0.7;

  /** Beside some numbers, from the smallest, as far as the gaps between these allow. */
  static PositionDodge among(List<Double> ascending, int series) {
    Range across = new Range(ascending.get(0), ascending.get(ascending.size() - 1));
    double whole = Math.log(across.most() / across.least());
    double gap =
        IntStream.range(1, ascending.size())
            .mapToDouble(i -> Math.log(ascending.get(i) / ascending.get(i - 1)) / whole)
            .min()
            .orElse(1);
    return new PositionDodge(across, series, Math.min(MOST_STEP, PART_OF_GAP * gap / series));
  }

  /** By what factor a series stands beside its numbers. */
  double shift(int index) {
    double decades = Math.log10(across.most() / across.least());
    return Math.pow(10, step * decades * (index - (series - 1) / 2.0));
  }

  /**
   * The sentence that says so.
   *
   * @param what marks are of, such as N
   */
  String told(String what) {
    return series < 2
        ? ""
        : String.format(
            Locale.ROOT,
            " So that none hides another, the marks of different %s stand up to %.2g %% beside their places; lines do not.",
            what,
            100 * (shift(series - 1) - 1));
  }

  /** Where the marks of all series are. */
  Range whole() {
    return new Range(across.least() * shift(0), across.most() * shift(series - 1));
  }
}
