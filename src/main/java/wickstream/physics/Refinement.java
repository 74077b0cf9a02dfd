package wickstream.physics;

import java.util.function.IntFunction;

/**
 * Numbers from a quadrature that was refined until two successive levels agreed, and their largest
 * relative difference at the last.
 */
record Refinement<T>(T value, double relativeError) {

  /** A quadrature's answer that can be compared with the answer of another level. */
  interface Level<T> {
    /** The largest relative difference of any number. */
    double relativeDifference(T coarser);
  }

  /**
   * Evaluates levels 0, 1, … until two agree to a tolerance, at most a given number of them. The
   * difference of the last two bounds the error of the last but one.
   */
  static <T extends Level<T>> Refinement<T> until(
      double tolerance, int most, IntFunction<T> levels) {
    T coarse = levels.apply(0);
    Refinement<T> refined = new Refinement<>(coarse, Double.POSITIVE_INFINITY);
    for (int k = 1; k < most && !(refined.relativeError <= tolerance); k++) {
      T fine = levels.apply(k);
      refined = new Refinement<>(fine, fine.relativeDifference(refined.value));
    }
    return refined;
  }

  /** max |a_k − b_k|/|b_k|, with 0/0 = 0. */
  static double relativeDifference(double[] a, double[] b) {
    double largest = 0;
    for (int k = 0; k < b.length; k++) {
      double difference = Math.abs(a[k] - b[k]);
      if (difference != 0) {
        largest = Math.max(largest, difference / Math.abs(b[k]));
      }
    }
    return largest;
  }
}
