package wickstream.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a campaign would cost, predicted before anything is sampled.
 *
 * @param name of the campaign
 * @param shards how many
 * @param networks how many they would take altogether
 * @param hiddenUnits how many these have, in all hidden layers
 * @param seconds how long that takes if nothing else runs
 * @param memoryBytes about how much memory it takes
 * @param observable what the target is about: u4, u6, m4, m6, or one of trained networks
 * @param note how the estimate was made, or why there is none, in one sentence
 */
public record Estimate(
    @JsonProperty(required = true) String name,
    int shards,
    double networks,
    double hiddenUnits,
    double seconds,
    OptionalLong memoryBytes,
    String observable,
    Optional<String> note) {}
