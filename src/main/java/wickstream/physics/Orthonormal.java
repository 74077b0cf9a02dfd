package wickstream.physics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Orthonormal functions of multisets, given by their values, by the method of Gram and Schmidt. */
public final class Orthonormal {
  /** What is left of a function that depends on others is rounding, relative to it. */
  private static final double ROUNDING = 1e-9;

  private Orthonormal() {}

  /**
   * Orthonormal functions that span the same space, the first of them along the first; fewer where
   * some depend on those before them to rounding.
   */
  public static List<double[]> of(List<double[]> functions) {
    List<double[]> found = new ArrayList<>();
    functions.forEach(function -> remainder(function, List.copyOf(found)).ifPresent(found::add));
    return found;
  }

  /**
   * What is left of a function without its share of others, which are orthonormal, at unit length;
   * twice freed of them for the sake of rounding. Empty if it depends on them.
   */
  static Optional<double[]> remainder(double[] function, List<double[]> others) {
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
    return length > ROUNDING * size ? Optional.of(left) : Optional.empty();
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
