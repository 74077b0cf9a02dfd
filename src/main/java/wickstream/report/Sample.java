package wickstream.report;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.stream.Stream;

/** The sample of a mark beside its words in a legend; plots draw the same marks. */
@FunctionalInterface
interface Sample {
  /** How wide lines and boxes are, in points. */
  double WIDTH = 26;

  /** Of a circular marker. */
  double RADIUS = 3.2;

  /** Its marks around a point of the page. */
  Stream<Mark> marks(double px, double py);

  /** How wide it is. */
  default double width() {
    return 2 * marks(0, 0).mapToDouble(mark -> mark.box().getMaxX()).max().orElse(0);
  }

  private Sample on(Sample background) {
    return (px, py) -> Stream.concat(background.marks(px, py), marks(px, py));
  }

  /** A marker. */
  static Sample of(Style style, boolean isFull) {
    return (px, py) -> marker(px, py, style, isFull, Part.SAMPLE);
  }

  /** The full marker of a series. */
  static Sample of(Style style) {
    return of(style, true);
  }

  /** The full marker of a series on a line. */
  static Sample of(Style style, Pen pen) {
    return of(style).on(line(pen));
  }

  /** A marker of any series. */
  static Sample plain(boolean isFull) {
    return of(Style.PLAIN, isFull);
  }

  /** A marker of any series that is crossed out. */
  static Sample crossed() {
    Sample cross = (px, py) -> cross(px, py, Part.SAMPLE);
    return cross.on(plain(false));
  }

  /** A line. */
  static Sample line(Pen pen) {
    return (px, py) -> {
      var line = new Line2D.Double(px - WIDTH / 2, py, px + WIDTH / 2, py);
      return Stream.of(new Mark.Drawn(Part.SAMPLE, line, pen));
    };
  }

  /** The bar of an error. */
  static Sample bar() {
    return (px, py) ->
        Stream.of(
            new Mark.Drawn(
                Part.SAMPLE, Layers.capped(px, py - 5.5, py + 5.5), Pen.solid(Ink.BLACK, 0.9)));
  }

  /** The bar of an error on the ground of a band. */
  static Sample barOn(Ink ink) {
    return bar().on(box(ink));
  }

  /** The circle drawn around a point. */
  static Sample ring() {
    return (px, py) -> ring(px, py, Part.SAMPLE);
  }

  /** A box of one colour with a border. */
  static Sample box(Ink ink) {
    Sample ground = (px, py) -> Stream.of(new Mark.Filled(Part.SAMPLE, box(px, py), ink));
    return outline(Pen.HAIR).on(ground);
  }

  /** A box filled like a bar. */
  static Sample box(Fill fill) {
    return (px, py) -> fill.marks(box(px, py), Part.SAMPLE);
  }

  /** An empty box. */
  static Sample outline(Pen pen) {
    return (px, py) -> Stream.of(new Mark.Drawn(Part.SAMPLE, box(px, py), pen));
  }

  private static Rectangle2D box(double px, double py) {
    return new Rectangle2D.Double(px - WIDTH / 2, py - 5, WIDTH, 10);
  }

  static Stream<Mark> marker(double px, double py, Style style, boolean isFull, Part part) {
    var shape = style.marker().at(px, py, RADIUS);
    return Stream.of(
        new Mark.Filled(part, shape, isFull ? style.ink() : Ink.WHITE),
        new Mark.Drawn(Part.EDGE, shape, Pen.solid(style.ink(), 1)));
  }

  static Stream<Mark> ring(double px, double py, Part part) {
    var circle = Marker.CIRCLE.at(px, py, 1.7 * RADIUS);
    return Stream.of(new Mark.Drawn(part, circle, Pen.solid(Ink.BLACK, 1.1)));
  }

  static Stream<Mark> cross(double px, double py, Part part) {
    double r = 2.1 * RADIUS;
    Path2D cross = new Path2D.Double();
    cross.append(new Line2D.Double(px - r, py - r, px + r, py + r), false);
    cross.append(new Line2D.Double(px - r, py + r, px + r, py - r), false);
    return Stream.of(new Mark.Drawn(part, cross, Pen.solid(Ink.BLACK, 1.1)));
  }
}
