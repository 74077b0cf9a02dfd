package wickstream.physics;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The M distinct points of R^d at which networks are evaluated; immutable. */
public final class InputPoints {
  private final int dIn;
  private final double[][] points;

  private InputPoints(int dIn, double[][] points) {
    this.dIn = dIn;
    this.points = points;
  }

  /**
   * Points from their coordinates.
   *
   * @param dIn dimension of the input space, at least 1
   * @param points one list of d_in finite coordinates a point, at least one point, all different
   * @throws IllegalArgumentException naming the first point that is not as described
   */
  public static InputPoints ofDimension(int dIn, List<List<Double>> points) {
    if (dIn < 1) {
      throw new IllegalArgumentException("d-in must be at least 1, was " + dIn);
    }
    if (points.isEmpty()) {
      throw new IllegalArgumentException("points must hold at least one point, was empty");
    }
    Set<List<Double>> seen = new HashSet<>();
    for (int a = 0; a < points.size(); a++) {
      List<Double> point = points.get(a).stream().map(x -> x + 0.0).toList(); // −0.0 is 0.0
      if (point.size() != dIn) {
        throw new IllegalArgumentException(
            "points[%d] must have d-in = %d coordinates, had %d".formatted(a, dIn, point.size()));
      }
      for (double x : point) {
        if (!Double.isFinite(x)) {
          throw new IllegalArgumentException(
              "points[%d] must be finite, was %s".formatted(a, point));
        }
      }
      if (!seen.add(point)) {
        throw new IllegalArgumentException(
            "points[%d] must differ from the points before it, was %s again"
                .formatted(a, dIn == 1 ? point.get(0) : point));
      }
    }
    return new InputPoints(
        dIn,
        points.stream()
            .map(p -> p.stream().mapToDouble(x -> x + 0.0).toArray())
            .toArray(double[][]::new));
  }

  /** M, the number of points. */
  public int count() {
    return points.length;
  }

  /** d_in, the dimension of the input space. */
  public int dIn() {
    return dIn;
  }

  /** Point a of 0..M−1, as a copy of its d_in coordinates. */
  public double[] point(int a) {
    return points[a].clone();
  }

  /** Coordinate k of point a. */
  public double coordinate(int a, int k) {
    return points[a][k];
  }

  /** Refuses points of another dimension than an ensemble's. */
  void requireDimension(int expected) {
    if (dIn != expected) {
      throw new IllegalArgumentException(
          "points must have d-in = %d coordinates, had %d".formatted(expected, dIn));
    }
  }

  /** Σ_k x_k y_k of points a and b. */
  double dot(int a, int b) {
    double dot = 0;
    for (int k = 0; k < dIn; k++) {
      dot = Math.fma(points[a][k], points[b][k], dot);
    }
    return dot;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InputPoints that && Arrays.deepEquals(points, that.points);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(points);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(points);
  }
}
