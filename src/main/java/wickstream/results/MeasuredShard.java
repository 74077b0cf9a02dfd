package wickstream.results;

import java.util.List;
import wickstream.statistics.Totals;

/**
 * The result of a shard beside what it was made of.
 *
 * @param result the result
 * @param totals of the same shard; may hold no bags
 * @param series the names of the scalar series, in the order in which the totals hold them
 */
public record MeasuredShard(ShardResult result, Totals totals, List<String> series) {

  public MeasuredShard {
    series = List.copyOf(series);
    if (!result.id().equals(totals.shard())) {
      throw new IllegalArgumentException(
          "the totals beside the result of shard %s must be its own, were of shard %s"
              .formatted(result.id(), totals.shard()));
    }
    if (totals.bags() > 0 && series.size() != totals.seriesCount()) {
      throw new IllegalArgumentException(
          "each of the %d series of shard %s must have a name, had %s"
              .formatted(totals.seriesCount(), result.id(), series));
    }
  }
}
