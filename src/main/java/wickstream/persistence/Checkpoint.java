package wickstream.persistence;

import java.time.Duration;
import java.util.regex.Pattern;
import wickstream.statistics.Totals;

/**
 * How far a shard has come: enough to go on as if it had never stopped.
 *
 * @param seed the campaign's seed
 * @param totals the sum of the shard's bags so far; not pooled, and of a shard whose identity is 16
 *     hexadecimal digits
 * @param grantEnd the index after the last bag of the grant under way, at least that of the next
 *     bag
 * @param spent sampling time so far, not negative
 */
public record Checkpoint(long seed, Totals totals, long grantEnd, Duration spent) {
  private static final Pattern SHARD = Pattern.compile("[0-9a-f]{16}");

  public Checkpoint {
    if (totals.isPooled()) {
      throw new IllegalArgumentException("a checkpoint's totals must not be pooled");
    }
    if (!SHARD.matcher(totals.shard()).matches()) {
      throw new IllegalArgumentException(
          "a checkpoint's shard must be 16 hexadecimal digits, was \"%s\""
              .formatted(totals.shard()));
    }
    if (grantEnd < totals.nextBag()) {
      throw new IllegalArgumentException(
          "a checkpoint's grant must end at bag %d or later, was %d"
              .formatted(totals.nextBag(), grantEnd));
    }
    if (spent.isNegative()) {
      throw new IllegalArgumentException("a checkpoint's time must not be negative, was " + spent);
    }
  }
}
