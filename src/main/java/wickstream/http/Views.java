package wickstream.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.api.Campaign;
import wickstream.api.CouplingValue;
import wickstream.api.Estimate;
import wickstream.api.Note;
import wickstream.api.Shard;
import wickstream.api.ShardCounts;
import wickstream.api.TrainedPoint;
import wickstream.api.TrainedValue;
import wickstream.campaign.LastJudgement;
import wickstream.campaign.MonotonicClock;
import wickstream.campaign.ShardStatus;
import wickstream.campaign.StoreStatus;
import wickstream.config.CampaignConfig;
import wickstream.config.Goal;
import wickstream.config.PowerGoal;
import wickstream.config.StopCondition;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.CostEstimate;
import wickstream.persistence.NumberedEvent;
import wickstream.physics.Observable;
import wickstream.results.MeasuredValue;
import wickstream.results.TheoryValue;
import wickstream.results.TrainedTime;
import wickstream.results.export.JsonFile;
import wickstream.statistics.Assessment;
import wickstream.statistics.NetworksNeeded;
import wickstream.statistics.Verdict;

/** How things are shown to clients. */
final class Views {
  private Views() {}

  /** A campaign without its configuration. */
  static Campaign campaign(CampaignProgress campaign) {
    return campaign(campaign, Optional.empty());
  }

  /** A campaign with its configuration. */
  static Campaign details(CampaignProgress campaign) {
    return campaign(campaign, Optional.of(campaign.config().toMap()));
  }

  private static Campaign campaign(
      CampaignProgress campaign, Optional<Map<String, Object>> configuration) {
    CampaignConfig config = campaign.config();
    StopCondition stop = config.stop();
    return new Campaign(
        campaign.name(),
        campaign.state().label(),
        campaign.reason(),
        campaign.priority(),
        campaign.position(),
        config.seed(),
        config.activation().label(),
        config.estimator().label(),
        config.sigmaB(),
        stop.quantity(),
        stop.relativeError().orElse(Double.NaN),
        stop.absoluteError().orElse(Double.NaN),
        stop.confidence(),
        campaign.times().submitted().toString(),
        campaign.times().started().map(Instant::toString),
        campaign.times().ended().map(Instant::toString),
        ShardCounts.of(campaign.status().shards().stream().map(Views::standing).toList()),
        campaign.status().networks(),
        campaign.status().hiddenUnits(),
        campaign.pace().networksPerSecond(),
        campaign.pace().hiddenUnitsPerSecond(),
        seconds(campaign.pace().remaining()),
        seconds(Optional.of(campaign.pace().spent())),
        checkpoint(campaign),
        campaign.version(),
        jointTarget(stop.goal()),
        configuration);
  }

  private static Optional<Campaign.JointTarget> jointTarget(Goal goal) {
    double error =
        goal.power().map(PowerGoal::error).orElse(goal.relativeError().orElse(Double.NaN));
    String setting = goal.power().isPresent() ? "error" : goal.key();
    return goal.words().map(words -> new Campaign.JointTarget(words, setting, error));
  }

  private static String standing(ShardStatus shard) {
    return Shard.standing(phase(shard), shard.verdict().map(Verdict::label));
  }

  private static String phase(ShardStatus shard) {
    return shard.phase().name().toLowerCase(Locale.ROOT);
  }

  private static Campaign.Checkpoint checkpoint(CampaignProgress campaign) {
    StoreStatus store = campaign.status().store();
    Optional<Duration> age =
        campaign.state().isActive()
            ? Optional.of(Duration.between(store.savedAt(), MonotonicClock.UTC.instant()))
            : Optional.empty();
    return new Campaign.Checkpoint(store.saves(), store.failures(), seconds(age), store.failure());
  }

  /** The shards of a campaign, as far as they differ from what is known already. */
  static List<ShardStatus> changed(CampaignProgress campaign, List<ShardStatus> known) {
    List<ShardStatus> shards = campaign.status().shards();
    return known.size() != shards.size()
        ? shards
        : IntStream.range(0, shards.size())
            .filter(i -> !shards.get(i).equals(known.get(i)))
            .mapToObj(shards::get)
            .toList();
  }

  /** Adds a list of shards to a text, one at a time: all of them at once take much memory. */
  static void shards(ChunkedText text, CampaignProgress campaign, List<ShardStatus> shards) {
    String separator = "[";
    for (ShardStatus shard : shards) {
      text.add(separator).add(JsonFile.line(shard(campaign, shard)));
      separator = ",";
    }
    text.add(shards.isEmpty() ? "[]" : "]");
  }

