package wickstream.physics;

/** How far apart two lists of numbers are. */
public final class RelativeDifference {
  private RelativeDifference() {}

  /** max |a_k − b_k|/|b_k|, with 0/0 = 0. */
  public static double of(double[] a, double[] b) {
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
