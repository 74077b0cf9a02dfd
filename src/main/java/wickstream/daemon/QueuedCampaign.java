package wickstream.daemon;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import wickstream.config.CampaignFile;
import wickstream.config.RunConfig;
import wickstream.results.export.JsonFile;

/**
 * What a daemon has to remember of a campaign to go on after a restart. Immutable.
 *
 * @param config what is to be run
 * @param priority higher goes first
 * @param turn among campaigns of equal priority the lower goes first
 * @param desiredState what is to become of it
 * @param submitted when it came
 * @param started when it last began to be sampled
 * @param ended when it last came to rest
 * @param finished whether every shard has its verdict
 * @param failure why it could not be run, if so
 */
record QueuedCampaign(
    RunConfig config,
    int priority,
    long turn,
    DesiredState desiredState,
    Instant submitted,
    Optional<Instant> started,
    Optional<Instant> ended,
    boolean finished,
    Optional<String> failure) {

  /** What a campaign is to do. */
  enum DesiredState {
    /** Run, when its turn comes. */
    RUN("resumed"),
    /** Paused until it is resumed. */
    PAUSE("paused"),
    /** End. */
    CANCEL("cancelled");

    private final String participle;

    DesiredState(String participle) {
      this.participle = participle;
    }

    /** What has been done to a campaign of which this was wanted. */
    String participle() {
      return participle;
    }
  }

  static QueuedCampaign submitted(RunConfig config, int priority, long turn, Instant now) {
    return new QueuedCampaign(
        config,
        priority,
        turn,
        DesiredState.RUN,
        now,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  String name() {
    return config.campaign().name();
  }

  /** How many shards it has. */
  int shards() {
    return config.campaign().shardCount();
  }

  /** Whether it waits for its turn, or has it. */
  boolean wantsToRun() {
    return desiredState == DesiredState.RUN && !finished && failure.isEmpty();
  }

  /** It is to run once more, perhaps under another configuration. */
  QueuedCampaign queued(RunConfig next, long nextTurn) {
    return new QueuedCampaign(
        next,
        priority,
        nextTurn,
        DesiredState.RUN,
        submitted,
        started,
        Optional.empty(),
        false,
        Optional.empty());
  }

  QueuedCampaign withPriority(int other) {
    return new QueuedCampaign(
        config, other, turn, desiredState, submitted, started, ended, finished, failure);
  }

  QueuedCampaign withDesiredState(DesiredState other) {
    return new QueuedCampaign(
        config, priority, turn, other, submitted, started, ended, finished, failure);
  }

  QueuedCampaign startedAt(Instant now) {
    return new QueuedCampaign(
        config,
        priority,
        turn,
        desiredState,
        submitted,
        Optional.of(now),
        Optional.empty(),
        finished,
        failure);
  }

  /** It has come to rest. */
  QueuedCampaign endedAt(Instant now, boolean isFinished, Optional<String> why) {
    return new QueuedCampaign(
        config,
        priority,
        turn,
        desiredState,
        submitted,
        started,
        Optional.of(now),
        isFinished,
        why);
  }

  /** This ticket as it is written. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("priority", priority);
    map.put("turn", turn);
    map.put("wish", desiredState.name().toLowerCase(Locale.ROOT));
    map.put("submitted", submitted.toString());
    map.put("started", started.map(Instant::toString).orElse(null));
    map.put("ended", ended.map(Instant::toString).orElse(null));
    map.put("finished", finished);
    map.put("failure", failure.orElse(null));
    map.put("configuration", config.toMap());
    return map;
  }

  /**
   * The ticket that was written so.
   *
   * @throws RuntimeException if it was not
   */
  static QueuedCampaign of(Map<String, Object> map, String origin) {
    return of(map, CampaignFile.parse(JsonFile.line(map.get("configuration")), origin, List.of()));
  }

  /**
   * The ticket that another machine may have written so, which has more memory than this one.
   *
   * @throws RuntimeException if it was not
   */
  static QueuedCampaign shared(Map<String, Object> map, String origin) {
    return of(map, CampaignFile.kept(JsonFile.line(map.get("configuration")), origin));
  }

  private static QueuedCampaign of(Map<String, Object> map, RunConfig config) {
    return new QueuedCampaign(
        config,
        ((Number) map.get("priority")).intValue(),
        ((Number) map.get("turn")).longValue(),
        DesiredState.valueOf(((String) map.get("wish")).toUpperCase(Locale.ROOT)),
        Instant.parse((String) map.get("submitted")),
        instant(map.get("started")),
        instant(map.get("ended")),
        (Boolean) map.get("finished"),
        Optional.ofNullable((String) map.get("failure")));
  }

  private static Optional<Instant> instant(Object text) {
    return Optional.ofNullable(text).map(present -> Instant.parse((String) present));
  }
}
