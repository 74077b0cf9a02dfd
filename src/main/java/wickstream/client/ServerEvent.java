package wickstream.client;

import java.util.OptionalLong;

/**
 * One server-sent event.
 *
 * @param kind its name
 * @param id by which a client can say what it has seen
 * @param json its data
 */
record ServerEvent(String kind, OptionalLong id, String json) {
  /** Its data, as a record or a map. */
  <T> T data(Class<T> type) {
    return RemoteDaemon.read(json, type);
  }
}
