package wickstream.store;

/**
 * Where a shard stands, to be kept.
 *
 * @param checkpoint from which it can go on
 * @param result what is known of it; without values while it is running
 */
public record Snapshot(Checkpoint checkpoint, ShardResult result) {

  /** The identity of the shard. */
  public String shard() {
    return result.id();
  }
}
