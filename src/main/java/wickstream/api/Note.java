package wickstream.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * The data of the event {@code note}: something that happened to a campaign.
 *
 * @param serial counts the notes of a campaign from 1
 * @param at when, in UTC (ISO 8601)
 * @param shard to which shard, if to one
 * @param kind what, in one word, such as began, resumed or ended
 * @param message what, in one sentence
 */
public record Note(
    long serial,
    String at,
    Optional<String> shard,
    @JsonProperty(required = true) String kind,
    @JsonProperty(required = true) String message) {}
