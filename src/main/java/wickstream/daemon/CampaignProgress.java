package wickstream.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import wickstream.campaign.CampaignStatus;
import wickstream.config.CampaignConfig;
import wickstream.config.RunConfig;
import wickstream.persistence.NumberedEvent;

/**
 * A campaign of a daemon as others see it. Immutable.
 *
 * @param run its configuration
 * @param state where it stands
 * @param reason why it stands there, where that needs words
 * @param priority higher goes first
 * @param position its place in the queue from 1, while it is queued
 * @param times when what happened
 * @param status how far it has come
 * @param pace how fast it goes
 * @param notes what happened to it lately
 * @param version grows with every change of anything here
 */
public record CampaignProgress(
    RunConfig run,
    CampaignState state,
    Optional<String> reason,
    int priority,
    OptionalInt position,
    Times times,
    CampaignStatus status,
    Pace pace,
    List<NumberedEvent> notes,
    long version) {

  public CampaignProgress {
    notes = List.copyOf(notes);
  }

  /** What is being measured. */
  public CampaignConfig config() {
    return run.campaign();
  }

  /** The campaign's name. */
  public String name() {
    return config().name();
  }

  /**
   * When the campaign was submitted, last started and last ended.
   *
   * @param submitted when it came
   * @param started when it last began to be sampled
   * @param ended when it last came to rest
   */
  public record Times(Instant submitted, Optional<Instant> started, Optional<Instant> ended) {}

  /**
   * How fast a campaign goes.
   *
   * @param networksPerSecond over the last seconds; 0 while it is not running
   * @param hiddenUnitsPerSecond likewise
   * @param spent how long it has been running, by earlier runs too
   * @param remaining how long it will still take; empty while nothing can be said
   */
  public record Pace(
      double networksPerSecond,
      double hiddenUnitsPerSecond,
      Duration spent,
      Optional<Duration> remaining) {
    /** Nothing moves. */
    public static final Pace NONE = atRest(Duration.ZERO);

    /** The pace of a campaign that is not running. */
    static Pace atRest(Duration spent) {
      return new Pace(0, 0, spent, Optional.empty());
    }
  }
}
