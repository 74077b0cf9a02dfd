package wickstream.statistics;

import java.util.Arrays;
import java.util.Random;

/** Series of seeded random numbers; {@link Random} gives the same ones on every JDK. */
final class SeriesOf {
  private SeriesOf() {}

  static double[] normals(long seed, int count, double mean, double sigma) {
    Random random = new Random(seed);
    return random.doubles(count).map(u -> mean + sigma * random.nextGaussian()).toArray();
  }

  static double[] shuffled(long seed, double[] series) {
    Random random = new Random(seed);
    double[] result = series.clone();
    for (int i = result.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double swapped = result[i];
      result[i] = result[j];
      result[j] = swapped;
    }
    return result;
  }

  static double[] joined(double[] a, double[] b) {
    double[] result = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, result, a.length, b.length);
    return result;
  }
}
