package wickstream.report;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/** An element of a drawing. Lengths in points from the upper left corner, y downwards. */
sealed interface Mark {
  /** What it is in its figure. */
  Part part();

  /**
   * Draws it on a page.
   *
   * @param letters draws text on this kind of page
   */
  void draw(Graphics2D page, LetterPainter letters);

  /** The smallest rectangle that holds it, but for the width of lines. */
  Rectangle2D box();

  /** The same with all lengths multiplied, except that lines stay wide enough to be printed. */
  Mark scaled(double by);

  private static Shape scaled(Shape shape, double by) {
    return AffineTransform.getScaleInstance(by, by).createTransformedShape(shape);
  }

  /** Draws a run of letters whose baseline begins at the origin of a page. */
  @FunctionalInterface
  interface LetterPainter {
    void draw(TextLine.Run run, Graphics2D page);
  }

  /** A filled shape. */
  record Filled(Part part, Shape shape, Ink ink) implements Mark {
    @Override
    public void draw(Graphics2D page, LetterPainter letters) {
      page.setColor(ink.color());
      page.fill(shape);
    }

    @Override
    public Mark scaled(double by) {
      return new Filled(part, Mark.scaled(shape, by), ink);
    }

    @Override
    public Rectangle2D box() {
      return shape.getBounds2D();
    }
  }

  /** The outline of a shape. */
  record Drawn(Part part, Shape shape, Pen pen) implements Mark {
    @Override
    public void draw(Graphics2D page, LetterPainter letters) {
      page.setColor(pen.ink().color());
      page.setStroke(pen.stroke());
      page.draw(shape);
    }

    @Override
    public Mark scaled(double by) {
      return new Drawn(part, Mark.scaled(shape, by), pen.scaled(by));
    }

    @Override
    public Rectangle2D box() {
      return shape.getBounds2D();
    }
  }

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

    @Override
    public void draw(Graphics2D page, LetterPainter letters) {
      page.setColor(Ink.BLACK.color());
      for (TextLine.Run run : line.runs()) {
        var before = page.getTransform();
        page.translate(x, y);
        page.rotate(upright ? -Math.PI / 2 : 0);
        page.translate(run.x(), run.y());
        letters.draw(run, page);
        page.setTransform(before);
      }
    }

    @Override
    public Mark scaled(double by) {
      return new Lettered(line.scaled(by), by * x, by * y, upright);
    }

    @Override
    public Rectangle2D box() {
      return upright
          ? new Rectangle2D.Double(x - line.ascent(), y - line.width(), line.height(), line.width())
          : new Rectangle2D.Double(x, y - line.ascent(), line.width(), line.height());
    }
  }
}
