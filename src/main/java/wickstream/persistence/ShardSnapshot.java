package wickstream.persistence;

import java.util.List;
import wickstream.results.ShardResult;

/**
 * The state of a shard, to be saved.
 *
 * @param checkpoint from which it can resume
 * @param result what is known of it; without values while it is running
 * @param judgements all judgements so far, the earliest first
 */
public record ShardSnapshot(
    Checkpoint checkpoint, ShardResult result, List<JudgementRecord> judgements) {

  public ShardSnapshot {
    judgements = List.copyOf(judgements);
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
