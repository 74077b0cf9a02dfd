package wickstream.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wickstream.campaign.ShardStatus;
import wickstream.campaign.StoreStatus;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.CampaignState;
import wickstream.daemon.DaemonStatus;
import wickstream.results.TrainedTime;
import wickstream.statistics.Verdict;

/**
 * The meters of campaigns and their shards: all numbers of a scrape are of one status, and what is
 * not in it, or ended too long ago, has no rows. The first {@link #MAX_SHARDS} shards have rows of
 * their own, in the order of the status, which has running campaigns first; among these, shards
 * whose numbers of trained networks are not too many have rows for them.
 */
final class StatusCollector implements MultiCollector {
  /** How many shards have rows of their own. */
  static final int MAX_SHARDS = 2000;

  /** How many numbers of trained networks have rows of their own. */
  static final int MAX_TRAINED = 20_000;

  static final String CAMPAIGN = "campaign";
  static final String OBSERVABLE = "observable";

  /** Where a shard can stand: the verdicts that end it, and before. */
  static final List<String> STANDINGS =
      Stream.concat(Stream.of("waiting", "running"), Verdict.finalLabels().stream()).toList();

  private final CampaignView campaigns;
  private final Clock clock;
  private final Latencies latencies;
  private final MonotonicCounters counters = new MonotonicCounters();

  StatusCollector(CampaignView campaigns, Clock clock, Latencies latencies) {
    this.campaigns = campaigns;
    this.clock = clock;
    this.latencies = latencies;
  }

  @Override
  public synchronized MetricSnapshots collect() {
    DaemonStatus status = campaigns.status().get();
    counters.forgetAllBut(status.campaigns());
    Rows rows = new Rows();
    addStates(rows, status);
    add(rows, campaigns.shown(status, clock.instant()));
    return new MetricSnapshots(
        Stream.concat(
                rows.snapshots(),
                Stream.of(
                    LatencyBuckets.snapshot(MeterNames.BAG_LATENCY, latencies.bags()),
                    LatencyBuckets.snapshot(MeterNames.JUDGING_LATENCY, latencies.judgements())))
            .toList());
  }

  private static void addStates(Rows rows, DaemonStatus daemon) {
    rows.add(MeterNames.QUEUE_DEPTH, Labels.EMPTY, daemon.count(CampaignState.QUEUED));
    for (CampaignState state : CampaignState.values()) {
      rows.add(MeterNames.CAMPAIGNS, Labels.of("state", state.label()), daemon.count(state));
    }
  }

  private void add(Rows rows, List<CampaignProgress> shownCampaigns) {
    shownCampaigns.forEach(campaign -> add(rows, campaign));
    int shards =
        shownCampaigns.stream().mapToInt(campaign -> campaign.status().shards().size()).sum();
    rows.add(MeterNames.SHARDS_WITHOUT_SERIES, Labels.EMPTY, Math.max(0, shards - MAX_SHARDS));
    List<ShardRow> shown = shownCampaigns.stream().flatMap(ShardRow::of).limit(MAX_SHARDS).toList();
    // Sorted here once, for the client sorts the rows of each meter.
    shown.stream()
        .sorted(Comparator.comparing(ShardRow::labels))
        .forEach(shard -> shard.addTo(rows, counters));
    addTrained(rows, shownCampaigns, shown);
  }

  private static void addTrained(
      Rows rows, List<CampaignProgress> shownCampaigns, List<ShardRow> shown) {
    int left = MAX_TRAINED;
    for (ShardRow row : shown) {
      int numbers = trainedNumbers(row.shard());
      if (numbers <= left) {
        left -= numbers;
        trained(row.shard()).forEach(at -> addTrained(rows, row.labels(), at));
      }
    }
    int all =
        shownCampaigns.stream()
            .flatMap(campaign -> campaign.status().shards().stream())
            .mapToInt(StatusCollector::trainedNumbers)
            .sum();
    rows.add(MeterNames.TRAINED_WITHOUT_SERIES, Labels.EMPTY, all - (MAX_TRAINED - left));
  }

