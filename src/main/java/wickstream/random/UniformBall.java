package wickstream.random;

import wickstream.numeric.Elementary;

/**
 * Points uniform in a ball around the origin of R^d: directions of standard normal vectors at
 * distances R u^{1/d}, u uniform in (0, 1). The same bits on every machine; the first points of a
 * longer list are those of a shorter one.
 */
public final class UniformBall {
  /** "ball" in ASCII, where the streams of networks have a shard's hash. */
  private static final long ADDRESS = 0x62616c6cL;

  private static final int DISTANCES = 0;
  private static final int DIRECTIONS = 1;

  private UniformBall() {}

  /**
   * So many points, with their coordinates.
   *
   * @param seed decides which ones
   * @param count at least 1
   * @param dimension d, at least 1
   * @param radius R, finite and above 0
   */
  public static double[][] points(long seed, int count, int dimension, double radius) {
    int rows = (count + LaneStreams.LANES - 1) / LaneStreams.LANES;
    long[] words = new long[rows * LaneStreams.LANES];
    new LaneStreams(seed, ADDRESS, 0, DISTANCES).words(words, rows);
    double[][] normals = new double[dimension][rows * LaneStreams.LANES];
    for (int k = 0; k < dimension; k++) {
      new LaneStreams(seed, ADDRESS, 0, DIRECTIONS + k).normals(normals[k], rows);
    }
    double[][] points = new double[count][dimension];
    for (int a = 0; a < count; a++) {
      double norm = norm(normals, a);
      double distance = distance(words[a], dimension, radius);
      for (int k = 0; k < dimension; k++) {
        points[a][k] = distance * (normals[k][a] / norm);
      }
    }
    return points;
  }

  private static double norm(double[][] normals, int a) {
    double square = 0;
    for (double[] coordinate : normals) {
      square = Math.fma(coordinate[a], coordinate[a], square);
    }
    return Math.sqrt(square);
  }

  private static double distance(long word, int dimension, double radius) {
    double u = ((word >>> 11) + 0.5) * 0x1p-53;
    return radius * Elementary.exp(Elementary.log(u) / dimension);
  }
}
