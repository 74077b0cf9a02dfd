package wickstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wickstream.campaign.LastJudgement;
import wickstream.campaign.SamplingThreads;
import wickstream.campaign.ShardStatus;
import wickstream.config.CampaignFile;
import wickstream.config.RunConfig;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.CampaignState;
import wickstream.daemon.DaemonStatus;
import wickstream.results.MeasuredValue;
import wickstream.results.TrainedTime;
import wickstream.statistics.Assessment;
import wickstream.statistics.Objection;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/** What Prometheus reads of statuses made by hand. */
class MetersTest {
  private static final String SHARD = "{campaign=\"a\",n=\"100\",sigma_w=\"1.5\"}";
  private static final String TARGET =
      "{campaign=\"a\",n=\"100\",observable=\"u4\",sigma_w=\"1.5\"}";
  private static final String CAMPAIGN = "{campaign=\"a\"}";
  private static final Duration RETENTION = Duration.ofHours(2);
  private static final Instant NOW = Statuses.SAVED.plusMillis(2500);

  private final Latencies latencies = new Latencies();
  private final AtomicInteger watchers = new AtomicInteger(3);
  private final SamplingThreads sampling = new SamplingThreads("sampling", 2, Runnable::run);
  private DaemonStatus status = DaemonStatus.EMPTY;
  private final Meters meters =
      new Meters(
          new CampaignView(() -> status, RETENTION),
          List.of(sampling),
          latencies,
          watchers::get,
          ClusterView.NONE,
          Map.of("version", "0.1.0", "kernel", "scalar \"x\"", "java", "17"),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @AfterEach
  void close() {
    meters.close();
  }

  private Scrape scrape(CampaignProgress... campaigns) {
    status = Statuses.of(campaigns);
    return Scrape.of(meters);
  }

  private static CampaignProgress running(ShardStatus... shards) {
    return Statuses.campaign("a", CampaignState.RUNNING, List.of(shards));
  }

  private Map<String, Double> whole() {
    return scrape(running(Statuses.running(100, 1.5, 20_000, Statuses.READING))).values();
  }

  @Test
  void aShardHasItsNumbers() {
    assertThat(whole())
        .containsEntry("wickstream_networks_total" + SHARD, 20_000.0)
        .containsEntry("wickstream_hidden_units_total" + SHARD, 2e6)
        .containsEntry("wickstream_bags_in_flight" + SHARD, 4.0)
        .containsEntry("wickstream_grant_bags" + SHARD, 16.0)
        .containsEntry("wickstream_relative_error" + TARGET, 0.01)
        .containsEntry("wickstream_error_over_target" + TARGET, 2.0)
        .containsEntry("wickstream_tail_shape" + TARGET, 0.25)
        .containsEntry("wickstream_variance_of_variance" + TARGET, 1e-4)
        .containsEntry("wickstream_sample_vouches" + TARGET, 1.0)
        .containsEntry("wickstream_effective_sample_size" + SHARD, 14_210.5)
        .containsEntry("wickstream_u4" + SHARD, -1.28)
        .containsEntry("wickstream_u4_standard_error" + SHARD, 0.0128)
        .containsEntry("wickstream_u4_low" + SHARD, -1.32)
        .containsEntry("wickstream_u4_high" + SHARD, -1.24)
        .containsEntry("wickstream_u4_exact" + SHARD, -1.2864);
    assertThat(whole().get("wickstream_u4_pull" + SHARD)).isCloseTo(0.5, within(1e-9));
    // Half the error takes 80000 networks, and 10000 were drawn in ten seconds.
    assertThat(whole().get("wickstream_shard_eta_seconds" + SHARD)).isCloseTo(60, within(1e-6));
  }

  @Test
  void aValueHasTheNameOfItsObservable() {
    assertThat(whole())
        .containsEntry("wickstream_value" + TARGET, -1.28)
        .containsEntry("wickstream_standard_error" + TARGET, 0.0128)
        .containsEntry("wickstream_low" + TARGET, -1.32)
        .containsEntry("wickstream_high" + TARGET, -1.24)
        .containsEntry("wickstream_exact" + TARGET, -1.2864)
        .containsEntry("wickstream_theory" + TARGET, -1.25);
    assertThat(whole().get("wickstream_pull" + TARGET)).isCloseTo(0.5, within(1e-9));
  }

  /** Of a campaign that stops by another observable, u4 is there besides, if it is defined. */
  @ParameterizedTest
  @CsvSource({"observable = m4, m4", "observable = u6, u6", "power-of = u4Canonical, u4Canonical"})
  void aTargetOtherThanU4HasItsNumbers(String target, String name) {
    RunConfig config =
        CampaignFile.parse(
            """
            campaign {
              name = "a", ensemble { activation = gauss, sigma-b = 0.5 }
              widths = [2], sigma-w = [1.0, 2.0, 3.0], orders = [2, 4, 6]
              stop { %s, %s }
            }
            """
                .formatted(
                    target,
                    target.startsWith("power")
                        ? "in = sigma-w, error = 0.1"
                        : "relative-error = 0.1"),
            "test.conf",
            List.of());
    LastJudgement known =
        new LastJudgement(
            Statuses.READING.assessment(),
            new MeasuredValue(0.25, 0.01, 0.2, 0.3, 0.95, OptionalDouble.of(0.26)),
            Statuses.READING.u4(),
            100);
    ShardStatus shard = Statuses.running(100, 1.5, 20_000, known);
    Scrape scrape =
        scrape(
            Statuses.campaign(
                config,
                CampaignState.RUNNING,
                Statuses.SUBMITTED,
                Statuses.status("a", List.of(shard), 0, 0)));
    String ofTarget = TARGET.replace("u4", name);
    assertThat(scrape.named("wickstream_value"))
        .containsOnly(
            Map.entry("wickstream_value" + ofTarget, 0.25),
            Map.entry("wickstream_value" + TARGET, -1.28));
    assertThat(scrape.named("wickstream_exact")).containsEntry("wickstream_exact" + ofTarget, 0.26);
    assertThat(scrape.named("wickstream_tail_shape"))
        .containsOnlyKeys("wickstream_tail_shape" + ofTarget);
    assertThat(scrape.named("wickstream_u4")).containsOnlyKeys("wickstream_u4" + SHARD);
  }

  @Test
  void trainedNetworksHaveTheirNumbersAtEachTime() {
    String at = SHARD.replace("}", ",time=\"%s\"}").replace(",n=", ",function=\"connected4\",n=");
    assertThat(whole())
        .containsEntry("wickstream_trained" + at.formatted("0.5"), 6.5e-5)
        .containsEntry("wickstream_trained_standard_error" + at.formatted("0.5"), 5e-7)
        .containsEntry("wickstream_trained_theory" + at.formatted("infinity"), 6.6e-5)
        .containsEntry("wickstream_trained_without_series", 0.0)
        .noneSatisfy((series, value) -> assertThat(series).contains("kurtosis"));
  }

  /** Each time has two, of which one cannot be had. */
  @Test
  void onlySoManyNumbersOfTrainedNetworksHaveSeries() {
    List<TrainedTime> times = new ArrayList<>();
    for (int i = 0; i < StatusCollector.MAX_TRAINED / 20; i++) {
      times.add(new TrainedTime(i, Statuses.READING.trained().get(0).means(), List.of()));
    }
    LastJudgement many =
        new LastJudgement(
            Statuses.READING.assessment(), Statuses.READING.target(), Optional.empty(), 1, times);
    ShardStatus[] shards =
        IntStream.range(0, 12)
            .mapToObj(i -> Statuses.running(100 + i, 1.5, 20_000, many))
            .toArray(ShardStatus[]::new);
    Scrape scrape = scrape(running(shards));
    assertThat(scrape.named("wickstream_trained")).hasSize(StatusCollector.MAX_TRAINED / 2);
    assertThat(scrape.values())
        .containsEntry("wickstream_trained_without_series", StatusCollector.MAX_TRAINED / 5.0);
  }

  private double vouches(TailDiagnosis tail) {
    LastJudgement known = Statuses.READING;
    Assessment judged = known.assessment();
    LastJudgement lastJudgement =
        new LastJudgement(
            new Assessment(judged.networks(), judged.estimate(), judged.tolerance(), tail),
            known.target(),
            known.u4(),
            known.effectiveSampleSize());
    return scrape(running(Statuses.running(100, 1.5, 20_000, lastJudgement)))
        .values()
        .get("wickstream_sample_vouches" + TARGET);
  }

  @Test
  void aHeavyTailCannotVouchForItsError() {
    assertThat(vouches(new TailDiagnosis(0.02, 0.25))).isZero();
    assertThat(vouches(new TailDiagnosis(0.002, 0.8))).isZero();
    assertThat(vouches(new TailDiagnosis(0.002, 0.6))).isOne();
  }

  /** What the exact value alone contradicts is what the alert of large pulls is there for. */
  @ParameterizedTest
  @EnumSource(Objection.Kind.class)
  void aTameSampleCannotVouchForItsErrorIfAnythingButTheExactValueSpeaksAgainstIt(
      Objection.Kind kind) {
    TailDiagnosis tail = new TailDiagnosis(1e-4, 0.25, Optional.of(new Objection(kind, "why")));
    assertThat(vouches(tail)).isEqualTo(kind == Objection.Kind.CONTRADICTED ? 1 : 0);
  }

  @Test
  void hiddenUnitsAreThoseOfAllLayers() {
    ShardStatus shard = Statuses.deep(Statuses.running(100, 1.5, 20_000, Statuses.READING));
    assertThat(scrape(running(shard)).values())
        .containsEntry("wickstream_networks_total" + SHARD, 20_000.0)
        .containsEntry("wickstream_hidden_units_total" + SHARD, 4e6);
  }

  @Test
  void aCampaignHasItsNumbers() {
    assertThat(whole())
        .containsEntry("wickstream_networks_per_second" + CAMPAIGN, 51_000.5)
        .containsEntry("wickstream_hidden_units_per_second" + CAMPAIGN, 1e8)
        .containsEntry("wickstream_eta_seconds" + CAMPAIGN, 12.5)
        .containsEntry("wickstream_running_seconds_total" + CAMPAIGN, 3.0)
        .containsEntry("wickstream_checkpoint_age_seconds" + CAMPAIGN, 2.5)
        .containsEntry("wickstream_target_relative_error{campaign=\"a\",observable=\"u4\"}", 0.01)
        .containsEntry("wickstream_checkpoint_saves_total" + CAMPAIGN, 12.0)
        .containsEntry("wickstream_checkpoint_failures_total" + CAMPAIGN, 1.0)
        .containsEntry("wickstream_shard_crashes_total" + CAMPAIGN, 2.0);
  }

  @Test
  void shardsAreCountedByWhereTheyStand() {
    Map<String, Double> shards =
        scrape(
                running(
                    Statuses.waiting(1, 1),
                    Statuses.waiting(2, 1),
                    Statuses.running(3, 1, 10, Statuses.READING),
                    Statuses.ended(4, 1, new Verdict.Converged("")),
                    Statuses.ended(5, 1, new Verdict.HeavyTailed("", Optional.empty()))))
            .named("wickstream_shards");
    assertThat(shards)
        .hasSize(10)
        .containsEntry("wickstream_shards{campaign=\"a\",verdict=\"waiting\"}", 2.0)
        .containsEntry("wickstream_shards{campaign=\"a\",verdict=\"running\"}", 1.0)
        .containsEntry("wickstream_shards{campaign=\"a\",verdict=\"converged\"}", 1.0)
        .containsEntry("wickstream_shards{campaign=\"a\",verdict=\"heavy-tailed\"}", 1.0)
        .containsEntry("wickstream_shards{campaign=\"a\",verdict=\"contradicted\"}", 0.0)
        .containsEntry("wickstream_shards{campaign=\"a\",verdict=\"posterior-unreachable\"}", 0.0)
        .containsEntry("wickstream_shards{campaign=\"a\",verdict=\"unresolved\"}", 0.0)
        .containsEntry("wickstream_shards{campaign=\"a\",verdict=\"budget-exhausted\"}", 0.0)
        .containsEntry("wickstream_shards{campaign=\"a\",verdict=\"cancelled\"}", 0.0)
        .containsEntry("wickstream_shards{campaign=\"a\",verdict=\"failed\"}", 0.0);
  }

  @Test
  void theDaemonHasItsNumbers() {
    sampling.execute(() -> {});
    Scrape scrape =
        scrape(
            running(),
            Statuses.campaign("b", CampaignState.QUEUED, List.of()),
            Statuses.campaign("c", CampaignState.QUEUED, List.of()));
    assertThat(scrape.values())
        .containsEntry("wickstream_queue_depth", 2.0)
        .containsEntry("wickstream_campaigns{state=\"running\"}", 1.0)
        .containsEntry("wickstream_campaigns{state=\"queued\"}", 2.0)
        .containsEntry("wickstream_shards_without_series", 0.0)
        .containsEntry("wickstream_sse_clients", 3.0)
        .containsEntry("wickstream_dispatcher_threads{dispatcher=\"sampling\"}", 2.0)
        .containsEntry("wickstream_dispatcher_queued_tasks{dispatcher=\"sampling\"}", 0.0)
        .containsEntry("wickstream_dispatcher_running_tasks{dispatcher=\"sampling\"}", 0.0)
        .containsEntry("wickstream_dispatcher_tasks_total{dispatcher=\"sampling\"}", 1.0)
        .containsEntry(
            "wickstream_build_info{java=\"17\",kernel=\"scalar \\\"x\\\"\",version=\"0.1.0\"}", 1.0)
        .containsKey("wickstream_dispatcher_busy_seconds_total{dispatcher=\"sampling\"}");
    assertThat(scrape.named("wickstream_campaigns")).hasSize(CampaignState.values().length);
  }

  @Test
  void whatCannotBeHadIsAbsent() {
    Scrape scrape =
        scrape(
            running(Statuses.running(1, 1, 100, Statuses.NO_READING), Statuses.waiting(2, 1)),
            new CampaignProgress(
                Statuses.config("b", "absolute-error = 0.01, relative-error = null"),
                CampaignState.PAUSED,
                Optional.empty(),
                0,
                running().position(),
                running().times(),
                Statuses.status("b", List.of(), 0, 0),
                CampaignProgress.Pace.NONE,
                List.of(),
                1));
    Set<String> ours =
        scrape.values().keySet().stream()
            .filter(series -> series.startsWith("wickstream_"))
            .collect(Collectors.toSet());
    assertThat(ours)
        .contains("wickstream_networks_total{campaign=\"a\",n=\"1\",sigma_w=\"1\"}")
        .noneMatch(
            series ->
                series.matches(
                    "wickstream_(value|standard_error|low|high|exact|theory|pull|u4|tail|variance|effective|rel|error).*"))
        .doesNotContain(
            "wickstream_shard_eta_seconds{campaign=\"a\",n=\"1\",sigma_w=\"1\"}",
            "wickstream_eta_seconds{campaign=\"b\"}",
            "wickstream_target_relative_error{campaign=\"b\",observable=\"u4\"}",
            "wickstream_checkpoint_age_seconds{campaign=\"b\"}");
    ours.forEach(series -> assertThat(scrape.values().get(series)).as(series).isFinite());
  }

  @Test
  void rowsVanishWithTheirCampaign() {
    CampaignProgress other =
        Statuses.campaign("b", CampaignState.RUNNING, List.of(Statuses.waiting(1, 1)));
    assertThat(scrape(running(Statuses.waiting(1, 1)), other).text()).contains(CAMPAIGN, "\"b\"");
    assertThat(scrape(other).text()).doesNotContain("campaign=\"a\"").contains("\"b\"");
    assertThat(scrape().text()).doesNotContain("campaign=");
  }

  /** A second more or less than what is allowed. */
  @ParameterizedTest
  @EnumSource(
      value = CampaignState.class,
      names = {"CANCELLED", "FINISHED", "FAILED"})
  void whatEndedLongAgoIsNotShown(CampaignState state) {
    Instant earliest = NOW.minus(RETENTION);
    CampaignProgress old = Statuses.atRest("a", state, earliest.minusSeconds(1), 7);
    CampaignProgress late = Statuses.atRest("b", state, earliest.plusSeconds(1), 5);
    Scrape scrape = scrape(late, old);
    assertThat(scrape.text()).contains("campaign=\"b\"").doesNotContain("campaign=\"a\"");
    assertThat(scrape.named("wickstream_networks_total")).hasSize(5);
    assertThat(scrape.values())
        .as("is counted all the same, and not left out for want of room")
        .containsEntry("wickstream_campaigns{state=\"%s\"}".formatted(state.label()), 2.0)
        .containsEntry("wickstream_shards_without_series", 0.0);
  }

  @Test
  void aCampaignHasTheTimesOfItsStartAndEnd() {
    CampaignProgress ended = Statuses.atRest("a", CampaignState.FINISHED, NOW.minusSeconds(3), 1);
    assertThat(scrape(ended).values())
        .containsEntry(
            "wickstream_campaign_started_timestamp_seconds" + CAMPAIGN,
            (double) Statuses.SUBMITTED.getEpochSecond())
        .containsEntry(
            "wickstream_campaign_ended_timestamp_seconds" + CAMPAIGN,
            NOW.minusSeconds(3).toEpochMilli() / 1000.0);
    CampaignProgress paused = Statuses.atRest("a", CampaignState.PAUSED, NOW, 1);
    assertThat(scrape(paused).names())
        .contains("wickstream_campaign_started_timestamp_seconds")
        .doesNotContain("wickstream_campaign_ended_timestamp_seconds");
    assertThat(scrape(running()).names())
        .doesNotContain("wickstream_campaign_started_timestamp_seconds");
  }

  @Test
  void whatOnlyRestsIsShownHoweverLong() {
    CampaignProgress paused =
        Statuses.atRest("a", CampaignState.PAUSED, NOW.minus(RETENTION.multipliedBy(9)), 2);
    assertThat(scrape(paused).named("wickstream_networks_total")).hasSize(2);
  }

  /** Else Prometheus would take what was done long ago for work of today. */
  @Test
  void countersGoOnWhereTheyWereWhenACampaignIsShownAgain() {
    String networks = "wickstream_networks_total{campaign=\"a\",n=\"10\",sigma_w=\"1\"}";
    String crashes = "wickstream_shard_crashes_total" + CAMPAIGN;
    CampaignProgress ended = Statuses.atRest("a", CampaignState.FINISHED, NOW, 1);
    assertThat(scrape(ended).values()).containsEntry(networks, 1000.0).containsEntry(crashes, 2.0);
    CampaignProgress hidden =
        Statuses.atRest("a", CampaignState.FINISHED, NOW.minus(RETENTION.multipliedBy(2)), 1);
    assertThat(scrape(hidden).text()).doesNotContain("campaign=");
    ShardStatus unread = Statuses.waiting(10, 1);
    assertThat(scrape(running(unread)).values())
        .containsEntry(networks, 1000.0)
        .containsEntry(crashes, 2.0);
  }

  @Test
  void sigmaWIsShortAndPlain() {
    Scrape scrape =
        scrape(
            running(
                Statuses.waiting(1, 1.0), Statuses.waiting(1, 100), Statuses.waiting(1, 0.0025)));
    assertThat(scrape.named("wickstream_networks_total"))
        .containsOnlyKeys(
            "wickstream_networks_total{campaign=\"a\",n=\"1\",sigma_w=\"1\"}",
            "wickstream_networks_total{campaign=\"a\",n=\"1\",sigma_w=\"100\"}",
            "wickstream_networks_total{campaign=\"a\",n=\"1\",sigma_w=\"0.0025\"}");
  }

  @Test
  void onlySoManyShardsHaveSeries() {
    Scrape scrape =
        scrape(
            Statuses.campaign("a", CampaignState.RUNNING, Statuses.running(1900)),
            Statuses.campaign("b", CampaignState.PAUSED, Statuses.running(250)),
            Statuses.campaign("c", CampaignState.FINISHED, Statuses.running(7)));
    Map<String, Double> networks = scrape.named("wickstream_networks_total");
    assertThat(networks).hasSize(StatusCollector.MAX_SHARDS);
    assertThat(networks.keySet())
        .filteredOn(series -> series.contains("campaign=\"a\""))
        .hasSize(1900);
    assertThat(scrape.values()).containsEntry("wickstream_shards_without_series", 157.0);
    assertThat(scrape.values())
        .as("those left out are counted all the same")
        .containsEntry("wickstream_shards{campaign=\"c\",verdict=\"running\"}", 7.0);
  }

  private double networks(CampaignProgress campaign) {
    return scrape(campaign)
        .values()
        .get("wickstream_networks_total{campaign=\"a\",n=\"1\",sigma_w=\"1\"}");
  }

  /** A campaign that goes on knows nothing of its shards before it has read its checkpoints. */
  @Test
  void networksNeverFall() {
    assertThat(networks(running(Statuses.running(1, 1, 500, Statuses.READING)))).isEqualTo(500);
    assertThat(networks(running(Statuses.waiting(1, 1)))).isEqualTo(500);
    assertThat(networks(running(Statuses.running(1, 1, 400, Statuses.READING)))).isEqualTo(500);
    assertThat(networks(running(Statuses.running(1, 1, 600, Statuses.READING)))).isEqualTo(600);
  }

  @Test
  void anotherCampaignOfTheNameCountsAnew() {
    assertThat(networks(running(Statuses.running(1, 1, 500, Statuses.READING)))).isEqualTo(500);
    Instant later = Statuses.SUBMITTED.plusSeconds(1);
    assertThat(
            networks(
                Statuses.campaign(
                    "a",
                    CampaignState.RUNNING,
                    later,
                    Statuses.status(
                        "a", List.of(Statuses.running(1, 1, 10, Statuses.READING)), 0, 0))))
        .isEqualTo(10);
  }

  /** Each run dies twice a shard. */
  @Test
  void crashesAreSummedOverRuns() {
    for (int[] shardsAndTotal : new int[][] {{1, 2}, {3, 6}, {0, 6}, {2, 10}, {2, 10}, {1, 12}}) {
      CampaignProgress campaign =
          Statuses.campaign("a", CampaignState.RUNNING, Statuses.running(shardsAndTotal[0]));
      assertThat(scrape(campaign).values())
          .containsEntry("wickstream_shard_crashes_total" + CAMPAIGN, (double) shardsAndTotal[1]);
    }
  }

  /** The status counts those of all runs, once it knows them again. */
  @Test
  void savesDoNotFall() {
    for (long[] savesAndTotal : new long[][] {{3, 3}, {5, 5}, {0, 5}, {5, 5}, {7, 7}}) {
      CampaignProgress campaign =
          Statuses.campaign(
              "a",
              CampaignState.RUNNING,
              Statuses.SUBMITTED,
              Statuses.status("a", List.of(), savesAndTotal[0], 0));
      assertThat(scrape(campaign).values())
          .containsEntry("wickstream_checkpoint_saves_total" + CAMPAIGN, (double) savesAndTotal[1]);
    }
  }

  @Test
  void garbageCollectionTakesNoGauge() {
    Scrape before = scrape(running(Statuses.running(100, 1.5, 20_000, Statuses.READING)));
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Scrape after = Scrape.of(meters);
    assertThat(after.names()).containsAll(before.names());
    after.values().forEach((series, value) -> assertThat(value).as(series).isNotNaN());
  }

  /** Of one campaign that runs, and one that has ended. */
  private Scrape everything() {
    return scrape(
        running(Statuses.running(1, 1, 9, Statuses.READING)),
        Statuses.atRest("b", CampaignState.FINISHED, NOW, 1));
  }

  @Test
  void namesAreThoseThatAreListed() {
    Set<String> names = everything().names();
    names.removeIf(name -> !name.startsWith("wickstream_"));
    assertThat(names).isEqualTo(new TreeSet<>(MeterNames.allSeries()));
  }

  @ParameterizedTest
  @EnumSource(MeterNames.class)
  void everyMeterHasHelpAndUnit(MeterNames meter) {
    Scrape scrape = everything();
    assertThat(scrape.helps().get(meter.prometheus()))
        .isEqualTo(meter.help())
        .matches("[A-Z].+ \\[[a-z1 ]+]");
    assertThat(scrape.text())
        .contains(
            "# TYPE %s %s\n"
                .formatted(meter.prometheus(), meter.kind().name().toLowerCase(Locale.ROOT)));
  }

  @Test
  void theMachineHasItsMeters() {
    Scrape scrape = scrape();
    assertThat(scrape.names())
        .contains(
            "jvm_memory_used_bytes",
            "jvm_memory_max_bytes",
            "jvm_gc_overhead",
            "jvm_gc_memory_allocated_bytes_total",
            "jvm_threads_live_threads",
            "jvm_classes_loaded_classes",
            "process_cpu_usage",
            "system_cpu_usage",
            "system_cpus",
            "process_uptime_seconds",
            "process_files_open_files");
    assertThat(scrape.helps().values()).doesNotContain("");
  }

  @Test
  void gaugesFollow() {
    watchers.set(5);
    assertThat(scrape().values()).containsEntry("wickstream_sse_clients", 5.0);
    watchers.set(0);
    assertThat(scrape().values()).containsEntry("wickstream_sse_clients", 0.0);
  }

  @Test
  void unitsOfPrometheusAreInTheirNames() {
    assertThat(Arrays.stream(MeterNames.values()).filter(meter -> meter.unit().equals("seconds")))
        .allMatch(meter -> meter.underscored().endsWith("_seconds"));
  }
}
