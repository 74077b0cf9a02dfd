package wickstream.sampling;

import java.util.Arrays;
import wickstream.random.LaneStreams;

/**
 * One number a unit and point of a whole hidden layer, for one network of every lane: unit j of
 * lane l is entry 8 j + l of the array of a point. The arrays are padded to a multiple of {@link
 * LayerLoops#POINTS} by one of zeros. Mutable; used by one thread.
 */
final class LayerValues {
  final double[][] values;
  private final int points;

  LayerValues(int points, int width) {
    this.points = points;
    this.values = padded(new double[points][width * LaneStreams.LANES]);
  }

  /** These arrays and, as often as needed, another one of the same length. */
  static double[][] padded(double[][] arrays) {
    return padded(arrays, new double[arrays[0].length]);
  }

  /** These arrays and, as often as needed, one of which nothing is wanted. */
  static double[][] padded(double[][] arrays, double[] unwanted) {
    int passes = (arrays.length + LayerLoops.POINTS - 1) / LayerLoops.POINTS;
    double[][] padded = Arrays.copyOf(arrays, passes * LayerLoops.POINTS);
    Arrays.fill(padded, arrays.length, padded.length, unwanted);
    return padded;
  }

  /** Back to zeros. */
  void clear() {
    for (int a = 0; a < points; a++) {
      Arrays.fill(values[a], 0);
    }
  }
}
