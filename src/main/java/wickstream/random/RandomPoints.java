package wickstream.random;

import java.util.Arrays;
import wickstream.numeric.Elementary;

/**
 * Points of R^d drawn at random around the origin: the same bits on every machine, and the first
 * points of a longer list are those of a shorter one.
 */
public final class RandomPoints {
  // In ASCII, where the streams of networks have a shard's hash.
  private static final long BALL = 0x62616c6cL;
  private static final long SPHERE = 0x737068657265L;
  private static final long GAUSSIAN = 0x676175737369616eL;

  private static final int DISTANCES = 0;
  private static final int DIRECTIONS = 1;

  private RandomPoints() {}

  /**
   * So many points uniform in a ball, with their coordinates: directions of standard normal vectors
   * at distances R u^{1/d}, u uniform in (0, 1).
   *
   * @param seed decides which ones
   * @param count at least 1
   * @param dimension d, at least 1
   * @param radius R, finite and above 0
   */
  public static double[][] inBall(long seed, int count, int dimension, double radius) {
    int rows = rows(count);
    long[] words = new long[rows * LaneStreams.LANES];
    new LaneStreams(seed, BALL, 0, DISTANCES).words(words, rows);
    double[] distances = new double[count];
    Arrays.setAll(distances, a -> distance(words[a], dimension, radius));
    return atDistances(distances, normals(seed, BALL, count, dimension));
  }

  /** The same uniform on the sphere |x| = R; for d = 1 these are ±R. */
  public static double[][] onSphere(long seed, int count, int dimension, double radius) {
    double[] distances = new double[count];
    Arrays.fill(distances, radius);
    return atDistances(distances, normals(seed, SPHERE, count, dimension));
  }

  /** The same with independent normal coordinates of mean 0 and standard deviation σ. */
  public static double[][] gaussian(long seed, int count, int dimension, double sigma) {
    double[][] points = normals(seed, GAUSSIAN, count, dimension);
    for (double[] point : points) {
      for (int k = 0; k < dimension; k++) {
        point[k] *= sigma;
      }
    }
    return points;
  }

  private static int rows(int count) {
    return (count + LaneStreams.LANES - 1) / LaneStreams.LANES;
  }

  private static double[][] normals(long seed, long address, int count, int dimension) {
    double[][] points = new double[count][dimension];
    double[] coordinate = new double[rows(count) * LaneStreams.LANES];
    for (int k = 0; k < dimension; k++) {
      new LaneStreams(seed, address, 0, DIRECTIONS + k).normals(coordinate, rows(count));
      for (int a = 0; a < count; a++) {
        points[a][k] = coordinate[a];
      }
    }
    return points;
  }

  /** Takes points to other distances from the origin, each along its direction. */
  private static double[][] atDistances(double[] distances, double[][] points) {
    for (int a = 0; a < points.length; a++) {
      double norm = norm(points[a]);
      for (int k = 0; k < points[a].length; k++) {
        points[a][k] = distances[a] * (points[a][k] / norm);
      }
    }
    return points;
  }

  private static double norm(double[] point) {
    double square = 0;
    for (double x : point) {
      square = Math.fma(x, x, square);
    }
    return Math.sqrt(square);
  }

  private static double distance(long word, int dimension, double radius) {
    double u = ((word >>> 11) + 0.5) * 0x1p-53;
    return radius * Elementary.exp(Elementary.log(u) / dimension);
  }
}
