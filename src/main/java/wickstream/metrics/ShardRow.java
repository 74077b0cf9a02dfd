package wickstream.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import wickstream.campaign.LastJudgement;
import wickstream.campaign.ShardStatus;
import wickstream.daemon.CampaignProgress;
import wickstream.results.MeasuredValue;
import wickstream.results.TheoryValue;
import wickstream.statistics.Assessment;
import wickstream.statistics.Objection;
import wickstream.statistics.TailDiagnosis;

/**
 * A shard that has rows of its own.
 *
 * @param labels by which it is known: its campaign, N and σ_W
 */
record ShardRow(CampaignProgress campaign, ShardStatus shard, Labels labels) {
  private static final String U4 = "u4";

  /** Those of a campaign. */
  static Stream<ShardRow> of(CampaignProgress campaign) {
    return campaign.status().shards().stream()
        .map(shard -> new ShardRow(campaign, shard, labels(campaign.name(), shard)));
  }

  private static Labels labels(String campaign, ShardStatus shard) {
    return Labels.of(
        StatusCollector.CAMPAIGN,
        campaign,
        "n",
        Integer.toString(shard.width()),
        "sigma_w",
        BigDecimal.valueOf(shard.sigmaW()).stripTrailingZeros().toPlainString());
  }

  /** Adds what is known of it. */
  void addTo(Rows rows, MonotonicCounters counters) {
    long networks = counters.highest(MeterNames.NETWORKS, campaign, shard.id(), shard.networks());
    rows.add(MeterNames.NETWORKS, labels, networks);
    rows.add(MeterNames.HIDDEN_UNITS, labels, (double) networks * shard.unitsPerNetwork());
    rows.add(MeterNames.BAGS_IN_FLIGHT, labels, shard.progress().bagsInFlight());
    rows.add(MeterNames.GRANT_BAGS, labels, shard.progress().grantBags());
    shard
        .remaining()
        .ifPresent(left -> rows.add(MeterNames.SHARD_ETA, labels, StatusCollector.seconds(left)));
    shard.lastJudgement().ifPresent(known -> add(rows, known));
  }

  private void add(Rows rows, LastJudgement known) {
    String target = campaign.config().stop().quantity();
    addTarget(rows, labels(target), known.assessment());
    rows.add(MeterNames.EFFECTIVE_SAMPLE_SIZE, labels, known.effectiveSampleSize());
    known.u4().ifPresent(u4 -> addU4(rows, u4));
    Map<String, MeasuredValue> values = new LinkedHashMap<>();
    known.u4().ifPresent(u4 -> values.put(U4, u4));
    values.put(target, known.target());
    values.forEach((observable, value) -> addValue(rows, labels(observable), value));
  }

  private Labels labels(String observable) {
    return labels.add(StatusCollector.OBSERVABLE, observable);
  }

  private static void addTarget(Rows rows, Labels labels, Assessment known) {
    double error = known.estimate().standardError();
    rows.add(MeterNames.RELATIVE_ERROR, labels, known.estimate().relativeError());
    rows.add(MeterNames.ERROR_OVER_TARGET, labels, error / known.tolerance());
    rows.add(MeterNames.TAIL_SHAPE, labels, known.tail().shape());
    rows.add(MeterNames.VARIANCE_OF_VARIANCE, labels, known.tail().varianceOfVariance());
    rows.add(MeterNames.SAMPLE_VOUCHES, labels, vouches(known.tail()) ? 1 : 0);
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

  private static void addValue(Rows rows, Labels labels, MeasuredValue value) {
    rows.add(MeterNames.VALUE, labels, value.value());
    rows.add(MeterNames.STANDARD_ERROR, labels, value.standardError());
    rows.add(MeterNames.LOW, labels, value.low());
    rows.add(MeterNames.HIGH, labels, value.high());
    value.exact().ifPresent(exact -> rows.add(MeterNames.EXACT, labels, exact));
    value.theory().map(TheoryValue::value).ifPresent(t -> rows.add(MeterNames.THEORY, labels, t));
    rows.add(MeterNames.PULL, labels, value.pull());
  }

  /** The same of u4 under the names that it had before there were others. */
  private void addU4(Rows rows, MeasuredValue u4) {
    rows.add(MeterNames.U4, labels, u4.value());
    rows.add(MeterNames.U4_STANDARD_ERROR, labels, u4.standardError());
    rows.add(MeterNames.U4_LOW, labels, u4.low());
    rows.add(MeterNames.U4_HIGH, labels, u4.high());
    u4.exact().ifPresent(exact -> rows.add(MeterNames.U4_EXACT, labels, exact));
    rows.add(MeterNames.U4_PULL, labels, u4.pull());
  }
}
