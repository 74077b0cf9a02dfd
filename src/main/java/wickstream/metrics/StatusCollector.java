package wickstream.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wickstream.campaign.LastJudgement;
import wickstream.campaign.ShardStatus;
import wickstream.campaign.StoreStatus;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.CampaignState;
import wickstream.daemon.DaemonStatus;
import wickstream.results.MeasuredValue;
import wickstream.results.TrainedTime;
import wickstream.statistics.Assessment;
import wickstream.statistics.Objection;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/**
 * The meters of campaigns and their shards: all numbers of a scrape are of one status, and what is
 * not in it has no rows. The first {@link #MAX_SHARDS} shards have rows of their own, in the order
 * of the status, which has running campaigns first; among these, shards whose numbers of trained
 * networks are not too many have rows for them.
 */
final class StatusCollector implements MultiCollector {
  /** How many shards have rows of their own. */
  static final int MAX_SHARDS = 2000;

  /** How many numbers of trained networks have rows of their own. */
  static final int MAX_TRAINED = 20_000;

  private static final String CAMPAIGN = "campaign";

  /** Where a shard can stand: the verdicts that end it, and before. */
  static final List<String> STANDINGS =
      Stream.concat(Stream.of("waiting", "running"), Verdict.finalLabels().stream()).toList();

  private final Supplier<DaemonStatus> status;
  private final Clock clock;
  private final Latencies latencies;
  private final MonotonicCounters counters = new MonotonicCounters();

  StatusCollector(Supplier<DaemonStatus> status, Clock clock, Latencies latencies) {
    this.status = status;
    this.clock = clock;
    this.latencies = latencies;
  }

  @Override
  public synchronized MetricSnapshots collect() {
    counters.begin();
    Rows rows = new Rows();
    add(rows, status.get());
    return new MetricSnapshots(
        Stream.concat(
                rows.snapshots(),
                Stream.of(
                    LatencyBuckets.snapshot(MeterNames.BAG_LATENCY, latencies.bags()),
                    LatencyBuckets.snapshot(MeterNames.JUDGING_LATENCY, latencies.judgements())))
            .toList());
  }

  private void add(Rows rows, DaemonStatus daemon) {
    rows.add(MeterNames.QUEUE_DEPTH, Labels.EMPTY, daemon.count(CampaignState.QUEUED));
    for (CampaignState state : CampaignState.values()) {
      rows.add(MeterNames.CAMPAIGNS, Labels.of("state", state.label()), daemon.count(state));
    }
    daemon.campaigns().forEach(campaign -> add(rows, campaign));
    int shards =
        daemon.campaigns().stream().mapToInt(campaign -> campaign.status().shards().size()).sum();
    rows.add(MeterNames.SHARDS_WITHOUT_SERIES, Labels.EMPTY, Math.max(0, shards - MAX_SHARDS));
    List<ShardRow> shown =
        daemon.campaigns().stream().flatMap(ShardRow::of).limit(MAX_SHARDS).toList();
    // Sorted here once, for the client sorts the rows of each meter.
    shown.stream()
        .sorted(Comparator.comparing(ShardRow::labels))
        .forEach(shard -> add(rows, shard));
    addTrained(rows, daemon, shown);
  }

  private static void addTrained(Rows rows, DaemonStatus daemon, List<ShardRow> shown) {
    int left = MAX_TRAINED;
    for (ShardRow row : shown) {
      int numbers = trainedNumbers(row.shard);
      if (numbers <= left) {
        left -= numbers;
        trained(row.shard).forEach(at -> addTrained(rows, row.labels, at));
      }
    }
    int all =
        daemon.campaigns().stream()
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
        .ifPresent(error -> rows.add(MeterNames.TARGET_RELATIVE_ERROR, labels, error));
    addCounts(rows, labels, campaign);
    addStandings(rows, campaign);
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

  private void add(Rows rows, ShardRow row) {
    ShardStatus shard = row.shard;
    Labels labels = row.labels;
    long networks =
        counters.highest(MeterNames.NETWORKS, row.campaign, shard.id(), shard.networks());
    rows.add(MeterNames.NETWORKS, labels, networks);
    rows.add(MeterNames.HIDDEN_UNITS, labels, (double) networks * shard.unitsPerNetwork());
    rows.add(MeterNames.BAGS_IN_FLIGHT, labels, shard.progress().bagsInFlight());
    rows.add(MeterNames.GRANT_BAGS, labels, shard.progress().grantBags());
    shard.remaining().ifPresent(left -> rows.add(MeterNames.SHARD_ETA, labels, seconds(left)));
    shard.lastJudgement().ifPresent(lastJudgement -> add(rows, labels, lastJudgement));
  }

  private static void add(Rows rows, Labels labels, LastJudgement lastJudgement) {
    Assessment known = lastJudgement.assessment();
    double error = known.estimate().standardError();
    rows.add(MeterNames.RELATIVE_ERROR, labels, known.estimate().relativeError());
    rows.add(MeterNames.ERROR_OVER_TARGET, labels, error / known.tolerance());
    rows.add(MeterNames.TAIL_SHAPE, labels, known.tail().shape());
    rows.add(MeterNames.VARIANCE_OF_VARIANCE, labels, known.tail().varianceOfVariance());
    rows.add(MeterNames.SAMPLE_VOUCHES, labels, vouches(known.tail()) ? 1 : 0);
    rows.add(MeterNames.EFFECTIVE_SAMPLE_SIZE, labels, lastJudgement.effectiveSampleSize());
    lastJudgement.u4().ifPresent(u4 -> addU4(rows, labels, u4));
  }

  /**
   * Whether nothing but the exact value speaks against the sample: what contradicts that alone must
   * not silence the alert that is there for it.
   */
  private static boolean vouches(TailDiagnosis tail) {
    return tail.reason()
        .filter(objection -> objection.kind() != Objection.Kind.CONTRADICTED)
        .isEmpty();
  }

  private static void addU4(Rows rows, Labels labels, MeasuredValue u4) {
    rows.add(MeterNames.U4, labels, u4.value());
    rows.add(MeterNames.U4_STANDARD_ERROR, labels, u4.standardError());
    rows.add(MeterNames.U4_LOW, labels, u4.low());
    rows.add(MeterNames.U4_HIGH, labels, u4.high());
    u4.exact().ifPresent(exact -> rows.add(MeterNames.U4_EXACT, labels, exact));
    rows.add(MeterNames.U4_PULL, labels, u4.pull());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() * 1e-9;
  }

  private record ShardRow(CampaignProgress campaign, ShardStatus shard, Labels labels) {
    static Stream<ShardRow> of(CampaignProgress campaign) {
      return campaign.status().shards().stream()
          .map(shard -> new ShardRow(campaign, shard, labels(campaign.name(), shard)));
    }

    private static Labels labels(String campaign, ShardStatus shard) {
      return Labels.of(
          CAMPAIGN,
          campaign,
          "n",
          Integer.toString(shard.width()),
          "sigma_w",
          BigDecimal.valueOf(shard.sigmaW()).stripTrailingZeros().toPlainString());
    }
  }
}
