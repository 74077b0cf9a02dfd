package wickstream.persistence;

import java.util.List;

/**
 * What is to be kept together: all of it, or nothing.
 *
 * @param snapshots where shards stand, one a shard
 * @param events what happened, in order
 */
public record WriteBatch(List<ShardSnapshot> snapshots, List<Event> events) {

  public WriteBatch {
    snapshots = List.copyOf(snapshots);
    events = List.copyOf(events);
  }
}
