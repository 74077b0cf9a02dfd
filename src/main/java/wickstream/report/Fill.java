package wickstream.report;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.stream.Stream;

/** The fills of bars, which differ in brightness and stripes besides colour. */
enum Fill {
  PALE(Ink.PALE, Ink.GREY),
  DARK(Ink.BLUE, Ink.BLUE),
  STRIPED(Ink.WHITE, Ink.VERMILION);

  private static final double STRIPE = 3;

  private final Ink inside;
  private final Ink edge;

  Fill(Ink inside, Ink edge) {
    this.inside = inside;
    this.edge = edge;
  }

  /** The colour of the border. */
  Ink edge() {
    return edge;
  }

  /** A bar between two corners. */
  Layer of(Spot corner, Spot opposite) {
    return frame -> marks(frame.rectangle(corner, opposite), Part.BAR);
  }

  /** The same at a place of the page. */
  Stream<Mark> marks(Rectangle2D box, Part part) {
    Stream<Mark> ground =
        Stream.of(
            new Mark.Filled(part, box, inside),
            new Mark.Drawn(Part.EDGE, box, Pen.solid(edge, 0.8)));
    return this == STRIPED ? Stream.concat(ground, stripes(box)) : ground;
  }

  private Stream<Mark> stripes(Rectangle2D box) {
    Path2D stripes = new Path2D.Double();
    for (double y = box.getMaxY() - STRIPE; y > box.getMinY(); y -= STRIPE) {
      stripes.append(new Line2D.Double(box.getMinX(), y, box.getMaxX(), y), false);
    }
    return stripes.getCurrentPoint() == null
        ? Stream.empty()
        : Stream.of(new Mark.Drawn(Part.EDGE, stripes, Pen.solid(edge, 1.2)));
  }
}
