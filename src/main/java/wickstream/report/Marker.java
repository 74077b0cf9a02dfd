package wickstream.report;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** The shapes of markers, which distinguish series without colour. */
enum Marker {
  CIRCLE(0, 0, 1),
  SQUARE(4, 45, 1.2),
  TRIANGLE(3, 90, 1.3),
  DIAMOND(4, 0, 1.35),
  INVERTED(3, 270, 1.3),
  PENTAGON(5, 90, 1.15),
  STAR(5, 90, 1.5),
  HEXAGON(6, 0, 1.1),
  LEFT(3, 180, 1.3),
  RIGHT(3, 0, 1.3);

  private final int corners;
  private final double firstAngle;
  private final double size;

  /**
   * @param corners of the polygon; 0 for a circle
   * @param firstAngle where the first is, in degrees from the right, anticlockwise
   * @param size its radius relative to that of the circle of the same weight
   */
  Marker(int corners, double firstAngle, double size) {
    this.corners = corners;
    this.firstAngle = firstAngle;
    this.size = size;
  }

  /** The outline around a point, y downwards. */
  Shape at(double x, double y, double radius) {
    double r = size * radius;
    if (corners == 0) {
      return new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
    }
    Path2D polygon = new Path2D.Double();
    int points = this == STAR ? 2 * corners : corners;
    for (int k = 0; k < points; k++) {
      double angle = Math.toRadians(firstAngle + 360.0 * k / points);
      double distance = this == STAR && k % 2 == 1 ? 0.45 * r : r;
      double px = x + distance * Math.cos(angle);
      double py = y - distance * Math.sin(angle);
      if (k == 0) {
        polygon.moveTo(px, py);
      } else {
        polygon.lineTo(px, py);
      }
    }
    polygon.closePath();
    return polygon;
  }
}
