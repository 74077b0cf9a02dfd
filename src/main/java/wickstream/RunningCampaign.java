package wickstream;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import wickstream.campaign.ForegroundRun;
import wickstream.campaign.RunStore;

/** A campaign that runs on threads of its own, until it has ended or is closed. Thread-safe. */
public final class RunningCampaign implements AutoCloseable {
  private final ForegroundRun run;
  private final CompletableFuture<CampaignResults> results = new CompletableFuture<>();

  RunningCampaign(
      ForegroundRun run,
      Optional<RunStore> store,
      Optional<Path> directory,
      Consumer<CampaignProgress> listener) {
    this.run = run;
    Thread follower =
        new Thread(
            () -> {
              try {
                results.complete(follow(store, directory, listener));
              } catch (Exception | Error e) {
                results.completeExceptionally(e);
              }
            },
            "wickstream-campaign");
    follower.setDaemon(true);
    follower.start();
  }

  private CampaignResults follow(
      Optional<RunStore> store, Optional<Path> directory, Consumer<CampaignProgress> listener)
      throws InterruptedException {
    try (RunStore held = store.orElse(null);
        run) {
      CampaignResults ended =
          new CampaignResults(
              run.await(
                  (status, elapsed) -> listener.accept(CampaignProgress.of(status, elapsed))));
      directory.ifPresent(ended::write);
      return ended;
    }
  }

  /**
   * Waits for the end of the campaign.
   *
   * @throws WickstreamException if it ended without results, or they could not be written
   */
  public CampaignResults await() throws InterruptedException {
    try {
      return results.get();
    } catch (ExecutionException e) {
      throw WickstreamException.of(e.getCause());
    }
  }

  /** Ends all shards with what they have by now; {@link #await} returns that within moments. */
  public void cancel() {
    if (!results.isDone()) {
      run.cancel("cancelled by the program");
    }
  }

  /** Cancels the campaign, unless it has ended, and waits until its directory is free. */
  @Override
  public void close() {
    cancel();
    results.handle((ended, failure) -> ended).join();
  }
}
