package wickstream.cluster;

import java.util.Optional;

/**
 * What became of an item.
 *
 * @param id of the item
 * @param stretch its bags in the bytes of {@link wickstream.store.StretchFormat}; empty if they
 *     could not be measured
 * @param failure why not
 */
record WorkResult(String id, byte[] stretch, Optional<String> failure) implements Message {

  static WorkResult failed(String id, Throwable cause) {
    return new WorkResult(id, new byte[0], Optional.of(String.valueOf(cause)));
  }
}
