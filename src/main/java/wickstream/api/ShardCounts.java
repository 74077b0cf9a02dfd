package wickstream.api;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many shards of a campaign stand where; all but the total add up to the total.
 *
 * @param total all of them
 * @param waiting not begun, or waiting to go on
 * @param running being sampled
 * @param converged reached the target
 * @param heavyTailed ended because the sample cannot vouch for an error bar
 * @param contradicted ended more than six standard errors from the exact value
 * @param posteriorUnreachable ended because too few networks agree with the data
 * @param unresolved ended because the value lies below what double precision resolves
 * @param budgetExhausted ended by a budget before the target was reached
 * @param cancelled ended by a user
 * @param failed ended by a failure
 */
public record ShardCounts(
    int total,
    int waiting,
    int running,
    int converged,
    int heavyTailed,
    int contradicted,
    int posteriorUnreachable,
    int unresolved,
    int budgetExhausted,
    int cancelled,
    int failed) {

  /** Counts shards by how each of them stands, see {@link Shard#standing}. */
  public static ShardCounts of(List<String> standings) {
    Map<String, Integer> counts =
        standings.stream().collect(Collectors.toMap(word -> word, word -> 1, Integer::sum));
    return new ShardCounts(
        standings.size(),
        counts.getOrDefault("waiting", 0),
        counts.getOrDefault("running", 0),
        counts.getOrDefault("converged", 0),
        counts.getOrDefault("heavy-tailed", 0),
        counts.getOrDefault("contradicted", 0),
        counts.getOrDefault("posterior-unreachable", 0),
        counts.getOrDefault("unresolved", 0),
        counts.getOrDefault("budget-exhausted", 0),
        counts.getOrDefault("cancelled", 0),
        counts.getOrDefault("failed", 0));
  }

  /** How many have their verdict. */
  public int ended() {
    return total - waiting - running;
  }
}
