package wickstream.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Shifts the marks of several series a little along a logarithmic axis, so that none hides another.
 * Lines are not shifted.
 *
 * @param across the numbers that are marked
 * @param series how many series there are
 * @param step the distance between neighbouring series, relative to the length of the axis
 */
record PositionDodge(Range across, int series, double step) {
  private static final double MAX_STEP = 0.02;

  /** How much of the gap between two numbers the marks of all series take. */
  private static final double PART_OF_GAP = 0.7;

  /** Shifts as large as the gaps between the numbers allow. */
  static PositionDodge among(List<Double> ascending, int series) {
    Range across = new Range(ascending.get(0), ascending.get(ascending.size() - 1));
    double whole = Math.log(across.most() / across.least());
    double gap =
        IntStream.range(1, ascending.size())
            .mapToDouble(i -> Math.log(ascending.get(i) / ascending.get(i - 1)) / whole)
            .min()
            .orElse(1);
    return new PositionDodge(across, series, Math.min(MAX_STEP, PART_OF_GAP * gap / series));
  }

  /** The factor by which the numbers of a series are shifted. */
  double shift(int index) {
    double decades = Math.log10(across.most() / across.least());
    return Math.pow(10, step * decades * (index - (series - 1) / 2.0));
  }

  /**
   * A sentence about the shifts; empty if there is one series.
   *
   * @param what what differs between series, such as N
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

  /** The range of the shifted numbers of all series. */
  Range whole() {
    return new Range(across.least() * shift(0), across.most() * shift(series - 1));
  }
}
