package wickstream.persistence;

import java.util.List;
import wickstream.results.ShardResult;

/**
 * Where a shard stands, to be kept.
 *
 * @param checkpoint from which it can go on
 * @param result what is known of it; without values while it is running
 * @param looks all judgements so far, the earliest first
 */
public record ShardSnapshot(
    Checkpoint checkpoint, ShardResult result, List<JudgementRecord> looks) {

  public ShardSnapshot {
    looks = List.copyOf(looks);
  }

  /** Where a shard stands that has not been judged. */
  public ShardSnapshot(Checkpoint checkpoint, ShardResult result) {
    this(checkpoint, result, List.of());
  }

  /** The identity of the shard. */
  public String shard() {
    return result.id();
  }
}
