package wickstream.persistence;

import java.util.List;

/**
 * What is saved together: all of it, or nothing.
 *
 * @param snapshots states of shards, one per shard
 * @param events what happened, in order
 */
public record WriteBatch(List<ShardSnapshot> snapshots, List<Event> events) {

  public WriteBatch {
    snapshots = List.copyOf(snapshots);
    events = List.copyOf(events);
  }
}
