package wickstream.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import wickstream.campaign.CampaignStatus.Phase;
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
 * @param reading what was known when it was last judged
 * @param history the assessments of this run, one a judgement
 * @param verdict the last one, if it was judged
 */
public record ShardStatus(
    String id,
    NetworkSize size,
    double sigmaW,
    Phase phase,
    Progress progress,
    Optional<Reading> reading,
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
    return reading.map(Reading::assessment);
  }

  /**
   * How long it will still take at its own pace, if the error goes on falling with the square root
   * of the number of networks; empty while it is not running or nothing can be said.
   */
  public Optional<Duration> remaining() {
    long drawn = progress.networks() - progress.networksBefore();
    if (phase != Phase.RUNNING || drawn <= 0 || reading.isEmpty()) {
      return Optional.empty();
    }
    double left = Math.max(granted(), needed(reading.get().assessment())) - networks();
    double nanos = progress.elapsed().toNanos() * Math.max(0, left) / drawn;
    return nanos < Long.MAX_VALUE ? Optional.of(Duration.ofNanos((long) nanos)) : Optional.empty();
  }

  /**
   * This status as long as it tells more than what is known from an earlier run, which it will go
   * on from.
   */
  public ShardStatus orRemembered(ShardStatus earlier) {
    return networks() > 0 || earlier.networks() == 0 || phase == Phase.ENDED
        ? this
        : new ShardStatus(
            id,
            size,
            sigmaW,
            phase,
            Progress.remembered(earlier.networks()),
            earlier.reading,
            earlier.history,
            verdict);
  }

  private static double needed(Assessment known) {
    double excess = known.estimate().standardError() / known.tolerance();
    return known.networks() * excess * excess;
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
