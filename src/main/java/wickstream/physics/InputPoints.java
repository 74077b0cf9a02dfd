package wickstream.physics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
  public void requireDimension(int expected) {
    if (dIn != expected) {
      throw new IllegalArgumentException(
          "points must have d-in = %d coordinates, had %d".formatted(expected, dIn));
    }
  }

  /** Σ_k x_k y_k of points a and b. */
  public double dot(int a, int b) {
    double dot = 0;
    for (int k = 0; k < dIn; k++) {
      dot = Math.fma(points[a][k], points[b][k], dot);
    }
    return dot;
  }

  /**
   * The two directions, orthonormal and orthogonal to a constant, in which functions of multisets
   * vary that are smooth and depend neither on the order of the points nor on rotations: to leading
   * order in the points they are combinations of 1, Σ|x_i|² and |Σx_i|². Fewer if these depend on
   * each other.
   */
  public List<double[]> leadingDirections(Multisets multisets) {
    List<double[]> directions = new ArrayList<>();
    double[] squares = new double[multisets.size()];
    double[] ofSum = new double[multisets.size()];
    for (int k = 0; k < squares.length; k++) {
      for (int a : multisets.indices(k)) {
        squares[k] += dot(a, a);
        for (int b : multisets.indices(k)) {
          ofSum[k] += dot(a, b);
        }
      }
    }
    double[] constant = new double[squares.length];
    Arrays.fill(constant, 1 / Math.sqrt(constant.length));
    for (double[] function : List.of(squares, ofSum)) {
      List<double[]> before = new ArrayList<>(directions);
      before.add(constant);
      orthonormal(function, before).ifPresent(directions::add);
    }
    return directions;
  }

  /** What is left of a function, twice freed of others for the sake of rounding. */
  private static Optional<double[]> orthonormal(double[] function, List<double[]> others) {
    double[] left = function.clone();
    double size = Math.sqrt(product(function, function));
    for (int round = 0; round < 2; round++) {
      for (double[] other : others) {
        double share = product(left, other);
        Arrays.setAll(left, k -> left[k] - share * other[k]);
      }
    }
    double length = Math.sqrt(product(left, left));
    Arrays.setAll(left, k -> left[k] / length);
    return length > 1e-9 * size ? Optional.of(left) : Optional.empty();
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
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
