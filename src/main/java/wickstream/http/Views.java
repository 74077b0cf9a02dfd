package wickstream.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import wickstream.campaign.CampaignStatus.Phase;
import wickstream.campaign.LastJudgement;
import wickstream.campaign.MonotonicClock;
import wickstream.campaign.ShardStatus;
import wickstream.campaign.StoreStatus;
import wickstream.config.CampaignConfig;
import wickstream.config.StopCondition;
import wickstream.daemon.CampaignProgress;
import wickstream.persistence.NumberedEvent;
import wickstream.results.MeasuredValue;
import wickstream.results.export.JsonFile;
import wickstream.statistics.Assessment;
import wickstream.statistics.NetworksNeeded;
import wickstream.statistics.Verdict;

/** How things are shown in JSON: a number that cannot be had is null. */
final class Views {
  /** The keys of final verdicts, by their labels: heavyTailed for heavy-tailed. */
  private static final Map<String, String> VERDICT_KEYS = verdictKeys();

  private Views() {}

  static Map<String, Object> campaign(CampaignProgress campaign) {
    CampaignConfig config = campaign.config();
    StopCondition stop = config.stop();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", campaign.name());
    view.put("state", campaign.state().label());
    view.put("reason", campaign.reason().orElse(null));
    view.put("priority", campaign.priority());
    view.put("position", campaign.position().isPresent() ? campaign.position().getAsInt() : null);
    view.put("seed", config.seed());
    view.put("activation", config.activation().label());
    view.put("estimator", config.estimator().label());
    view.put("sigmaB", config.sigmaB());
    view.put("observable", stop.observable().label());
    view.put("targetRelativeError", number(stop.relativeError()));
    view.put("targetAbsoluteError", number(stop.absoluteError()));
    view.put("confidence", stop.confidence());
    view.put("submittedAt", campaign.times().submitted().toString());
    view.put("startedAt", campaign.times().started().map(Instant::toString).orElse(null));
    view.put("endedAt", campaign.times().ended().map(Instant::toString).orElse(null));
    view.put("shards", counts(campaign));
    view.put("networks", campaign.status().networks());
    view.put("hiddenUnits", campaign.status().hiddenUnits());
    view.put("networksPerSecond", campaign.pace().networksPerSecond());
    view.put("hiddenUnitsPerSecond", campaign.pace().hiddenUnitsPerSecond());
    view.put("etaSeconds", seconds(campaign.pace().remaining()));
    view.put("seconds", seconds(Optional.of(campaign.pace().spent())));
    view.put("checkpoint", checkpoint(campaign));
    view.put("version", campaign.version());
    return view;
  }

