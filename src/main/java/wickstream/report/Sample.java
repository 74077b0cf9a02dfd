package wickstream.report;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands beside a word in a legend. */
@FunctionalInterface
interface Sample {
  /** How wide samples are, in points. */
  double WIDTH = 26;

  /** Its marks around the middle of its room. */
  Stream<Mark> marks(double px, double py);

  /** A marker, on a line if there is one. */
  static Sample of(Style style, boolean filled, Optional<Pen> pen) {
    return (px, py) ->
        Stream.concat(
            pen.stream().flatMap(p -> line(p).marks(px, py)),
            Layers.marker(px, py, style, filled, Part.SAMPLE));
  }

  /** A line. */
  static Sample line(Pen pen) {
    return (px, py) ->
        Stream.of(
            new Mark.Drawn(
                Part.SAMPLE, new Line2D.Double(px - WIDTH / 2, py, px + WIDTH / 2, py), pen));
  }

  /** A marker that is crossed out. */
  static Sample crossed(Style style) {
    return (px, py) ->
        Stream.concat(
            Layers.marker(px, py, style, false, Part.SAMPLE),
            Stream.of(Layers.cross(px, py, Part.SAMPLE)));
  }

  /** A circle as around a point. */
  static Sample ring() {
    return (px, py) -> Stream.of(Layers.ring(px, py, Part.SAMPLE));
  }

  /** A box full of ink. */
  static Sample box(Ink ink) {
    return (px, py) -> {
      var box = new Rectangle2D.Double(px - WIDTH / 2, py - 5, WIDTH, 10);
      return Stream.of(
          new Mark.Filled(Part.SAMPLE, box, ink), new Mark.Drawn(Part.SAMPLE, box, Pen.HAIR));
    };
  }

  /** A box of a fill. */
  static Sample box(Fill fill) {
    return (px, py) ->
        fill.marks(new Rectangle2D.Double(px - WIDTH / 2, py - 5, WIDTH, 10), Part.SAMPLE);
  }

  /** A box of a pen. */
  static Sample outline(Pen pen) {
    return (px, py) ->
        Stream.of(
            new Mark.Drawn(
                Part.SAMPLE, new Rectangle2D.Double(px - WIDTH / 2, py - 5, WIDTH, 10), pen));
  }
}
