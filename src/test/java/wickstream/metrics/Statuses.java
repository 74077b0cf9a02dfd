package wickstream.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import wickstream.campaign.CampaignStatus;
import wickstream.campaign.CampaignStatus.Phase;
import wickstream.campaign.LastJudgement;
import wickstream.campaign.ShardStatus;
import wickstream.campaign.StoreStatus;
import wickstream.config.CampaignFile;
import wickstream.config.RunConfig;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.CampaignState;
import wickstream.daemon.DaemonStatus;
import wickstream.results.MeasuredValue;
import wickstream.results.TrainedTime;
import wickstream.sampling.NetworkSize;
import wickstream.statistics.Assessment;
import wickstream.statistics.Estimate;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/** Statuses made by hand. */
final class Statuses {
  static final Instant SUBMITTED = Instant.parse("2025-01-01T00:00:00Z");
  static final Instant SAVED = Instant.parse("2025-01-01T01:00:00Z");

  /** An error of 1 % of −1.28, twice what is allowed; exact is half an error away. */
  static final LastJudgement READING =
      new LastJudgement(
          new Assessment(
              20_000, new Estimate(-1.28, 0.0128), 0.0064, new TailDiagnosis(1e-4, 0.25)),
          new MeasuredValue(-1.28, 0.0128, -1.32, -1.24, 0.95, OptionalDouble.of(-1.2864))
              .withTheory(OptionalDouble.of(-1.25)),
          Optional.of(
              new MeasuredValue(-1.28, 0.0128, -1.32, -1.24, 0.95, OptionalDouble.of(-1.2864))),
          14_210.5,
          List.of(trained(0.5), trained(Double.POSITIVE_INFINITY)));

  /** What is read where nothing can be said. */
  static final LastJudgement NO_READING =
      new LastJudgement(
          new Assessment(100, Estimate.NONE, Double.NaN, TailDiagnosis.UNKNOWN),
          new MeasuredValue(
              Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0.95, OptionalDouble.empty()),
          Optional.of(
              new MeasuredValue(
                  Double.NaN,
                  Double.NaN,
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  0.95,
                  OptionalDouble.empty())),
          Double.NaN);

  private static final CampaignProgress.Pace PACE =
      new CampaignProgress.Pace(
          51_000.5, 1e8, Duration.ofSeconds(3), Optional.of(Duration.ofMillis(12_500)));

  private Statuses() {}

  /** One number beside its theory, and one that cannot be had. */
  private static TrainedTime trained(double time) {
    MeasuredValue none =
        new MeasuredValue(
            Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0.95, OptionalDouble.empty());
    return new TrainedTime(
        time,
        Map.of(
            "connected4",
            new MeasuredValue(6.5e-5, 5e-7, 6e-5, 7e-5, 0.95, OptionalDouble.empty())
                .withTheory(OptionalDouble.of(6.6e-5)),
            "kurtosis",
            none),
        List.of());
  }

  static DaemonStatus of(CampaignProgress... campaigns) {
    return new DaemonStatus(List.of(campaigns));
  }

  /** A campaign with this status, submitted then. */
  static CampaignProgress campaign(
      String name, CampaignState state, Instant submitted, CampaignStatus status) {
    return campaign(config(name, "relative-error = 0.01"), state, submitted, status);
  }

  /** The same under another configuration. */
  static CampaignProgress campaign(
      RunConfig config, CampaignState state, Instant submitted, CampaignStatus status) {
    return campaign(
        config,
        state,
        new CampaignProgress.Times(submitted, Optional.empty(), Optional.empty()),
        status);
  }

  /** One that came to rest then. */
  static CampaignProgress atRest(String name, CampaignState state, Instant then, int shards) {
    return campaign(
        config(name, "relative-error = 0.01"),
        state,
        new CampaignProgress.Times(SUBMITTED, Optional.of(SUBMITTED), Optional.of(then)),
        status(name, running(shards), 12, 1));
  }

  private static CampaignProgress campaign(
      RunConfig config, CampaignState state, CampaignProgress.Times times, CampaignStatus status) {
    return new CampaignProgress(
        config,
        state,
        Optional.empty(),
        0,
        OptionalInt.empty(),
        times,
        status,
        state.isActive() ? PACE : CampaignProgress.Pace.NONE,
        List.of(),
        1);
  }

  static CampaignProgress campaign(String name, CampaignState state, List<ShardStatus> shards) {
    return campaign(name, state, SUBMITTED, status(name, shards, 12, 1));
  }

  static CampaignStatus status(String name, List<ShardStatus> shards, long saves, long failures) {
    return new CampaignStatus(
        name, shards, new StoreStatus(saves, failures, SAVED, Optional.empty()));
  }

  static RunConfig config(String name, String target) {
    return CampaignFile.parse(
        """
        campaign {
          name = "%s"
          ensemble { activation = gauss, sigma-b = 0.5 }
          widths = [2], sigma-w = [1.0]
          points = [-0.02, 0.01, 0.03]
          bag-size = 50
          stop { observable = u4, min-bags = 4, max-networks = 50000, %s }
        }
        """
            .formatted(name, target),
        "test.conf",
        List.of());
  }

  /** A running shard that drew half of its networks in this run, in ten seconds. */
  static ShardStatus running(int width, double sigmaW, long networks, LastJudgement lastJudgement) {
    return new ShardStatus(
        width + "-" + sigmaW,
        new NetworkSize(width, 1, 0),
        sigmaW,
        Phase.RUNNING,
        new ShardStatus.Progress(
            networks, networks / 2, 2 * networks, 16, 4, 2, Duration.ofSeconds(10)),
        ShardStatus.Allowance.UNLIMITED,
        Optional.of(lastJudgement),
        List.of(lastJudgement.assessment()),
        Optional.empty());
  }

  /** The same shard of networks with two hidden layers. */
  static ShardStatus deep(ShardStatus shard) {
    return new ShardStatus(
        shard.id(),
        new NetworkSize(shard.width(), 2, 6 * shard.width()),
        shard.sigmaW(),
        shard.phase(),
        shard.progress(),
        shard.allowance(),
        shard.lastJudgement(),
        shard.history(),
        shard.verdict());
  }

  static ShardStatus waiting(int width, double sigmaW) {
    return new ShardStatus(
        width + "-" + sigmaW,
        new NetworkSize(width, 1, 0),
        sigmaW,
        Phase.WAITING,
        ShardStatus.Progress.NONE,
        ShardStatus.Allowance.UNLIMITED,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  static ShardStatus ended(int width, double sigmaW, Verdict verdict) {
    return new ShardStatus(
        width + "-" + sigmaW,
        new NetworkSize(width, 1, 0),
        sigmaW,
        Phase.ENDED,
        new ShardStatus.Progress(1000, 0, 1000, 4, 0, 0, Duration.ofSeconds(1)),
        ShardStatus.Allowance.UNLIMITED,
        Optional.of(READING),
        List.of(READING.assessment()),
        Optional.of(verdict));
  }

  /** Running shards, all different. */
  static List<ShardStatus> running(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> running(10 + i / 10, 1 + i % 10 / 8.0, 1000 + i, READING))
        .toList();
  }
}
