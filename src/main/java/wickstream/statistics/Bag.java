package wickstream.statistics;

import java.util.List;

/**
 * What was measured on one bag of networks. The arrays are handed over and must not change
 * afterwards.
 *
 * @param shard identity of the shard
 * @param index which bag of the shard, 0, 1, 2, …
 * @param sums the moments of everything measured
 * @param contributions each scalar series itself, one number a network, in network order
 */
public record Bag(String shard, long index, Sums sums, List<double[]> contributions) {

  public Bag {
    contributions = List.copyOf(contributions);
    if (sums.series().size() != contributions.size()) {
      throw new IllegalArgumentException(
          "a bag must have the moments of each of its %d series, had %d"
              .formatted(contributions.size(), sums.series().size()));
    }
  }
}
