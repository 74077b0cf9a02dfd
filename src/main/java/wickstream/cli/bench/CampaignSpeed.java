package wickstream.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.CampaignRun;
import wickstream.campaign.CheckpointPolicy;
import wickstream.campaign.Timings;
import wickstream.config.CampaignFile;
import wickstream.physics.Estimator;
import wickstream.sampling.ComputeBackend;

/**
 * Times whole campaigns, from their first bag to their results: actors, streams, judgements and
 * all. Each has four shards of one width, with a target out of reach, so that every shard measures
 * its budget of networks and no more.
 */
public final class CampaignSpeed {
  private static final int SHARDS = 4;
  private static final int BAG_SIZE = 1000;
  private static final int MIN_BAGS = 4;
  private static final Duration LENGTH = Duration.ofMillis(500);
  private static final Duration WARM_UP = Duration.ofMillis(1500);

  private final ComputeBackend computeBackend;
  private final Estimator estimator;
  private final int width;

  public CampaignSpeed(ComputeBackend computeBackend, Estimator estimator, int width) {
    this.computeBackend = computeBackend;
    this.estimator = estimator;
    this.width = width;
  }

  /** Campaigns on one thread and on {@code threads}, in turn. */
  public ThreadGain compare(int threads, int repetitions) throws InterruptedException {
    long bags = bagsOfSuitableCampaigns();
    List<SamplingMeter.Reading> one = new ArrayList<>();
    List<SamplingMeter.Reading> many = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      one.add(run(bags, 1));
      many.add(run(bags, threads));
    }
    return new ThreadGain(estimator, width, rate(1, bags, one), rate(threads, bags, many));
  }

  /** Bags a shard of campaigns that sample for about {@link #LENGTH}, once all is warm. */
  private long bagsOfSuitableCampaigns() throws InterruptedException {
    long until = System.nanoTime() + WARM_UP.toNanos();
    double wanted = LENGTH.toMillis() * 1e-3;
    long bags = MIN_BAGS;
    double sampled = 0;
    while (sampled < wanted / 2 || System.nanoTime() - until < 0) {
      sampled = run(bags, 1).samplingSeconds();
      double suitable = bags * wanted / sampled;
      bags = Math.max(MIN_BAGS, Math.round(Math.min(4.0 * bags, suitable)));
    }
    return bags;
  }

  private static CampaignRate rate(int threads, long bags, List<SamplingMeter.Reading> taken) {
    return new CampaignRate(
        threads,
        SHARDS * bags * BAG_SIZE,
        new Repetitions(taken.stream().map(SamplingMeter.Reading::seconds).toList()),
        new Repetitions(taken.stream().map(SamplingMeter.Reading::processSeconds).toList()),
        new Repetitions(taken.stream().map(SamplingMeter.Reading::samplingSeconds).toList()));
  }

  private SamplingMeter.Reading run(long bags, int threads) throws InterruptedException {
    CampaignPlan plan =
        new CampaignPlan(
            CampaignFile.parse(text(bags), "bench", List.of()).campaign(), computeBackend);
    SamplingMeter meter = new SamplingMeter();
    try (CampaignRun run =
        CampaignRun.start(plan, threads, CheckpointPolicy.NOTHING, Timings.NONE, meter::on)) {
      run.outcome().toCompletableFuture().get();
      return meter.read();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the campaign ended without results", e.getCause());
    }
  }

  private String text(long bags) {
    return """
        campaign {
          ensemble { activation = gauss, sigma-b = 1.0 }
          widths = [%d], sigma-w = [1.0, 1.1, 1.2, 1.3]
          estimator = %s, orders = [4], bag-size = %d
          stop { observable = u4, relative-error = 1e-9, min-bags = %d, max-networks = %d }
        }
        """
        .formatted(width, estimator.label(), BAG_SIZE, bags, bags * BAG_SIZE);
  }
}
