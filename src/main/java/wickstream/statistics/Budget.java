package wickstream.statistics;

import java.time.Duration;
import java.util.Optional;

/**
 * What a shard may cost.
 *
 * @param minBags bags before the first judgement, at least 2
 * @param maxBags bags it may never exceed, at least minBags
 * @param maxTime wall-clock time; where it is given, the stopping point depends on the machine and
 *     cannot be reproduced
 */
public record Budget(long minBags, long maxBags, Optional<Duration> maxTime) {

  public Budget {
    if (minBags < 2 || maxBags < minBags) {
      throw new IllegalArgumentException(
          "a budget must allow at least 2 bags and no fewer at most than at least, was %d to %d"
              .formatted(minBags, maxBags));
    }
  }
}
