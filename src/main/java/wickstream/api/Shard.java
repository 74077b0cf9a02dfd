package wickstream.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One point of a campaign's grid as it was at one moment. Its numbers are those of the last
 * judgement, but for networks, granted and bagsInFlight, which are live.
 *
 * @param shard its identity: a hash of all that its results depend on
 * @param width N, the number of hidden units
 * @param sigmaW σ_W, which scales the weights
 * @param phase waiting, running or ended
 * @param verdict of the last judgement: continue, or how it ended
 * @param reason of the verdict, in one sentence
 * @param networks how many were measured
 * @param granted at how many networks its present grant ends and the next judgement comes
 * @param networksNeeded how many networks the target would take
 * @param networksNeededIs what that was computed from: exact-value, measured-spread or lower-bound
 * @param observable what the target is about: u4, u6, m4, m6, or connected4@10 and the like of
 *     trained networks
 * @param target its value
 * @param confidence of intervals, between 0 and 1
 * @param pull (value − exact)/standardError: for honest errors a standard normal number
 * @param tolerance the largest standard error that meets the target
 * @param u4 the quartic coupling, whatever the target is about, where it is measured
 * @param varianceOfVariance relative variance of the variance of the contributions; the error can
 *     be believed up to 0.01
 * @param tailShape k̂ of the tail of the contributions; from 1/2 on a tail has no variance
 * @param heavy whether the sample cannot vouch for an error bar
 * @param trustworthy whether the number can be believed and has reached, or may reach, its target
 * @param why it is not trustworthy, in one sentence
 * @param effectiveSampleSize how many networks of equal weight would give the same precision
 * @param bagsInFlight how many bags of networks are being measured right now
 * @param etaSeconds how long it will still take at its own pace, within its budget
 * @param crashes how often its sampling was begun anew after a failure
 * @param history one entry a judgement, of earlier runs too, oldest first
 * @param trained one entry a function and time of trained networks; in JSON left out if there is
 *     none
 */
public record Shard(
    @JsonProperty(required = true) String shard,
    int width,
    double sigmaW,
    @JsonProperty(required = true) String phase,
    Optional<String> verdict,
    Optional<String> reason,
    long networks,
    long granted,
    double networksNeeded,
    Optional<String> networksNeededIs,
    String observable,
    @JsonUnwrapped CouplingValue target,
    double confidence,
    double pull,
    double tolerance,
    Optional<CouplingValue> u4,
    double varianceOfVariance,
    double tailShape,
    boolean heavy,
    boolean trustworthy,
    Optional<String> why,
    double effectiveSampleSize,
    int bagsInFlight,
    double etaSeconds,
    int crashes,
    List<Judgement> history,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TrainedValue> trained) {

  public Shard {
    trained = trained == null ? List.of() : List.copyOf(trained); // a member that was left out
  }

  /** The order of the grid. */
  public static final Comparator<Shard> BY_PLACE =
      Comparator.comparingDouble(Shard::sigmaW).thenComparingInt(Shard::width);

  private static final String ENDED = "ended";

  /**
   * Whether the target does not vanish for N → ∞, so that its remainder of theory is none of
   * relative order 1/N: mean and covariance of trained networks.
   */
  public boolean hasLimit() {
    return observable.startsWith("mean@") || observable.startsWith("covariance@");
  }

  /** Waiting, running, or the verdict with which it has ended. */
  public String standing() {
    return standing(phase, verdict);
  }

  /** How a shard in a phase and with a verdict stands. */
  public static String standing(String phase, Optional<String> verdict) {
    return phase.equals(ENDED) ? verdict.orElse(ENDED) : phase;
  }

  public boolean isRunning() {
    return phase.equals("running");
  }

  public boolean hasEnded() {
    return phase.equals(ENDED);
  }

  /** How many networks the target would take, or at least; infinite if no number would do. */
  public double needed() {
    return Double.isNaN(networksNeeded) && networksNeededIs.isPresent()
        ? Double.POSITIVE_INFINITY
        : networksNeeded;
  }

  /** Whether {@link #needed} is no more than a lower bound. */
  public boolean needsAtLeast() {
    return networksNeededIs.filter("lower-bound"::equals).isPresent();
  }

  /** Why its number should not be trusted, in one sentence; empty if it may be. */
  public Optional<String> doubt() {
    return trustworthy
        ? Optional.empty()
        : Optional.of(why.orElse("its error bar cannot be believed"));
  }

  /**
   * What was known at one judgement, in JSON an array.
   *
   * @param networks how many had been measured
   * @param value of the observable
   * @param standardError of it
   * @param tolerance the largest standard error that would have met the target
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  public record Judgement(long networks, double value, double standardError, double tolerance) {}
}
