package wickstream.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The data of the event {@code status}.
 *
 * @param campaign as it is
 * @param shards all of them at first, from then on those that have changed
 */
public record Status(
    @JsonProperty(required = true) Campaign campaign,
    @JsonProperty(required = true) List<Shard> shards) {}
