package wickstream.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A campaign of a daemon as it was at one moment.
 *
 * @param name by which it is addressed
 * @param state queued, running, pausing, paused, cancelling, cancelled, finished (every shard has
 *     its verdict, converged or not) or failed (it could not be run)
 * @param reason why it is in this state, in one sentence, where there is something to say
 * @param priority from −100 to 100; higher ones go first
 * @param position its place in the queue from 1, while it is queued
 * @param seed of its random numbers
 * @param activation g of the networks
 * @param estimator plain, conditional or tilted
 * @param sigmaB σ_b, the standard deviation of the biases
 * @param observable what is to be known: u4, u6, m4, m6, or one of trained networks; or the
 *     quantity by which the progress of a joint target is shown
 * @param targetRelativeError the standard error that is wanted, in units of |value|
 * @param targetAbsoluteError the same in units of the observable; the looser of two counts
 * @param confidence of intervals, between 0 and 1
 * @param submittedAt when it was submitted, in UTC (ISO 8601), as all times
 * @param startedAt when it last began to be sampled
 * @param endedAt when it last came to rest
 * @param shards how many of its shards stand where
 * @param networks how many were measured
 * @param hiddenUnits how many these had, in all hidden layers
 * @param networksPerSecond over the last seconds; 0 while it is not running
 * @param hiddenUnitsPerSecond likewise
 * @param etaSeconds how long it will still take at this pace
 * @param seconds how long it has been running, by earlier runs too
 * @param checkpoint how well it is being saved
 * @param version grows with every change of the campaign
 * @param jointTarget what is wanted, where that is more than the observable of each shard; in JSON
 *     left out where it is not
 * @param configuration in effect, as a campaign file has it; only where one campaign is asked for
 */
public record Campaign(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String state,
    Optional<String> reason,
    int priority,
    OptionalInt position,
    long seed,
    @JsonProperty(required = true) String activation,
    @JsonProperty(required = true) String estimator,
    double sigmaB,
    @JsonProperty(required = true) String observable,
    double targetRelativeError,
    double targetAbsoluteError,
    double confidence,
    String submittedAt,
    Optional<String> startedAt,
    Optional<String> endedAt,
    @JsonProperty(required = true) ShardCounts shards,
    long networks,
    double hiddenUnits,
    double networksPerSecond,
    double hiddenUnitsPerSecond,
    double etaSeconds,
    double seconds,
    @JsonProperty(required = true) Checkpoint checkpoint,
    long version,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<JointTarget> jointTarget,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Map<String, Object>> configuration) {
  private static final Set<String> FINAL_STATES = Set.of("finished", "cancelled", "failed");

  /** Whether its state changes on request only. */
  public boolean hasEnded() {
    return FINAL_STATES.contains(state);
  }

  /**
   * What is wanted of all shards or of all observables together.
   *
   * @param words such as "the power of u4 in sigma-w to 0.001"
   * @param setting the key of stop that says how precisely: error or all
   * @param error its value
   */
  public record JointTarget(
      @JsonProperty(required = true) String words,
      @JsonProperty(required = true) String setting,
      double error) {}

  /**
   * How well the state of a campaign is being saved.
   *
   * @param saves how often it was saved, by earlier runs too
   * @param failures how often saving failed, by earlier runs too
   * @param ageSeconds how long ago it was last saved, while it is active
   * @param failure why saving fails, while it does
   */
  public record Checkpoint(
      long saves, long failures, double ageSeconds, Optional<String> failure) {}
}
