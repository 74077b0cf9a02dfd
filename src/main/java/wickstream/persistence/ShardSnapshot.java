package wickstream.persistence;

import java.util.List;
import wickstream.results.ShardResult;

/**
 * The state of a shard, to be saved.
 *
 * @param checkpoint from which it can resume
 * @param result what is known of it; without values while it is running
 * @param looks all judgements so far, the earliest first
 */
public record ShardSnapshot(
    Checkpoint checkpoint, ShardResult result, List<JudgementRecord> looks) {

  public ShardSnapshot {
    looks = List.copyOf(looks);
  }

  /** The state of a shard that has not been judged. */
  public ShardSnapshot(Checkpoint checkpoint, ShardResult result) {
    this(checkpoint, result, List.of());
  }

  /** The identity of the shard. */
  public String shard() {
    return result.id();
  }
}
