package wickstream.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The shards of a campaign.
 *
 * @param campaign its name
 * @param shards in the order of the grid
 */
public record ShardList(String campaign, @JsonProperty(required = true) List<Shard> shards) {}
