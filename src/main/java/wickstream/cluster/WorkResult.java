package wickstream.cluster;

import java.util.Optional;

/**
 * The result of an item.
 *
 * @param id of the item
 * @param partialTotals its bags in the bytes of {@link wickstream.persistence.PartialTotalsFormat};
 *     empty if they could not be measured
 * @param failure why not
 */
record WorkResult(String id, byte[] partialTotals, Optional<String> failure) implements Message {

  static WorkResult failed(String id, Throwable cause) {
    return new WorkResult(id, new byte[0], Optional.of(String.valueOf(cause)));
  }
}
