package wickstream.cluster;

import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import wickstream.statistics.ExtremeValues;
import wickstream.statistics.Grant;

/**
 * Bags to be measured by the slot that pulls them: about a second of one thread.
 *
 * @param id unique
 * @param shardSpec what the bags are of
 * @param firstBag the first of them
 * @param endBag the index after the last
 * @param bounds of each series, beyond what a value must lie to be among the extreme ones; none if
 *     any may
 * @param replyTo takes the result
 * @param order names what it is part of, which can only be withdrawn as a whole; empty in items of
 *     versions that cannot withdraw
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
    order = Objects.requireNonNullElse(order, ""); // absent in older messages
  }

  Grant range() {
    return new Grant(firstBag, endBag);
  }
}