  private static Stream<TrainedTime> trained(ShardStatus shard) {
    return shard.lastJudgement().stream().flatMap(known -> known.trained().stream());
  }

  private static int trainedNumbers(ShardStatus shard) {
    return trained(shard).mapToInt(at -> at.means().size()).sum();
  }

  private static void addTrained(Rows rows, Labels ofShard, TrainedTime at) {
    at.means()
        .forEach(
            (function, mean) -> {
              Labels labels = ofShard.add("function", function).add("time", at.timeText());
              rows.add(MeterNames.TRAINED, labels, mean.value());
              rows.add(MeterNames.TRAINED_STANDARD_ERROR, labels, mean.standardError());
              mean.theory()
                  .ifPresent(theory -> rows.add(MeterNames.TRAINED_THEORY, labels, theory.value()));
            });
  }

  private void add(Rows rows, CampaignProgress campaign) {
    Labels labels = Labels.of(CAMPAIGN, campaign.name());
    CampaignProgress.Pace pace = campaign.pace();
    rows.add(MeterNames.NETWORKS_PER_SECOND, labels, pace.networksPerSecond());
    rows.add(MeterNames.HIDDEN_UNITS_PER_SECOND, labels, pace.hiddenUnitsPerSecond());
    pace.remaining().ifPresent(left -> rows.add(MeterNames.ETA, labels, seconds(left)));
    rows.add(
        MeterNames.RUNNING_TIME,
        labels,
        counters.highest(MeterNames.RUNNING_TIME, campaign, "", pace.spent().toMillis()) / 1000.0);
    if (campaign.state().isActive()) {
      rows.add(
          MeterNames.CHECKPOINT_AGE,
          labels,
          Math.max(
              0, seconds(Duration.between(campaign.status().store().savedAt(), clock.instant()))));
    }
    campaign
        .config()
        .stop()
        .relativeError()
        .ifPresent(
            error ->
                rows.add(
                    MeterNames.TARGET_RELATIVE_ERROR,
                    labels.add(OBSERVABLE, campaign.config().stop().quantity()),
                    error));
    addTimes(rows, labels, campaign);
    addCounts(rows, labels, campaign);
    addStandings(rows, campaign);
  }

  private static void addTimes(Rows rows, Labels labels, CampaignProgress campaign) {
    campaign.times().started().ifPresent(at -> rows.add(MeterNames.STARTED, labels, seconds(at)));
    campaign
        .times()
        .ended()
        .filter(at -> campaign.state().hasEnded())
        .ifPresent(at -> rows.add(MeterNames.ENDED, labels, seconds(at)));
  }

  private void addCounts(Rows rows, Labels labels, CampaignProgress campaign) {
    StoreStatus store = campaign.status().store();
    Map<MeterNames, Long> ofAllRuns =
        Map.of(
            MeterNames.CHECKPOINT_SAVES,
            store.saves(),
            MeterNames.CHECKPOINT_FAILURES,
            store.failures());
    ofAllRuns.forEach(
        (meter, count) -> rows.add(meter, labels, counters.highest(meter, campaign, "", count)));
    long crashes =
        campaign.status().shards().stream().mapToLong(shard -> shard.progress().crashes()).sum();
    rows.add(
        MeterNames.SHARD_CRASHES,
        labels,
        counters.summed(MeterNames.SHARD_CRASHES, campaign, crashes));
  }

  private static void addStandings(Rows rows, CampaignProgress campaign) {
    Map<String, Long> counts =
        campaign.status().shards().stream()
            .collect(Collectors.groupingBy(StatusCollector::standing, Collectors.counting()));
    STANDINGS.forEach(
        standing ->
            rows.add(
                MeterNames.SHARDS,
                Labels.of(CAMPAIGN, campaign.name(), "verdict", standing),
                counts.getOrDefault(standing, 0L)));
  }

  private static String standing(ShardStatus shard) {
    return switch (shard.phase()) {
      case WAITING -> "waiting";
      case RUNNING -> "running";
      case ENDED -> shard.verdict().map(Verdict::label).orElse("failed");
    };
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.0;
  }

  static double seconds(Duration duration) {
    return duration.toNanos() * 1e-9;
  }
}
