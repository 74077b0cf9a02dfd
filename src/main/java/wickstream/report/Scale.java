package wickstream.report;

import java.util.List;

/** How numbers lie on an axis. */
sealed interface Scale permits LayerScale, LinearScale, LogScale, TimeScale {
  /** Where a number is: 0 at the beginning of the axis, 1 at its end. */
  double at(double value);

  /** The number at the beginning. */
  double first();

  /** The number at the end. */
  double last();

  /**
   * The marks from beginning to end.
   *
   * @param mostLabels how many labels there is room for, at least 2
   */
  List<Tick> ticks(int mostLabels);

  /** The number of this scale that is nearest. */
  default double nearest(double value) {
    return Math.max(first(), Math.min(last(), value));
  }
}
