package wickstream.report;

import java.awt.Shape;
import java.awt.geom.Rectangle2D;

/** One thing on a drawing. Lengths in points from the upper left corner, y downwards. */
sealed interface Mark {
  /** What it is in its figure. */
  Part part();

  /** A shape full of ink. */
  record Filled(Part part, Shape shape, Ink ink) implements Mark {}

  /** The outline of a shape. */
  record Drawn(Part part, Shape shape, Pen pen) implements Mark {}

  /**
   * A line of text.
   *
   * @param line as it was set
   * @param x where its baseline begins
   * @param y height of that point
   * @param upright whether it runs upwards instead of to the right
   */
  record Lettered(TextLine line, double x, double y, boolean upright) implements Mark {
    @Override
    public Part part() {
      return Part.TEXT;
    }

    /** The smallest rectangle that holds it. */
    Rectangle2D box() {
      return upright
          ? new Rectangle2D.Double(
              x - line.ascent(), y - line.width(), line.ascent() + line.descent(), line.width())
          : new Rectangle2D.Double(
              x, y - line.ascent(), line.width(), line.ascent() + line.descent());
    }
  }
}
