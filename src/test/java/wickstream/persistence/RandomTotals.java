package wickstream.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import wickstream.statistics.Bag;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.Moments;
import wickstream.statistics.Sums;
import wickstream.statistics.Totals;

/**
 * Totals for tests, each bag of which follows from its index.
 *
 * @param dimension how many components
 * @param seriesCount how many series
 * @param networks how many networks a bag
 */
public record RandomTotals(int dimension, int seriesCount, int networks) {
  static final String SHARD = "0123456789abcdef";

  /** The bags of a range. */
  Totals of(long firstBag, long endBag) {
    return continued(Totals.startingAt(SHARD, firstBag), endBag);
  }

  /** Some totals and all bags up to an end. */
  public Totals continued(Totals totals, long endBag) {
    return Stream.iterate(totals.nextBag(), index -> index < endBag, index -> index + 1)
        .map(index -> bag(totals.shard(), index))
        .reduce(totals, Totals::plus, Totals::plus);
  }

  Bag bag(String shard, long index) {
    Random random = new Random(index);
    Moments components =
        Moments.of(networks, normals(random, dimension), random.doubles(dimension).toArray());
    List<double[]> series = new ArrayList<>();
    for (int s = 0; s < seriesCount; s++) {
      series.add(normals(random, networks));
    }
    List<CentralMoments> moments =
        series.stream().map(y -> CentralMoments.of(y, networks)).toList();
    return new Bag(shard, index, new Sums(components, moments), series);
  }

  private static double[] normals(Random random, int count) {
    return Stream.generate(random::nextGaussian).limit(count).mapToDouble(y -> y).toArray();
  }
}
