package wickstream.report;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/**
 * Where numbers of a plot are on the page.
 *
 * @param area between the axes, in points
 * @param x from left to right
 * @param y from bottom to top
 */
record Frame(Rectangle2D area, Scale x, Scale y) {
  double x(double value) {
    return area.getMinX() + x.at(value) * area.getWidth();
  }

  double y(double value) {
    return area.getMaxY() - y.at(value) * area.getHeight();
  }

  /** Whether a point is between the axes. */
  boolean holds(double px, double py) {
    return area.intersects(px - 1e-6, py - 1e-6, 2e-6, 2e-6);
  }

  /** The rectangle between two corners, as far as it is between the axes. */
  Rectangle2D rectangle(Spot corner, Spot opposite) {
    Rectangle2D rectangle = new Rectangle2D.Double();
    rectangle.setFrameFromDiagonal(
        x(x.nearest(corner.x())),
        y(y.nearest(corner.y())),
        x(x.nearest(opposite.x())),
        y(y.nearest(opposite.y())));
    return rectangle;
  }

  /** What of the straight lines between neighbouring spots is between bottom and top. */
  Path2D path(List<Spot> spots) {
    Path2D path = new Path2D.Double();
    for (int i = 1; i < spots.size(); i++) {
      segment(spots.get(i - 1), spots.get(i)).ifPresent(segment -> path.append(segment, true));
    }
    return path;
  }

  private Optional<Line2D> segment(Spot from, Spot to) {
    double x0 = x(from.x());
    double y0 = y(from.y());
    double x1 = x(to.x());
    double y1 = y(to.y());
    double top = area.getMinY();
    double bottom = area.getMaxY();
    if (Math.max(y0, y1) < top || Math.min(y0, y1) > bottom) {
      return Optional.empty();
    }
    double slope = y1 == y0 ? 0 : (x1 - x0) / (y1 - y0);
    double start = Math.max(top, Math.min(bottom, y0));
    double end = Math.max(top, Math.min(bottom, y1));
    return Optional.of(
        new Line2D.Double(x0 + (start - y0) * slope, start, x1 + (end - y1) * slope, end));
  }
}
