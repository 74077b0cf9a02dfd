package wickstream;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.CheckpointPolicy;
import wickstream.campaign.ExistingRunPolicy;
import wickstream.campaign.ForegroundRun;
import wickstream.campaign.RunStore;
import wickstream.campaign.StoreAccess;
import wickstream.campaign.Timings;
import wickstream.config.RunConfig;
import wickstream.sampling.ComputeBackend;

/** How a campaign is run: by default with all cores, in memory and unwatched. */
public final class CampaignBuilder {
  private final RunConfig config;
  private int threads = Runtime.getRuntime().availableProcessors();
  private Optional<Path> directory = Optional.empty();
  private ExistingRunPolicy existingRun = ExistingRunPolicy.NONE;
  private Consumer<CampaignProgress> listener = progress -> {};

  CampaignBuilder(RunConfig config) {
    this.config = config;
  }

  /** How many threads sample, at least 1. Changes the time, not one bit of the results. */
  public CampaignBuilder threads(int count) {
    if (count < 1) {
      throw new WickstreamException("threads must be at least 1, was " + count, null);
    }
    this.threads = count;
    return this;
  }

  /** Keeps checkpoints in this directory and writes the results there; it must hold none yet. */
  public CampaignBuilder directory(Path run) {
    this.directory = Optional.of(run);
    this.existingRun = ExistingRunPolicy.NONE;
    return this;
  }

  /** The same, but goes on from an earlier run in the directory, if there is one. */
  public CampaignBuilder resumeIn(Path run) {
    this.directory = Optional.of(run);
    this.existingRun = ExistingRunPolicy.RESUMED;
    return this;
  }

  /**
   * Calls a listener a few times a second with the progress of the campaign, on one of the
   * campaign's threads. An exception that it throws ends the campaign.
   */
  public CampaignBuilder onProgress(Consumer<CampaignProgress> progressListener) {
    this.listener = progressListener;
    return this;
  }

  /**
   * Starts the campaign and returns at once.
   *
   * @throws WickstreamException if it cannot be run, or not in this directory
   */
  public RunningCampaign start() {
    try {
      CampaignPlan plan = new CampaignPlan(config.campaign(), ComputeBackend.ofEnvironment());
      plan.requireDefinedTarget();
      Optional<RunStore> store = directory.map(run -> open(run, plan));
      CheckpointPolicy checkpointPolicy =
          store.map(RunStore::checkpointPolicy).orElse(CheckpointPolicy.NOTHING);
      return new RunningCampaign(
          ForegroundRun.start(plan, threads, checkpointPolicy, Timings.NONE),
          store,
          directory,
          listener);
    } catch (RuntimeException e) {
      throw WickstreamException.of(e);
    }
  }

  private RunStore open(Path run, CampaignPlan plan) {
    return RunStore.open(
        run, run.toString(), StoreAccess.alone(config.store(), run), plan, existingRun);
  }

  /**
   * Runs the campaign to its end.
   *
   * @throws WickstreamException if it cannot be run, or ended without results
   * @throws InterruptedException if this thread was interrupted; then the campaign has been
   *     cancelled
   */
  public CampaignResults run() throws InterruptedException {
    try (RunningCampaign running = start()) {
      return running.await();
    }
  }
}
