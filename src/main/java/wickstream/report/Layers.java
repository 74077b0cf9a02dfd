package wickstream.report;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What plots are made of. */
final class Layers {
  private static final double RADIUS = 3.2;
  private static final double CAP = 2.2;

  private Layers() {}

  /** A point of a series; the mark is full where {@code filled}. */
  static Layer marker(Spot spot, Style style, boolean filled) {
    return frame -> marker(frame.x(spot.x()), frame.y(spot.y()), style, filled, Part.MARKER);
  }

  /** The same at a place of the page. */
  static Stream<Mark> marker(double px, double py, Style style, boolean filled, Part part) {
    var shape = style.marker().at(px, py, RADIUS);
    return Stream.of(
        new Mark.Filled(part, shape, filled ? style.ink() : Ink.WHITE),
        new Mark.Drawn(Part.EDGE, shape, Pen.solid(style.ink(), 1)));
  }

  /** Draws a circle around a point, if it is in the plot. */
  static Layer ring(Spot spot) {
    return frame -> {
      double px = frame.x(spot.x());
      double py = frame.y(spot.y());
      return frame.holds(px, py) ? Stream.of(ring(px, py, Part.EDGE)) : Stream.empty();
    };
  }

  /** The same at a place of the page. */
  static Mark ring(double px, double py, Part part) {
    return new Mark.Drawn(part, Marker.CIRCLE.at(px, py, 1.7 * RADIUS), Pen.solid(Ink.BLACK, 1.1));
  }

  /** Crosses out a point. */
  static Layer cross(Spot spot) {
    return frame -> Stream.of(cross(frame.x(spot.x()), frame.y(spot.y()), Part.CROSS));
  }

  /** The same at a place of the page. */
  static Mark cross(double px, double py, Part part) {
    double r = 2.1 * RADIUS;
    Path2D cross = new Path2D.Double();
    cross.append(new Line2D.Double(px - r, py - r, px + r, py + r), false);
    cross.append(new Line2D.Double(px - r, py + r, px + r, py - r), false);
    return new Mark.Drawn(part, cross, Pen.solid(Ink.BLACK, 1.1));
  }

  /**
   * A vertical bar from one number to another, with caps; an arrow instead where it leaves the
   * plot.
   */
  static Layer interval(double x, double low, double high, Style style) {
    return frame -> {
      double px = frame.x(x);
      double from = frame.y(frame.y().nearest(low));
      double to = frame.y(frame.y().nearest(high));
      Path2D bar = new Path2D.Double();
      bar.append(new Line2D.Double(px, from, px, to), false);
      end(bar, px, from, low >= frame.y().first(), -1);
      end(bar, px, to, high <= frame.y().last(), 1);
      return Stream.of(new Mark.Drawn(Part.INTERVAL, bar, Pen.solid(style.ink(), 0.9)));
    };
  }

  private static void end(Path2D bar, double px, double py, boolean inside, int inwards) {
    if (inside) {
      bar.append(new Line2D.Double(px - CAP, py, px + CAP, py), false);
      return;
    }
    bar.moveTo(px - CAP, py + 2 * CAP * inwards);
    bar.lineTo(px, py);
    bar.lineTo(px + CAP, py + 2 * CAP * inwards);
  }

  /** Straight lines from spot to spot, as far as they are in the plot. */
  static Layer line(List<Spot> spots, Pen pen, Part part) {
    return frame -> {
      Path2D path = frame.path(spots);
      return path.getCurrentPoint() == null
          ? Stream.empty()
          : Stream.of(new Mark.Drawn(part, path, pen));
    };
  }

  /** A horizontal line through the whole plot. */
  static Layer level(double y, Pen pen) {
    return frame ->
        line(
                List.of(new Spot(frame.x().first(), y), new Spot(frame.x().last(), y)),
                pen,
                Part.GUIDE)
            .marks(frame);
  }

  /** A vertical line through the whole plot, at the nearest number that is on its axis. */
  static Layer upright(double x, Pen pen) {
    return frame -> {
      double px = frame.x(frame.x().nearest(x));
      Rectangle2D area = frame.area();
      return Stream.of(
          new Mark.Drawn(
              Part.GUIDE, new Line2D.Double(px, area.getMinY(), px, area.getMaxY()), pen));
    };
  }

  /** What is between two lines from spot to spot, as far as it is in the plot. */
  static Layer band(List<Spot> low, List<Spot> high, Ink ink) {
    return frame -> {
      if (low.size() < 2) {
        return Stream.empty();
      }
      List<Spot> back = new ArrayList<>(high);
      Collections.reverse(back);
      Path2D band = new Path2D.Double();
      Stream.concat(low.stream(), back.stream())
          .forEach(
              spot -> {
                double px = frame.x(spot.x());
                double py = frame.y(frame.y().nearest(spot.y()));
                if (band.getCurrentPoint() == null) {
                  band.moveTo(px, py);
                } else {
                  band.lineTo(px, py);
                }
              });
      band.closePath();
      return Stream.of(new Mark.Filled(Part.REGION, band, ink));
    };
  }

  /** A rectangle full of ink between two corners. */
  static Layer box(Spot corner, Spot opposite, Ink ink, Part part) {
    return frame -> Stream.of(new Mark.Filled(part, rectangle(frame, corner, opposite), ink));
  }

  /** The outline of a rectangle between two corners. */
  static Layer outline(Spot corner, Spot opposite, Pen pen, Part part) {
    return frame -> Stream.of(new Mark.Drawn(part, rectangle(frame, corner, opposite), pen));
  }

  static Rectangle2D rectangle(Frame frame, Spot corner, Spot opposite) {
    Rectangle2D rectangle = new Rectangle2D.Double();
    rectangle.setFrameFromDiagonal(
        frame.x(frame.x().nearest(corner.x())),
        frame.y(frame.y().nearest(corner.y())),
        frame.x(frame.x().nearest(opposite.x())),
        frame.y(frame.y().nearest(opposite.y())));
    return rectangle;
  }
}
