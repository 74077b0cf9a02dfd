package wickstream.metrics;

import static wickstream.metrics.MeterNames.Kind.COUNTER;
import static wickstream.metrics.MeterNames.Kind.GAUGE;
import static wickstream.metrics.MeterNames.Kind.HISTOGRAM;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every meter of this program, apart from those of the Java machine and the process, which are
 * Micrometer's own.
 *
 * <p>Names are written as Micrometer wants them; Prometheus sees underscores for dots, and counters
 * end in {@code _total}. The help text of a meter ends with its base unit in brackets, [1] for pure
 * numbers. A row whose number cannot be had is absent.
 *
 * <p>Labels are bounded: there are as many campaigns as a daemon allows, and at most {@link
 * StatusCollector#MAX_SHARDS} shards. What belongs to an observable has a label {@code observable},
 * its name in results. Numbers of trained networks have labels {@code function} and {@code time}
 * besides; {@link StatusCollector#MAX_TRAINED} have rows. The {@code sigma_w} of a shard is the
 * shortest plain decimal without trailing zeros, as in tables: 1, 1.5, 0.05.
 */
public enum MeterNames {
  // Of a shard
  NETWORKS(COUNTER, "networks", "networks", "Networks measured, by earlier runs too"),
  HIDDEN_UNITS(
      COUNTER,
      "hidden.units",
      "units",
      "Hidden units of the networks measured, of all their hidden layers, by earlier runs too"),
  BAGS_IN_FLIGHT(GAUGE, "bags.in.flight", "bags", "Bags that are being measured right now"),
  GRANT_BAGS(GAUGE, "grant.bags", "bags", "Bags of the latest grant"),
  RELATIVE_ERROR(
      GAUGE,
      "relative.error",
      "1",
      "Standard error of the target observable relative to its absolute value, as last judged"),
  ERROR_OVER_TARGET(
      GAUGE,
      "error.over.target",
      "1",
      "Standard error of the target observable relative to what is allowed: at most 1 is reached"),
  VALUE(
      GAUGE,
      "value",
      "1",
      "Value of an observable, as last judged: of the target, and of u4 where it is defined"),
  STANDARD_ERROR(GAUGE, "standard.error", "1", "Standard error of an observable (one sigma)"),
  LOW(GAUGE, "low", "1", "Lower end of the anytime-valid interval of an observable"),
  HIGH(GAUGE, "high", "1", "Upper end of the anytime-valid interval of an observable"),
  EXACT(GAUGE, "exact", "1", "Exact value of an observable, where there is one"),
  THEORY(
      GAUGE,
      "theory",
      "1",
      "Value of an observable to leading order in 1/N, where there is a theory"),
  PULL(GAUGE, "pull", "1", "Difference of an observable from its exact value in standard errors"),
  U4(GAUGE, "u4", "1", "Quartic coupling u4, as last judged"),
  U4_STANDARD_ERROR(GAUGE, "u4.standard.error", "1", "Standard error of u4 (one sigma)"),
  U4_LOW(GAUGE, "u4.low", "1", "Lower end of the anytime-valid interval of u4"),
  U4_HIGH(GAUGE, "u4.high", "1", "Upper end of the anytime-valid interval of u4"),
  U4_EXACT(GAUGE, "u4.exact", "1", "Exact value of u4, where theory has it"),
  U4_PULL(GAUGE, "u4.pull", "1", "Difference of u4 from its exact value in standard errors"),
  TRAINED(
      GAUGE,
      "trained",
      "1",
      "Mean of a function of trained networks at a time of training, as last judged"),
  TRAINED_STANDARD_ERROR(
      GAUGE,
      "trained.standard.error",
      "1",
      "Standard error of a mean of trained networks (one sigma)"),
  TRAINED_THEORY(
      GAUGE, "trained.theory", "1", "A mean of trained networks in theory, where there is one"),
  TAIL_SHAPE(
      GAUGE,
      "tail.shape",
      "1",
      "Pareto shape k of the largest deviations: from about 0.7 errors are doubtful"),
  VARIANCE_OF_VARIANCE(
      GAUGE,
      "variance.of.variance",
      "1",
      "Relative variance of the sample variance of the contributions: above 0.01 errors are not"
          + " believed"),
  SAMPLE_VOUCHES(
      GAUGE,
      "sample.vouches",
      "1",
      "Whether the sample can vouch for its error: 1, or 0 for a heavy tail or a miss of what is known"
          + " without sampling; the exact value of the target does not count"),
  EFFECTIVE_SAMPLE_SIZE(
      GAUGE,
      "effective.sample.size",
      "networks",
      "Effective sample size of the weights, as last judged"),
  SHARD_ETA(
      GAUGE,
      "shard.eta.seconds",
      "seconds",
      "How long the shard will still take at its present pace"),

  // Of a campaign
  NETWORKS_PER_SECOND(
      GAUGE,
      "networks.per.second",
      "networks per second",
      "Pace of the campaign over the last seconds"),
  HIDDEN_UNITS_PER_SECOND(
      GAUGE,
      "hidden.units.per.second",
      "units per second",
      "Pace of the campaign in hidden units over the last seconds"),
  ETA(GAUGE, "eta.seconds", "seconds", "How long the campaign will still take at its present pace"),
  RUNNING_TIME(
      COUNTER,
      "running.seconds",
      "seconds",
      "How long the campaign has been running, by earlier runs too"),
  STARTED(
      GAUGE,
      "campaign.started.timestamp.seconds",
      "seconds",
      "When the campaign was last started, since 1970"),
  ENDED(
      GAUGE,
      "campaign.ended.timestamp.seconds",
      "seconds",
      "When the campaign ended, since 1970; absent while it has not"),
  CHECKPOINT_AGE(
      GAUGE,
      "checkpoint.age.seconds",
      "seconds",
      "How long ago the running campaign was last saved, or begun"),
  TARGET_RELATIVE_ERROR(GAUGE, "target.relative.error", "1", "Relative error asked for"),
  CHECKPOINT_SAVES(
      COUNTER,
      "checkpoint.saves",
      "saves",
      "How often the campaign's state was saved, by earlier runs too"),
  CHECKPOINT_FAILURES(
      COUNTER,
      "checkpoint.failures",
      "failures",
      "How often saving the campaign's state failed, by earlier runs too"),
  SHARD_CRASHES(
      COUNTER, "shard.crashes", "crashes", "How often actors of the campaign's shards died"),
  SHARDS(GAUGE, "shards", "shards", "Shards of the campaign by where they stand"),

  // Of the daemon
  QUEUE_DEPTH(GAUGE, "queue.depth", "campaigns", "Campaigns that wait for their turn"),
  CAMPAIGNS(GAUGE, "campaigns", "campaigns", "Campaigns by state"),
  SHARDS_WITHOUT_SERIES(
      GAUGE,
      "shards.without.series",
      "shards",
      "Shards left out of the meters of shards because there are too many"),
  TRAINED_WITHOUT_SERIES(
      GAUGE,
      "trained.without.series",
      "numbers",
      "Numbers of trained networks left out of the meters because there are too many"),
  BAG_LATENCY(HISTOGRAM, "bag.latency.seconds", "seconds", "From asking for a bag to having it"),
  JUDGING_LATENCY(
      HISTOGRAM,
      "judging.latency.seconds",
      "seconds",
      "From beginning to judge a shard to its verdict"),
  SSE_CLIENTS(GAUGE, "sse.clients", "clients", "Watchers that hold a stream of server-sent events"),
  BUILD_INFO(GAUGE, "build.info", "info", "What is running, in labels; always 1"),

  // Of a cluster, as this node sees it
  CLUSTER_NODES(
      GAUGE,
      "cluster.nodes",
      "nodes",
      "Nodes of the cluster within reach, by role; none outside of clusters"),
  CLUSTER_UNREACHABLE(
      GAUGE,
      "cluster.unreachable.nodes",
      "nodes",
      "Nodes of the cluster out of reach, not yet given up"),
  LEADS(
      GAUGE,
      "cluster.leaders",
      "leaders",
      "Whether campaigns are run here: 1, or 0 where another coordinator leads"),
  CLUSTER_SLOTS(GAUGE, "cluster.slots", "slots", "Slots that pull items from this leader"),
  CLUSTER_ITEMS_OUTSTANDING(
      GAUGE,
      "cluster.outstanding.items",
      "items",
      "Items that are with somebody, measured or on their way"),
  CLUSTER_ITEMS(COUNTER, "cluster.items", "items", "Items whose results have come"),
  CLUSTER_ITEMS_REPEATED(
      COUNTER,
      "cluster.repeated.items",
      "items",
      "Results that came for items which had come before, or were given by another leader"),
  CLUSTER_RESULT_BYTES(COUNTER, "cluster.result.bytes", "bytes", "Bytes of results that have come"),

  // Of a dispatcher
  DISPATCHER_THREADS(GAUGE, "dispatcher.threads", "threads", "Threads of the dispatcher"),
  DISPATCHER_QUEUED(GAUGE, "dispatcher.queued.tasks", "tasks", "Tasks that wait for a thread"),
  DISPATCHER_RUNNING(GAUGE, "dispatcher.running.tasks", "tasks", "Tasks that have a thread"),
  DISPATCHER_DONE(COUNTER, "dispatcher.tasks", "tasks", "Tasks that have been done"),
  DISPATCHER_BUSY(
      COUNTER, "dispatcher.busy.seconds", "seconds", "Time that the threads have worked, together");

  /** How a meter behaves. */
  public enum Kind {
    /** Never falls while the daemon runs. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** How often each size has come. */
    HISTOGRAM
  }

  private static final String PREFIX = "wickstream.";
  private static final String TOTAL = "_total";

  private final Kind kind;
  private final String name;
  private final String unit;
  private final String description;

  MeterNames(Kind kind, String name, String unit, String description) {
    this.kind = kind;
    this.name = name;
    this.unit = unit;
    this.description = description;
  }

  /** How it behaves. */
  public Kind kind() {
    return kind;
  }

  /** Micrometer's name. */
  public String dotted() {
    return PREFIX + name;
  }

  /** The base unit. */
  public String unit() {
    return unit;
  }

  /** What it is, with its base unit. */
  public String help() {
    return "%s [%s]".formatted(description, unit);
  }

  /** Prometheus' name of the meter. */
  public String prometheus() {
    return kind == Kind.COUNTER ? underscored() + TOTAL : underscored();
  }

  /** Prometheus' name without the ending of counters, which its client adds itself. */
  String underscored() {
    return dotted().replace('.', '_');
  }

  /** The names under which Prometheus stores it, more than one for a histogram. */
  public List<String> series() {
    return kind == Kind.HISTOGRAM
        ? Stream.of("_bucket", "_count", "_sum").map(prometheus()::concat).toList()
        : List.of(prometheus());
  }

  /** The names of all series. */
  public static List<String> allSeries() {
    return Arrays.stream(values()).flatMap(meter -> meter.series().stream()).toList();
  }
}
