package wickstream.physics;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The M distinct points of R^d at which networks are evaluated; immutable. Of each the first
 * coordinates are kept, as many as were given; the others are 0.
 */
public final class InputPoints {
  private static final int MAX_SHOWN = 4;

  private final int dIn;
  private final double[][] points;

  /** What {@link #inFewestCoordinates()} gives, once it has been asked for. */
  private volatile InputPoints inFewestCoordinates;

  private InputPoints(int dIn, double[][] points) {
    this.dIn = dIn;
    this.points = points;
  }

  /**
   * Points from their coordinates.
   *
   * @param dIn dimension of the input space, at least 1
   * @param points one list of finite coordinates a point, at least one point, all different; all
   *     lists of one length, from 1 to d_in: coordinates beyond it are 0
   * @throws IllegalArgumentException naming the first point that is not as described
   */
  public static InputPoints ofDimension(int dIn, List<List<Double>> points) {
    return checked(
        dIn,
        points.stream()
            .map(point -> point.stream().mapToDouble(x -> x).toArray())
            .toArray(double[][]::new));
  }

  /** The same from rows of coordinates, one a point, which are copied. */
  public static InputPoints ofDimension(int dIn, double[][] points) {
    return checked(dIn, Arrays.stream(points).map(double[]::clone).toArray(double[][]::new));
  }

  /**
   * The points of such coordinates, rotated as by {@link #inFewestCoordinates()}.
   *
   * @param dIn dimension of the input space, at least 1
   * @param points one row a point, as for {@link #ofDimension}; they are overwritten, as there may
   *     be no memory for more than them
   * @throws IllegalArgumentException naming the first point that is not as described
   */
  public static InputPoints rotated(int dIn, double[][] points) {
    return checked(dIn, checked(dIn, points).fewestCoordinates());
  }

  private static InputPoints checked(int dIn, double[][] points) {
    if (dIn < 1) {
      throw new IllegalArgumentException("d-in must be at least 1, was " + dIn);
    }
    if (points.length == 0) {
      throw new IllegalArgumentException("points must hold at least one point, was empty");
    }
    Set<DoubleBuffer> seen = new HashSet<>();
    for (int a = 0; a < points.length; a++) {
      checkCount(dIn, points, a);
      for (int k = 0; k < points[a].length; k++) {
        points[a][k] += 0.0; // −0.0 becomes 0.0
        if (!Double.isFinite(points[a][k])) {
          throw new IllegalArgumentException(
              "points[%d] must be finite, was %s".formatted(a, shown(points[a])));
        }
      }
      if (!seen.add(DoubleBuffer.wrap(points[a]))) {
        throw new IllegalArgumentException(
            "points[%d] must differ from the points before it, was %s again"
                .formatted(a, shown(points[a])));
      }
    }
    return new InputPoints(dIn, points);
  }

  private static void checkCount(int dIn, double[][] points, int a) {
    int count = points[a].length;
    if (count < 1 || count > dIn) {
      throw new IllegalArgumentException(
          "points[%d] must have 1 to d-in = %d coordinates, had %d".formatted(a, dIn, count));
    }
    if (count != points[0].length) {
      throw new IllegalArgumentException(
          "points[%d] must have as many coordinates as the points before it, %d, had %d"
              .formatted(a, points[0].length, count));
    }
  }

  private static String shown(double[] point) {
    if (point.length == 1) {
      return Double.toString(point[0]);
    }
    String first = Arrays.toString(Arrays.copyOf(point, Math.min(point.length, MAX_SHOWN)));
    return point.length <= MAX_SHOWN ? first : first.replace("]", ", ...]");
  }

  /** M, the number of points. */
  public int count() {
    return points.length;
  }

  /** d_in, the dimension of the input space. */
  public int dIn() {
    return dIn;
  }

  /** How many coordinates of each point are kept, 1 to d_in: all others are 0. */
  public int coordinates() {
    return points[0].length;
  }

  /** Point a of 0..M−1, as a copy of its {@link #coordinates()}. */
  public double[] point(int a) {
    return points[a].clone();
  }

  /** Coordinate k of point a, k = 0..d_in−1. */
  public double coordinate(int a, int k) {
    return k < points[a].length ? points[a][k] : 0;
  }

  /**
   * The same points up to a rotation about the origin, which changes no law of networks, because
   * weights of inputs are isotropic: with at most M coordinates, the first point on the first axis,
   * the second in the plane of the first two, and so on. Points that have at most M coordinates
   * that are not 0 for all of them are left as they are.
   *
   * @throws IllegalArgumentException if two points are the same to rounding
   */
  public InputPoints inFewestCoordinates() {
    InputPoints known = inFewestCoordinates;
    if (known == null) {
      InputPoints copy =
          new InputPoints(dIn, Arrays.stream(points).map(double[]::clone).toArray(double[][]::new));
      known = checked(dIn, copy.fewestCoordinates());
      inFewestCoordinates = known;
    }
    return known;
  }

  private double[][] fewestCoordinates() {
    int used = 1;
    for (double[] point : points) {
      for (int k = used; k < point.length; k++) {
        used = point[k] == 0 ? used : k + 1;
      }
    }
    if (used > points.length) {
      return SpanCoordinates.of(points);
    }
    int kept = used;
    return Arrays.stream(points).map(x -> Arrays.copyOf(x, kept)).toArray(double[][]::new);
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
    for (int k = 0; k < points[a].length; k++) {
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
    double[] constant = new double[multisets.size()];
    Arrays.fill(constant, 1 / Math.sqrt(constant.length));
    for (double[] function : leadingInvariants(multisets)) {
      List<double[]> before = new ArrayList<>(directions);
      before.add(constant);
      Orthonormal.remainder(function, before).ifPresent(directions::add);
    }
    return directions;
  }

  /** Σ|x_i|² and |Σx_i|² of each multiset. */
  public List<double[]> leadingInvariants(Multisets multisets) {
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
    return List.of(squares, ofSum);
  }

  /** The same points, moved along the first axis. */
  public InputPoints movedBy(double shift) {
    double[][] moved = Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
    for (double[] point : moved) {
      point[0] += shift;
    }
    return checked(dIn, moved);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InputPoints that
        && dIn == that.dIn
        && Arrays.deepEquals(points, that.points);
  }

  @Override
  public int hashCode() {
    return 31 * dIn + Arrays.deepHashCode(points);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(points);
  }
}
