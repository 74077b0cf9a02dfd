package wickstream.client;

import java.util.OptionalLong;

/**
 * One server-sent event.
 *
 * @param kind its name
 * @param id by which a client can say what it has seen
 * @param data what it tells
 */
record ServerEvent(String kind, OptionalLong id, JsonObject data) {}