  private static Map<String, Object> counts(CampaignProgress campaign) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("total", campaign.status().shards().size());
    counts.put("waiting", 0);
    counts.put("running", 0);
    VERDICT_KEYS.values().forEach(key -> counts.put(key, 0));
    for (ShardStatus shard : campaign.status().shards()) {
      counts.merge(standing(shard), 1, (a, b) -> (Integer) a + (Integer) b);
    }
    return counts;
  }

  private static Map<String, String> verdictKeys() {
    Pattern hyphen = Pattern.compile("-(.)");
    Map<String, String> keys = new LinkedHashMap<>();
    for (String label : Verdict.finalLabels()) {
      keys.put(label, hyphen.matcher(label).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT)));
    }
    return keys;
  }

  private static String standing(ShardStatus shard) {
    if (shard.phase() != Phase.ENDED) {
      return shard.phase().name().toLowerCase(Locale.ROOT);
    }
    return VERDICT_KEYS.get(shard.verdict().orElseThrow().label());
  }

  private static Map<String, Object> checkpoint(CampaignProgress campaign) {
    StoreStatus store = campaign.status().store();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("saves", store.saves());
    view.put("failures", store.failures());
    view.put(
        "ageSeconds",
        campaign.state().isActive()
            ? Duration.between(store.savedAt(), MonotonicClock.UTC.instant()).toMillis() / 1000.0
            : null);
    view.put("failure", store.failure().orElse(null));
    return view;
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

  private static Map<String, Object> shard(CampaignProgress campaign, ShardStatus shard) {
    Optional<LastJudgement> reading = shard.reading();
    Optional<MeasuredValue> target = reading.map(LastJudgement::target);
    Optional<Assessment> assessment = shard.assessment();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("shard", shard.id());
    view.put("width", shard.width());
    view.put("sigmaW", shard.sigmaW());
    view.put("phase", shard.phase().name().toLowerCase(Locale.ROOT));
    view.put("verdict", shard.verdict().map(Verdict::label).orElse(null));
    view.put("reason", shard.verdict().map(Verdict::reason).orElse(null));
    view.put("networks", shard.networks());
    view.put("granted", shard.granted());
    Optional<NetworksNeeded> needed = shard.verdict().flatMap(Verdict::networksNeeded);
    view.put("networksNeeded", number(needed.map(NetworksNeeded::count)));
    view.put("networksNeededIs", needed.map(Views::basis).orElse(null));
    view.put("observable", campaign.config().stop().observable().label());
    value(view, target);
    view.put("confidence", campaign.config().stop().confidence());
    view.put("pull", number(target.map(MeasuredValue::pull)));
    view.put("tolerance", number(assessment.map(Assessment::tolerance)));
    view.put("u4", reading.flatMap(LastJudgement::u4).map(Views::value).orElse(null));
    view.put("varianceOfVariance", number(assessment.map(a -> a.tail().varianceOfVariance())));
    view.put("tailShape", number(assessment.map(a -> a.tail().shape())));
    view.put("heavy", assessment.map(a -> a.tail().isHeavy()).orElse(false));
    Optional<String> doubt = Reliability.doubt(shard);
    view.put("trustworthy", doubt.isEmpty());
    view.put("why", doubt.orElse(null));
    view.put("effectiveSampleSize", number(reading.map(LastJudgement::effectiveSampleSize)));
    view.put("bagsInFlight", shard.progress().bagsInFlight());
    view.put("etaSeconds", seconds(shard.remaining()));
    view.put("crashes", shard.progress().crashes());
    view.put("history", shard.history().stream().map(Views::look).toList());
    return view;
  }

  private static String basis(NetworksNeeded needed) {
    return needed.basis().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, Object> value(MeasuredValue value) {
    Map<String, Object> view = new LinkedHashMap<>();
    value(view, Optional.of(value));
    return view;
  }

  private static void value(Map<String, Object> view, Optional<MeasuredValue> value) {
    view.put("value", number(value.map(MeasuredValue::value)));
    view.put("standardError", number(value.map(MeasuredValue::standardError)));
    view.put("low", number(value.map(MeasuredValue::low)));
    view.put("high", number(value.map(MeasuredValue::high)));
    view.put("exact", number(value.map(known -> known.exact().orElse(Double.NaN))));
  }

  private static List<Object> look(Assessment known) {
    return Arrays.asList(
        known.networks(),
        number(Optional.of(known.estimate().value())),
        number(Optional.of(known.estimate().standardError())),
        number(Optional.of(known.tolerance())));
  }

  static Map<String, Object> note(NumberedEvent note) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("serial", note.serial());
    view.put("at", note.event().at().toString());
    view.put("shard", note.event().shard().orElse(null));
    view.put("kind", note.event().kind());
    view.put("message", note.event().message());
    return view;
  }

  static Double number(OptionalDouble number) {
    return number(number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty());
  }

  private static Double number(Optional<Double> number) {
    return number.filter(Double::isFinite).orElse(null);
  }

  private static Double seconds(Optional<Duration> duration) {
    return duration.map(known -> known.toMillis() / 1000.0).orElse(null);
  }
}
