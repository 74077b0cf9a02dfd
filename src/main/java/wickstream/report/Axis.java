package wickstream.report;

/**
 * A side of a plot.
 *
 * @param scale maps numbers to places
 * @param title the quantity, with its symbols
 */
record Axis(Scale scale, Label title) {
  /** An axis with a title in the markup of {@link Label#of}. */
  static Axis of(Scale scale, String title) {
    return new Axis(scale, Label.of(title));
  }

  /** Its title, and what kind of axis it is unless it is linear. */
  String inWords() {
    return title.inWords() + (scale instanceof LogScale ? " (logarithmic)" : "");
  }

  /** A logarithmic axis that shows a range. */
  static Axis logarithmic(Range range, String title) {
    return of(LogScale.around(range), title);
  }

  /** A linear axis that shows a range. */
  static Axis linear(Range range, String title) {
    return of(LinearScale.around(range), title);
  }
}
