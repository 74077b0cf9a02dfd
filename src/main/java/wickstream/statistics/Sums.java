package wickstream.statistics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The moments of everything measured on some set of networks.
 *
 * @param components moments of the vector of Green functions
 * @param series moments of each scalar series
 */
public record Sums(Moments components, List<CentralMoments> series) implements Means {

  public Sums {
    series = List.copyOf(series);
  }

  /** The moments of both sets together. */
  public Sums plus(Sums other) {
    return new Sums(
        components.plus(other.components),
        IntStream.range(0, series.size())
            .mapToObj(s -> series.get(s).plus(other.series.get(s)))
            .toList());
  }

  /** Whether the other moments are of as many components and series. */
  boolean isAlike(Sums other) {
    return components.dimension() == other.components.dimension()
        && series.size() == other.series.size();
  }

  /** The number of networks. */
  public long networks() {
    return components.count();
  }

  @Override
  public double componentMean(int k) {
    return components.mean(k);
  }

  @Override
  public double seriesMean(int s) {
    return series.get(s).mean();
  }
}
