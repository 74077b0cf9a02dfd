package wickstream.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One quantity of the shards of a campaign that have ended.
 *
 * @param campaign its name
 * @param quantity which one
 * @param quantities all that were measured
 * @param ended how many shards had ended when they were read
 * @param values in the order of the grid
 */
public record QuantityValues(
    @JsonProperty(required = true) String campaign,
    @JsonProperty(required = true) String quantity,
    @JsonProperty(required = true) List<String> quantities,
    int ended,
    @JsonProperty(required = true) List<ShardValue> values) {}
