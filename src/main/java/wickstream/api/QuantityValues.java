package wickstream.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One quantity of all shards of a campaign.
 *
 * @param campaign its name
 * @param quantity which one
 * @param quantities all that were measured
 * @param values in the order of the grid, of the shards that have one
 */
public record QuantityValues(
    @JsonProperty(required = true) String campaign,
    @JsonProperty(required = true) String quantity,
    @JsonProperty(required = true) List<String> quantities,
    @JsonProperty(required = true) List<ShardValue> values) {}
