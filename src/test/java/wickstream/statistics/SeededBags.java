package wickstream.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Bags for tests. */
final class SeededBags {
  /** Networks in a bag of {@link #bag}. */
  static final int BAG_SIZE = 5;

  private SeededBags() {}

  /** A bag whose contents, two series and two components, follow from its index alone. */
  static Bag bag(String shard, long index) {
    double[] first = SeriesOf.normals(index, BAG_SIZE, 1, 2);
    double[] second = SeriesOf.normals(~index, BAG_SIZE, -3, 0.1);
    return bag(shard, index, first, second);
  }

  /** A bag of these series, which are its components as well. */
  static Bag bag(String shard, long index, double[]... series) {
    int networks = series[0].length;
    Moments components =
        Moments.ofSums(
            networks,
            new double[series.length],
            Arrays.stream(series).mapToDouble(y -> Arrays.stream(y).sum()).toArray(),
            Arrays.stream(series)
                .mapToDouble(y -> Arrays.stream(y).map(v -> v * v).sum())
                .toArray());
    List<CentralMoments> moments =
        Arrays.stream(series).map(y -> CentralMoments.of(y, y.length)).toList();
    return new Bag(shard, index, new Sums(components, moments), List.of(series));
  }

  /** The bags of a range, one after the other. */
  static Totals sequential(String shard, long firstBag, long endBag) {
    return continued(Totals.startingAt(shard, firstBag), endBag);
  }

  /** Some totals and all bags up to an end, one after the other. */
  static Totals continued(Totals totals, long endBag) {
    return LongStream.range(totals.nextBag(), endBag)
        .mapToObj(index -> bag(totals.shard(), index))
        .reduce(totals, Totals::plus, Totals::plus);
  }

  /** Totals of one series, cut into bags of these sizes. */
  static Totals cut(double[] series, int... sizes) {
    Totals totals = Totals.startingAt("s", 0);
    int from = 0;
    for (int size : sizes) {
      totals =
          totals.plus(bag("s", totals.nextBag(), Arrays.copyOfRange(series, from, from + size)));
      from += size;
    }
    return totals;
  }

  /** Totals of one series, cut into equal bags. */
  static Totals cutEqually(double[] series, int bags) {
    int[] sizes = new int[bags];
    Arrays.fill(sizes, series.length / bags);
    return cut(series, sizes);
  }

  /**
   * Bags in which the series takes the values mean ± spread in turn: exactly that mean, a light
   * tail, and a standard error of spread/√(n−1).
   */
  static Totals alternating(int bags, int bagSize, double mean, double spread) {
    double[] series = new double[bagSize];
    Arrays.setAll(series, i -> mean + (i % 2 == 0 ? spread : -spread));
    Totals totals = Totals.startingAt("s", 0);
    for (int i = 0; i < bags; i++) {
      totals = totals.plus(bag("s", i, series));
    }
    return totals;
  }

  /** Bags of normal contributions. */
  static Totals normals(Totals before, long endBag, int bagSize, Random random, double sigma) {
    Totals totals = before;
    while (totals.nextBag() < endBag) {
      double[] series = new double[bagSize];
      Arrays.setAll(series, i -> 1 + sigma * random.nextGaussian());
      totals = totals.plus(bag(totals.shard(), totals.nextBag(), series));
    }
    return totals;
  }
}
