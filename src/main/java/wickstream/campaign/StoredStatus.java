package wickstream.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import wickstream.campaign.CampaignStatus.Phase;
import wickstream.persistence.JudgementRecord;
import wickstream.persistence.RunTotals;
import wickstream.persistence.StoredShard;
import wickstream.physics.Observable;
import wickstream.physics.Training;
import wickstream.results.MeasuredValue;
import wickstream.results.TrainedTime;
import wickstream.sampling.Shard;
import wickstream.statistics.Assessment;
import wickstream.statistics.Estimate;
import wickstream.statistics.Judgement;

/** The status of a campaign that is not running, from what its database says. */
public final class StoredStatus {
  private StoredStatus() {}

  /** The status of a campaign of which nothing is known. */
  public static CampaignStatus unknown(CampaignPlan plan) {
    return of(plan, Map.of(), RunTotals.NONE);
  }

  /**
   * The status of a campaign as its last run left it.
   *
   * @param kept what the tables say of each shard, by its identity
   * @param tally how it has fared
   */
  public static CampaignStatus of(
      CampaignPlan plan, Map<String, StoredShard> kept, RunTotals tally) {
    Map<String, StoredShard> known = asPlanned(plan, kept);
    List<ShardStatus> shards =
        plan.ids().stream()
            .map(id -> status(plan, id, Optional.ofNullable(known.get(id))))
            .toList();
    return new CampaignStatus(
        plan.config().name(),
        plan.powerRule().map(rule -> together(plan, rule, shards)).orElse(shards),
        StoreStatus.begun(tally));
  }

  /**
   * What tables say of each shard, by the identity that it has in the plan: earlier versions of
   * this program may have given it another.
   */
  static Map<String, StoredShard> asPlanned(CampaignPlan plan, Map<String, StoredShard> kept) {
    Map<Place, StoredShard> byPlace = new HashMap<>();
    kept.values().forEach(row -> byPlace.put(new Place(row.width(), row.sigmaW()), row));
    Map<String, StoredShard> known = new HashMap<>();
    for (Shard shard : plan.shards()) {
      Place place = new Place(shard.width(), shard.ensemble().sigmaW());
      Optional.ofNullable(kept.getOrDefault(shard.id(), byPlace.get(place)))
          .ifPresent(row -> known.put(shard.id(), row));
    }
    return known;
  }

  /** Where in the grid a shard is. */
  private record Place(int width, double sigmaW) {}

  /** With the errors that the shards would have where their common target is reached. */
  private static List<ShardStatus> together(
      CampaignPlan plan, PowerRule rule, List<ShardStatus> shards) {
    List<PowerRule.Standing> standings =
        IntStream.range(0, shards.size())
            .filter(index -> shards.get(index).assessment().isPresent())
            .mapToObj(index -> standing(plan, index, shards.get(index)))
            .toList();
    List<Judgement> judgements = rule.judge(standings);
    List<ShardStatus> known = new ArrayList<>(shards);
    for (int i = 0; i < standings.size(); i++) {
      int index = standings.get(i).index();
      known.set(index, shards.get(index).with(judgements.get(i).assessment().orElseThrow()));
    }
    return known;
  }

  private static PowerRule.Standing standing(CampaignPlan plan, int index, ShardStatus shard) {
    Assessment known = shard.assessment().orElseThrow();
    long bags = Math.max(1, known.networks() / plan.config().bagSize());
    return new PowerRule.Standing(index, bags, bags, known);
  }

  private static ShardStatus status(CampaignPlan plan, String id, Optional<StoredShard> kept) {
    Shard shard = plan.shards().get(plan.indexOf(id));
    List<Assessment> history =
        kept.map(known -> assessments(plan, known.judgements())).orElse(List.of());
    Optional<LastJudgement> lastJudgement =
        kept.flatMap(known -> lastJudgement(plan, known))
            .or(() -> last(history).map(known -> lastJudgement(plan, shard, known)));
    long networks = kept.map(StoredShard::networks).orElse(0L);
    return new ShardStatus(
        id,
        shard.size(),
        shard.ensemble().sigmaW(),
        kept.flatMap(StoredShard::verdict).isPresent() ? Phase.ENDED : Phase.WAITING,
        ShardStatus.Progress.remembered(networks),
        plan.allowance(shard, Duration.ZERO),
        lastJudgement,
        history.isEmpty()
            ? lastJudgement.map(LastJudgement::assessment).stream().toList()
            : history,
        kept.flatMap(StoredShard::verdict));
  }

