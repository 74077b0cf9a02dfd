package wickstream.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import wickstream.config.ProgramInfo;
import wickstream.persistence.CampaignArchive;
import wickstream.persistence.Checkpoint;
import wickstream.persistence.StoredShard;
import wickstream.results.CampaignResult;
import wickstream.results.MeasuredCampaign;
import wickstream.results.MeasuredShard;
import wickstream.results.ShardResult;
import wickstream.results.TrainedTime;
import wickstream.sampling.Shard;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;

/** The results of campaigns computed anew from what databases hold of them. */
public final class StoredResults {
  private StoredResults() {}

  /**
   * What a campaign has found as far as it has come.
   *
   * @param run facts about the run
   */
  public static MeasuredCampaign campaign(
      CampaignPlan plan, CampaignArchive archive, Map<String, Object> run) {
    return MeasuredCampaign.of(
        ProgramInfo.version(), plan.config(), of(plan, archive), archive.seeds(), run);
  }

  /**
   * The numbers of the shards that have ended as their tables have them, without Green functions
   * and vertices: nothing is computed, unless an earlier version has kept too little.
   */
  public static CampaignResult ended(CampaignPlan plan, CampaignArchive archive) {
    Map<String, StoredShard> tables = archive.keptShards();
    Map<String, StoredShard> kept = StoredStatus.asPlanned(plan, tables);
    kept.values().removeIf(shard -> shard.verdict().isEmpty());
    List<ShardResult> shards =
        kept.keySet().stream().anyMatch(id -> tables.containsKey(id) && lacksTails(kept.get(id)))
            ? of(plan, archive).stream()
                .map(MeasuredShard::result)
                .filter(shard -> kept.containsKey(shard.id()))
                .toList()
            : plan.shards().stream()
                .filter(shard -> kept.containsKey(shard.id()))
                .map(shard -> numbers(shard, kept.get(shard.id())))
                .toList();
    return new CampaignResult(ProgramInfo.version(), plan.config(), shards, Map.of());
  }

  private static boolean lacksTails(StoredShard shard) {
    return shard.tails().containsValue(TailDiagnosis.UNKNOWN)
        && !shard.tail().equals(TailDiagnosis.UNKNOWN);
  }

  private static ShardResult numbers(Shard shard, StoredShard kept) {
    return new ShardResult(
        shard.id(),
        shard.ensemble(),
        shard.width(),
        shard.estimator(),
        kept.verdict().orElseThrow(),
        kept.bags(),
        kept.networks(),
        kept.tail(),
        Double.NaN,
        kept.effectiveSampleSize(),
        kept.values(),
        Map.of(),
        List.of(),
        Map.of(),
        kept.tails(),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  /** The results of a campaign as far as it has come. */
  public static List<MeasuredShard> of(CampaignPlan plan, CampaignArchive archive) {
    return all(
        plan,
        List.of(archive),
        (shard, totals) ->
            archive
                .verdict(totals.shard(), totals.bags())
                .orElse(new Verdict.Cancelled("not finished")));
  }

  /**
   * The results of several campaigns of different seeds as if they were one.
   *
   * @param plan whose grid holds the shards of all
   */
  public static List<MeasuredShard> merged(CampaignPlan plan, List<CampaignArchive> archives) {
    List<MeasuredShard> shards =
        all(plan, archives, (shard, totals) -> shard.rule().conclude(totals));
    return plan.powerRule().map(rule -> concluded(plan, rule, shards)).orElse(shards);
  }

  /** The same with the verdicts that all shards give together. */
  private static List<MeasuredShard> concluded(
      CampaignPlan plan, PowerRule rule, List<MeasuredShard> shards) {
    List<PowerRule.Standing> standings =
        IntStream.range(0, shards.size())
            .filter(index -> shards.get(index).totals().bags() > 0)
            .mapToObj(index -> standing(plan, index, shards.get(index)))
            .toList();
    List<Verdict> verdicts = rule.conclude(standings);
    List<MeasuredShard> concluded = new ArrayList<>(shards);
    for (int i = 0; i < standings.size(); i++) {
      int index = standings.get(i).index();
      MeasuredShard shard = shards.get(index);
      concluded.set(
          index,
          new MeasuredShard(shard.result().with(verdicts.get(i)), shard.totals(), shard.series()));
    }
    return concluded;
  }

  private static PowerRule.Standing standing(CampaignPlan plan, int index, MeasuredShard shard) {
    long bags = shard.totals().bags();
    return new PowerRule.Standing(
        index, bags, bags, plan.plan(index).rule().assess(shard.totals()));
  }

  /**
   * What the trained networks of one shard are, as far as it has come; none if nothing has been
   * saved of it, or networks are not trained.
   *
   * @param shard the identity of one of the plan
   */
  public static List<TrainedTime> trained(
      CampaignPlan plan, CampaignArchive archive, String shard) {
    return archive.checkpoints(shard).stream()
        .map(Checkpoint::totals)
        .filter(totals -> totals.bags() > 0)
        .findFirst()
        .map(totals -> TrainedTable.times(plan.plan(plan.indexOf(shard)), totals))
        .orElse(List.of());
  }

  private static List<MeasuredShard> all(
      CampaignPlan plan, List<CampaignArchive> archives, Judge judge) {
    return IntStream.range(0, plan.shards().size())
        .parallel()
        .mapToObj(index -> one(plan, index, archives, judge))
        .toList();
  }

  private static MeasuredShard one(
      CampaignPlan plan, int index, List<CampaignArchive> archives, Judge judge) {
    Shard shard = plan.shards().get(index);
    List<Totals> kept =
        archives.stream()
            .flatMap(archive -> archive.checkpoints(shard.id()).stream())
            .map(Checkpoint::totals)
            .toList();
    if (kept.isEmpty()) {
      Totals none = Totals.startingAt(shard.id(), 0);
      Verdict verdict = new Verdict.Cancelled("not measured");
      return new MeasuredShard(Evaluation.withoutValues(shard, none, verdict), none, List.of());
    }
    Totals totals = kept.size() == 1 ? kept.get(0) : Totals.pooled(kept);
    ShardPlan known = plan.plan(index);
    return new MeasuredShard(
        new Evaluation(known, totals).result(judge.verdict(known, totals)),
        totals,
        known.measurement().seriesNames());
  }

  /** How a shard that has been measured is judged. */
  @FunctionalInterface
  private interface Judge {
    Verdict verdict(ShardPlan shard, Totals totals);
  }
}
