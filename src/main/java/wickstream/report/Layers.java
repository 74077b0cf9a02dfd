package wickstream.report;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The layers that plots are made of. */
final class Layers {
  private static final double CAP = 2.2;

  private Layers() {}

  /** A point of a series: its error bar, its marker and, unless it is trusted, a cross. */
  static Layer point(DataPoint point, Style style) {
    return frame -> {
      double px = frame.x(point.x());
      double py = frame.y(point.y());
      Stream<Mark> bar = point.hasBar() ? bar(frame, point, style) : Stream.empty();
      Stream<Mark> cross = point.isTrusted() ? Stream.empty() : Sample.cross(px, py, Part.CROSS);
      return Stream.of(bar, Sample.marker(px, py, style, point.isFull(), Part.MARKER), cross)
          .flatMap(Function.identity());
    };
  }

  /** A vertical bar with caps; an arrow instead where it leaves the plot. */
  private static Stream<Mark> bar(Frame frame, DataPoint point, Style style) {
    double px = frame.x(point.x());
    double from = frame.y(frame.y().nearest(point.low()));
    double to = frame.y(frame.y().nearest(point.high()));
    Path2D bar = new Path2D.Double();
    bar.append(new Line2D.Double(px, from, px, to), false);
    end(bar, px, from, point.low() >= frame.y().first(), -1);
    end(bar, px, to, point.high() <= frame.y().last(), 1);
    return Stream.of(new Mark.Drawn(Part.INTERVAL, bar, Pen.solid(style.ink(), 0.9)));
  }

  /** A vertical bar with caps at a place of the page. */
  static Path2D capped(double px, double from, double to) {
    Path2D bar = new Path2D.Double();
    bar.append(new Line2D.Double(px, from, px, to), false);
    end(bar, px, from, true, -1);
    end(bar, px, to, true, 1);
    return bar;
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

  /** A circle around a point, if it is in the plot. */
  static Layer ring(Spot spot) {
    return frame -> {
      double px = frame.x(spot.x());
      double py = frame.y(spot.y());
      return frame.holds(px, py) ? Sample.ring(px, py, Part.EDGE) : Stream.empty();
    };
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

  /** The power law y ~ x^p through a value at the beginning of a range, on logarithmic axes. */
  static Layer powerLaw(Range across, double start, double power, Pen pen) {
    double end = start * Math.pow(across.most() / across.least(), power);
    List<Spot> ends = List.of(new Spot(across.least(), start), new Spot(across.most(), end));
    return line(ends, pen, Part.GUIDE);
  }

  /** A horizontal line through the whole plot. */
  static Layer level(double y, Pen pen) {
    return frame -> {
      List<Spot> ends = List.of(new Spot(frame.x().first(), y), new Spot(frame.x().last(), y));
      return line(ends, pen, Part.GUIDE).marks(frame);
    };
  }

  /** A vertical line through the whole plot, at the nearest number that is on its axis. */
  static Layer upright(double x, Pen pen) {
    return frame -> {
      double px = frame.x(frame.x().nearest(x));
      Rectangle2D area = frame.area();
      var line = new Line2D.Double(px, area.getMinY(), px, area.getMaxY());
      return Stream.of(new Mark.Drawn(Part.GUIDE, line, pen));
    };
  }

  /** The area between two lines, as far as it is in the plot. */
  static Layer band(List<Spot> low, List<Spot> high, Ink ink) {
    if (low.size() < 2) {
      return frame -> Stream.empty();
    }
    List<Spot> around = new ArrayList<>(high);
    Collections.reverse(around);
    around.addAll(0, low);
    return frame -> {
      Path2D band = new Path2D.Double();
      Spot first = around.get(0);
      band.moveTo(frame.x(first.x()), frame.y(frame.y().nearest(first.y())));
      for (Spot spot : around.subList(1, around.size())) {
        band.lineTo(frame.x(spot.x()), frame.y(frame.y().nearest(spot.y())));
      }
      band.closePath();
      return Stream.of(new Mark.Filled(Part.REGION, band, ink));
    };
  }

  /** The outline of a rectangle between two corners. */
  static Layer outline(Spot corner, Spot opposite, Pen pen) {
    return frame -> Stream.of(new Mark.Drawn(Part.BAR, frame.rectangle(corner, opposite), pen));
  }
}