  private static Optional<LastJudgement> lastJudgement(CampaignPlan plan, StoredShard kept) {
    String quantity = plan.config().stop().quantity();
    return Optional.ofNullable(kept.values().get(quantity))
        .filter(value -> kept.networks() > 0)
        .map(
            value ->
                new LastJudgement(
                    assessment(plan, kept, value),
                    value,
                    Optional.ofNullable(kept.values().get("u4")),
                    kept.effectiveSampleSize(),
                    trained(plan, kept.values())));
  }

  /** The means of trained networks, which the tables have by names such as connected4@10. */
  private static List<TrainedTime> trained(CampaignPlan plan, Map<String, MeasuredValue> values) {
    return plan.config().training().stream()
        .flatMap(training -> training.times().stream())
        .map(time -> new TrainedTime(time, means(time, values), List.of()))
        .filter(at -> !at.means().isEmpty())
        .toList();
  }

  private static Map<String, MeasuredValue> means(double time, Map<String, MeasuredValue> values) {
    Map<String, MeasuredValue> means = new LinkedHashMap<>();
    for (Observable observable : Observable.ofTraining()) {
      Optional.ofNullable(values.get(Training.nameAt(observable.label(), time)))
          .ifPresent(value -> means.put(observable.label(), value));
    }
    return means;
  }

  private static Assessment assessment(CampaignPlan plan, StoredShard kept, MeasuredValue value) {
    Estimate estimate =
        new Estimate(value.value(), value.standardError(), degreesOfFreedom(kept.judgements()));
    Assessment known =
        assessment(plan, new JudgementRecord(kept.networks(), estimate, kept.tail()));
    return plan.config().stop().goal().isOfAll()
        ? new Assessment(
            known.networks(), estimate, estimate.halfWidth(1) / excess(plan, kept), known.tail())
        : known;
  }

  /** The largest error of all couplings and deviations, in units of the one allowed. */
  private static double excess(CampaignPlan plan, StoredShard kept) {
    return Wanted.ALL.stream()
        .filter(kept.values()::containsKey)
        .filter(name -> !Wanted.isZero(name, kept.values().get(name)))
        .map(kept.values()::get)
        .map(value -> new Estimate(value.value(), value.standardError()))
        .mapToDouble(estimate -> estimate.standardError() / plan.target().tolerance(estimate))
        .max()
        .orElse(Double.NaN);
  }

  /** Of the last judgement; the same at the end, or fewer. */
  private static double degreesOfFreedom(List<JudgementRecord> judgements) {
    return judgements.isEmpty()
        ? Double.POSITIVE_INFINITY
        : judgements.get(judgements.size() - 1).estimate().degreesOfFreedom();
  }

  /** Of a shard that was running when its process died, the last judgement is all there is. */
  private static LastJudgement lastJudgement(CampaignPlan plan, Shard shard, Assessment known) {
    Observable observable = plan.config().stop().observable();
    MeasuredValue value =
        MeasuredValue.of(
            known.estimate(), plan.sequence(shard), known.networks(), OptionalDouble.empty());
    return new LastJudgement(
        known,
        value,
        observable == Observable.U4 ? Optional.of(value) : Optional.empty(),
        Double.NaN);
  }

  private static Optional<Assessment> last(List<Assessment> history) {
    return history.stream().reduce((previous, later) -> later);
  }

  /** Earlier judgements, against the target that the campaign has now. */
  static List<Assessment> assessments(CampaignPlan plan, List<JudgementRecord> judgements) {
    return judgements.stream().map(judgement -> assessment(plan, judgement)).toList();
  }

  private static Assessment assessment(CampaignPlan plan, JudgementRecord judgement) {
    return new Assessment(
        judgement.networks(),
        judgement.estimate(),
        plan.config().stop().goal().words().isPresent()
            ? Double.NaN // follows from other quantities or shards
            : plan.target().tolerance(judgement.estimate()),
        judgement.tail());
  }
}
