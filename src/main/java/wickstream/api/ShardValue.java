package wickstream.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;

/**
 * A quantity of one shard as it has been saved.
 *
 * @param shard the identity of the shard
 * @param value what was measured
 * @param pull (value − exact)/standardError: for honest errors a standard normal number
 * @param why its error bar cannot be believed, in one sentence
 */
public record ShardValue(
    @JsonProperty(required = true) String shard,
    @JsonUnwrapped CouplingValue value,
    double pull,
    Optional<String> why) {}
