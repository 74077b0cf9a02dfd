package wickstream.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.campaign.CampaignStatus.Phase;
import wickstream.results.TrainedTime;
import wickstream.sampling.NetworkSize;
import wickstream.statistics.Assessment;
import wickstream.statistics.Verdict;

/**
 * How far a shard has come. Immutable.
 *
 * @param id identity of the shard
 * @param size how large its networks are
 * @param sigmaW σ_W
 * @param phase where it stands
 * @param progress how much has been sampled
 * @param allowance what the budget allows
 * @param lastJudgement what was known when it was last judged, or when it went on from an earlier
 *     run
 * @param history the assessments of all runs, one a judgement, against the present target
 * @param verdict the last one, if it was judged
 */
public record ShardStatus(
    String id,
    NetworkSize size,
    double sigmaW,
    Phase phase,
    Progress progress,
    Allowance allowance,
    Optional<LastJudgement> lastJudgement,
    List<Assessment> history,
    Optional<Verdict> verdict) {

  public ShardStatus {
    history = List.copyOf(history);
  }

  /** N. */
  public int width() {
    return size.width();
  }

  /** How many hidden units each of its networks has. */
  public long unitsPerNetwork() {
    return size.hiddenUnits();
  }

  /** How many networks it has measured. */
  public long networks() {
    return progress.networks();
  }

  /** How many hidden units they had. */
  public double hiddenUnits() {
    return (double) progress.networks() * unitsPerNetwork();
  }

  /** At how many networks its present grant ends. */
  public long granted() {
    return progress.granted();
  }

  /** What was known of the target when it was last judged. */
  public Optional<Assessment> assessment() {
    return lastJudgement.map(LastJudgement::assessment);
  }

  /** How many networks this run has measured. */
  public long drawn() {
    return progress.networks() - progress.networksBefore();
  }

  /**
   * How many networks it will have measured in the end, within its budget, if the error goes on
   * falling with the square root of their number; empty where that cannot be told: before the first
   * judgement, and where it is not the size of the error that keeps the shard from its end, such as
   * a heavy tail.
   */
  public OptionalDouble expectedNetworks() {
    if (phase == Phase.ENDED) {
      return OptionalDouble.of(networks());
    }
    return assessment().stream()
        .filter(known -> !known.tail().isHeavy())
        .mapToDouble(this::needed)
        .map(needed -> Math.max(granted(), Math.min(needed, allowance.networks())))
        .filter(expected -> !Double.isNaN(expected))
        .findFirst();
  }

  /** n (σ/tolerance)²; NaN if that is less than there are and the shard goes on all the same. */
  private double needed(Assessment known) {
    double excess = known.estimate().standardError() / known.tolerance();
    return excess >= 1 || phase == Phase.WAITING ? known.networks() * excess * excess : Double.NaN;
  }

  /**
   * How long it will still take at its own pace to what it is expected to need, or until its budget
   * of time is spent; empty while it is not running or nothing can be said.
   */
  public Optional<Duration> remaining() {
    if (phase != Phase.RUNNING || drawn() <= 0 || expectedNetworks().isEmpty()) {
      return Optional.empty();
    }
    double left = Math.max(0, expectedNetworks().getAsDouble() - networks());
    double nanos = Math.min(progress.elapsed().toNanos() * left / drawn(), allowance.nanoseconds());
    return nanos < Long.MAX_VALUE ? Optional.of(Duration.ofNanos((long) nanos)) : Optional.empty();
  }

  /**
   * This status as long as it tells more than what is known from an earlier run, which it will go
   * on from.
   */
  public ShardStatus orRemembered(ShardStatus stored) {
    return networks() > 0 || stored.networks() == 0
        ? this
        : new ShardStatus(
            id,
            size,
            sigmaW,
            phase,
            Progress.remembered(stored.networks()),
            allowance,
            stored.lastJudgement,
            stored.history,
            verdict);
  }

  /** The same with numbers of trained networks as its result has them. */
  ShardStatus withTrained(List<TrainedTime> result) {
    return with(lastJudgement.map(known -> known.withTrained(result)));
  }

  /** The same with what all shards together say of the target. */
  ShardStatus with(Assessment together) {
    return with(lastJudgement.map(known -> known.with(together)));
  }

  private ShardStatus with(Optional<LastJudgement> other) {
    return new ShardStatus(id, size, sigmaW, phase, progress, allowance, other, history, verdict);
  }

  /**
   * What the budget allows a shard.
   *
   * @param networks how many networks it may have measured in the end
   * @param time how long it may still run, where that is limited
   */
  public record Allowance(long networks, Optional<Duration> time) {
    /** Whatever it takes. */
    public static final Allowance UNLIMITED = new Allowance(Long.MAX_VALUE, Optional.empty());

    /** How long it may still run, perhaps for ever. */
    double nanoseconds() {
      return time.map(left -> 1e9 * left.toSeconds() + left.getNano())
          .orElse(Double.POSITIVE_INFINITY);
    }
  }

  /**
   * How much of a shard has been sampled.
   *
   * @param networks how many networks it has measured
   * @param networksBefore how many of them were measured by earlier runs
   * @param granted at how many networks its present grant ends
   * @param grantBags how many bags the present grant has
   * @param bagsInFlight how many bags are being measured right now
   * @param crashes how often its actor has died
   * @param elapsed how long it has been running in this run
   */
  public record Progress(
      long networks,
      long networksBefore,
      long granted,
      long grantBags,
      int bagsInFlight,
      int crashes,
      Duration elapsed) {
    /** Nothing yet. */
    public static final Progress NONE = remembered(0);

    /** What earlier runs have measured. */
    static Progress remembered(long networks) {
      return new Progress(networks, networks, networks, 0, 0, 0, Duration.ZERO);
    }
  }
}
