package wickstream.report;

import java.util.List;

/**
 * How a line is drawn.
 *
 * @param ink its colour
 * @param width in points
 * @param dashes lengths of dashes and gaps in turn, in points; none for a solid line
 */
record Pen(Ink ink, double width, List<Double> dashes) {
  /** The line of axes and frames. */
  static final Pen HAIR = solid(Ink.BLACK, 0.7);

  Pen {
    dashes = List.copyOf(dashes);
  }

  static Pen solid(Ink ink, double width) {
    return new Pen(ink, width, List.of());
  }

  static Pen dashed(Ink ink, double width) {
    return new Pen(ink, width, List.of(6.0, 3.0));
  }

  static Pen dotted(Ink ink, double width) {
    return new Pen(ink, width, List.of(1.2, 2.4));
  }
}
