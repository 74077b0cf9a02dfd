package wickstream.physics;

import java.util.Arrays;

/**
 * Coordinates of points with respect to an orthonormal basis of their span, in which the first
 * point has one, the second at most two, and so on: products of all pairs are those of the points
 * themselves. By Householder reflections of the rows (Golub and Van Loan, Matrix Computations,
 * section 5.2), whose error is some units in the last place of the length of each point, however
 * close together they are; a Cholesky factor of the matrix of products would lose half the digits
 * of what they differ in. Sums are taken in one order, so that the bits are the same everywhere.
 */
final class SpanCoordinates {
  /** What is left of a point outside the span of those before it, relative to it, by rounding. */
  private static final double ROUNDING = 0x1p-50;

  /** Sums run in so many parts, as each addition waits for the one before it. */
  private static final int PARTS = 8;

  private final double[][] rows;
  private final int dimension;
  private int rank;

  private SpanCoordinates(double[][] rows) {
    this.rows = rows;
    this.dimension = rows[0].length;
  }

  /**
   * As many coordinates as the span has dimensions, one at least.
   *
   * @param points at least one, each of as many finite coordinates; they are overwritten
   */
  static double[][] of(double[][] points) {
    int[] exponents = new int[points.length];
    for (int a = 0; a < points.length; a++) {
      exponents[a] = exponent(points[a]);
      scale(points[a], -exponents[a]);
    }
    SpanCoordinates span = new SpanCoordinates(points);
    for (int a = 0; a < points.length; a++) {
      span.reflect(a);
    }
    double[][] coordinates = new double[points.length][];
    for (int a = 0; a < points.length; a++) {
      coordinates[a] = Arrays.copyOf(points[a], Math.max(1, span.rank));
      scale(coordinates[a], exponents[a]);
    }
    return coordinates;
  }

  /** Takes what of point a lies outside the span of those before it onto the next axis. */
  private void reflect(int a) {
    double[] row = rows[a];
    double length = Math.sqrt(product(row, row, rank));
    if (length <= ROUNDING * Math.sqrt(product(row, row, 0))) {
      Arrays.fill(row, rank, dimension, 0);
      return;
    }
    double pivot = row[rank];
    row[rank] = pivot + Math.copySign(length, pivot);
    double scale = 1 / (length * (length + Math.abs(pivot))); // 2/|row|²
    for (int b = a + 1; b < rows.length; b++) {
      double share = scale * product(row, rows[b], rank);
      addMultiple(-share, row, rows[b]);
      // The reflection takes the point to ∓ its length; the axis is turned to make that positive.
      rows[b][rank] = pivot < 0 ? rows[b][rank] : -rows[b][rank];
    }
    Arrays.fill(row, rank, dimension, 0);
    row[rank] = length;
    rank++;
  }

  private void addMultiple(double factor, double[] of, double[] into) {
    for (int k = rank; k < dimension; k++) {
      into[k] = Math.fma(factor, of[k], into[k]);
    }
  }

  /** Σ x_k y_k over the coordinates from one on. */
  private double product(double[] x, double[] y, int from) {
    double[] parts = new double[PARTS];
    int end = dimension - (dimension - from) % PARTS;
    for (int k = from; k < end; k += PARTS) {
      for (int part = 0; part < PARTS; part++) {
        parts[part] = Math.fma(x[k + part], y[k + part], parts[part]);
      }
    }
    for (int k = end; k < dimension; k++) {
      parts[k - end] = Math.fma(x[k], y[k], parts[k - end]);
    }
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    return sum;
  }

  /** The power of two that the largest coordinate has; 0 of a point that is 0. */
  private static int exponent(double[] point) {
    double largest = 0;
    for (double x : point) {
      largest = Math.max(largest, Math.abs(x));
    }
    return largest == 0 ? 0 : Math.getExponent(largest);
  }

  private static void scale(double[] point, int exponent) {
    for (int k = 0; k < point.length; k++) {
      point[k] = Math.scalb(point[k], exponent);
    }
  }
}
