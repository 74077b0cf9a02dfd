package wickstream.flow;

import wickstream.store.ShardResult;
import wickstream.store.Value;

/** Whether measured numbers may be computed with. */
final class Trust {
  private Trust() {}

  /** Whether the shard's contributions are tame enough to vouch for its errors. */
  static boolean in(ShardResult shard) {
    return !shard.tail().isHeavy();
  }

  /** Whether there are a value and its error. */
  static boolean isKnown(Value value) {
    return Double.isFinite(value.value())
        && Double.isFinite(value.standardError())
        && value.standardError() > 0;
  }
}
