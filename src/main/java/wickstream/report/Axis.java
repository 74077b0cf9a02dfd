package wickstream.report;

/**
 * A side of a plot.
 *
 * @param scale how numbers lie on it
 * @param title what they are
 */
record Axis(Scale scale, Label title) {
  /** An axis of a title as {@link Label#of} reads it. */
  static Axis of(Scale scale, String title) {
    return new Axis(scale, Label.of(title));
  }
}
