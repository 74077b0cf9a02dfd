package wickstream.cluster;

import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import wickstream.statistics.ExtremeValues;
import wickstream.statistics.Grant;

/**
 * Bags to be measured by whoever takes them: about a second of one thread.
 *
 * @param id tells it from all others
 * @param shardSpec what the bags are of
 * @param firstBag the first of them
 * @param endBag the index after the last
 * @param bounds of each series, beyond what a value must lie to be among the extreme ones; none if
 *     any may
 * @param replyTo takes the result
 * @param order names what it is part of, all of which is withdrawn at once if at all; empty in the
 *     items of versions that withdraw nothing
 */
record WorkItem(
    String id,
    ShardSpec shardSpec,
    long firstBag,
    long endBag,
    List<ExtremeValues.Bounds> bounds,
    ActorRef<WorkDispatcher.Command> replyTo,
    String order)
    implements Message {

  WorkItem {
    order = Objects.requireNonNullElse(order, ""); // which JSON lacks that was written before
  }

  Grant range() {
    return new Grant(firstBag, endBag);
  }
}