  private static Shard shard(CampaignProgress campaign, ShardStatus shard) {
    StopCondition stop = campaign.config().stop();
    Optional<LastJudgement> lastJudgement = shard.lastJudgement();
    Optional<Assessment> assessment = shard.assessment();
    Optional<NetworksNeeded> needed = shard.verdict().flatMap(Verdict::networksNeeded);
    Optional<String> doubt = Reliability.doubt(shard);
    return new Shard(
        shard.id(),
        shard.width(),
        shard.sigmaW(),
        phase(shard),
        shard.verdict().map(Verdict::label),
        shard.verdict().map(Verdict::reason),
        shard.networks(),
        shard.granted(),
        number(needed.map(NetworksNeeded::count)),
        needed.map(Views::basis),
        stop.quantity(),
        lastJudgement.map(LastJudgement::target).map(Views::value).orElse(CouplingValue.NONE),
        stop.confidence(),
        number(lastJudgement.map(known -> known.target().pull())),
        number(assessment.map(Assessment::tolerance)),
        lastJudgement.flatMap(LastJudgement::u4).map(Views::value),
        number(assessment.map(known -> known.tail().varianceOfVariance())),
        number(assessment.map(known -> known.tail().shape())),
        assessment.filter(known -> known.tail().isHeavy()).isPresent(),
        doubt.isEmpty(),
        doubt,
        number(lastJudgement.map(LastJudgement::effectiveSampleSize)),
        shard.progress().bagsInFlight(),
        seconds(shard.remaining()),
        shard.progress().crashes(),
        shard.history().stream().map(Views::judgement).toList(),
        lastJudgement.stream()
            .flatMap(known -> known.trained().stream())
            .flatMap(Views::trained)
            .toList());
  }

  private static Stream<TrainedValue> trained(TrainedTime at) {
    TrainedValue.Time time = new TrainedValue.Time(at.time());
    return at.means().entrySet().stream()
        .map(mean -> trained(mean.getKey(), time, value(mean.getValue())));
  }

  private static TrainedValue trained(
      String function, TrainedValue.Time time, CouplingValue value) {
    return new TrainedValue(
        function,
        time,
        value.value(),
        value.standardError(),
        value.low(),
        value.high(),
        value.theory());
  }

  /** Mean and variance of trained networks at each point. */
  static List<TrainedPoint> trainedPoints(List<TrainedTime> times) {
    return times.stream().flatMap(Views::points).toList();
  }

  private static Stream<TrainedPoint> points(TrainedTime at) {
    TrainedValue.Time time = new TrainedValue.Time(at.time());
    Map<List<Integer>, CouplingValue> variances =
        at.functions().stream()
            .filter(row -> row.function().equals(Observable.COVARIANCE.label()))
            .filter(row -> row.indices().get(0).equals(row.indices().get(1)))
            .collect(
                Collectors.toMap(
                    row -> List.of(row.output(), row.indices().get(0)), row -> value(row.value())));
    return at.functions().stream()
        .filter(row -> row.function().equals(Observable.MEAN.label()))
        .map(
            row ->
                new TrainedPoint(
                    time,
                    row.output(),
                    row.indices().get(0),
                    value(row.value()),
                    variances.get(List.of(row.output(), row.indices().get(0)))));
  }

  private static String basis(NetworksNeeded needed) {
    return needed.basis().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A number with its error bar, and what is known beside it. */
  static CouplingValue value(MeasuredValue value) {
    return new CouplingValue(
        value.value(),
        value.standardError(),
        value.low(),
        value.high(),
        value.exact().orElse(Double.NaN),
        number(value.theory().map(TheoryValue::value)));
  }

  private static Shard.Judgement judgement(Assessment known) {
    return new Shard.Judgement(
        known.networks(),
        known.estimate().value(),
        known.estimate().standardError(),
        known.tolerance());
  }

  static Note note(NumberedEvent note) {
    return new Note(
        note.serial(),
        note.event().at().toString(),
        note.event().shard(),
        note.event().kind(),
        note.event().message());
  }

  /**
   * @param threads how many would sample
   */
  static Estimate estimate(CostEstimate cost, int threads) {
    return new Estimate(
        cost.config().name(),
        cost.config().shardCount(),
        cost.networks().orElse(Double.NaN),
        cost.hiddenUnits().orElse(Double.NaN),
        cost.seconds().orElse(Double.NaN),
        OptionalLong.of(cost.config().memoryBytes(Math.max(1, threads))),
        cost.config().stop().quantity(),
        Optional.of(cost.note()));
  }

  private static double number(Optional<Double> number) {
    return number.orElse(Double.NaN);
  }

  private static double seconds(Optional<Duration> duration) {
    return number(duration.map(known -> known.toMillis() / 1000.0));
  }
}
