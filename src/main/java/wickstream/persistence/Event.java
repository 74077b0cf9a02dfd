package wickstream.persistence;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a campaign.
 *
 * @param at when
 * @param shard to which shard, if to one
 * @param kind one word for queries, such as began, resumed, ended, damaged
 * @param message one sentence for people
 */
public record Event(Instant at, Optional<String> shard, String kind, String message) {}
