package wickstream.report;

import java.awt.BasicStroke;

/** How a line is drawn; lengths in points. */
record Pen(Ink ink, BasicStroke stroke) {
  /** The line of axes and frames. */
  static final Pen HAIR = solid(Ink.BLACK, 0.7);

  private static final double FINEST = 0.5;

  /**
   * A line of dashes.
   *
   * @param dashes lengths of dashes and gaps in turn; none for a solid line
   */
  static Pen of(Ink ink, double width, float... dashes) {
    float[] pattern = dashes.length == 0 ? null : dashes;
    return new Pen(
        ink,
        new BasicStroke(
            (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern, 0));
  }

  static Pen solid(Ink ink, double width) {
    return of(ink, width);
  }

  static Pen dashed(Ink ink, double width) {
    return of(ink, width, 6, 3);
  }

  static Pen dotted(Ink ink, double width) {
    return of(ink, width, 1.2f, 2.4f);
  }

  /** The same with lines of another width. */
  Pen ofWidth(double width) {
    return of(ink, width, dashes());
  }

  /** The same with all lengths multiplied; no line becomes finer than journals print. */
  Pen scaled(double by) {
    float[] scaled = dashes();
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] *= (float) by;
    }
    double width = stroke.getLineWidth();
    return of(ink, Math.max(by * width, Math.min(width, FINEST)), scaled);
  }

  /** What it looks like. */
  String inWords() {
    float[] dashes = dashes();
    if (dashes.length > 2) {
      return "dashes and dots";
    }
    if (dashes.length == 0) {
      return "solid";
    }
    return dashes[0] < 2 ? "dotted" : dashes[0] < 4 ? "short dashes" : "dashes";
  }

  float[] dashes() {
    float[] pattern = stroke.getDashArray();
    return pattern == null ? new float[0] : pattern;
  }
}
