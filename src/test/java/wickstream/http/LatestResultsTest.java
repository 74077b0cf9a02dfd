package wickstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import wickstream.campaign.CampaignStatus;
import wickstream.campaign.CampaignStatus.Phase;
import wickstream.campaign.ShardStatus;
import wickstream.campaign.StoreStatus;
import wickstream.config.CampaignFile;
import wickstream.config.RunConfig;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.CampaignState;
import wickstream.results.CampaignResult;
import wickstream.sampling.NetworkSize;

/** Fits are computed once for all who ask, and not more often than every few seconds. */
class LatestResultsTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T09:00:00Z");
  private static final RunConfig RUN =
      CampaignFile.parse("campaign { widths = [5], sigma-w = [1.0] }", "a.conf", List.of());

  private final List<CompletableFuture<CampaignResult>> asked = new ArrayList<>();
  private Instant now = BEGIN;
  private final LatestResults latest =
      new LatestResults(
          campaign -> {
            asked.add(new CompletableFuture<>());
            return asked.get(asked.size() - 1);
          },
          () -> now);

  private static CampaignProgress campaign(Phase phase, long version, Instant submitted) {
    ShardStatus shard =
        new ShardStatus(
            "00",
            new NetworkSize(5, 1, 0),
            1,
            phase,
            ShardStatus.Progress.NONE,
            ShardStatus.Allowance.UNLIMITED,
            Optional.empty(),
            List.of(),
            Optional.empty());
    return new CampaignProgress(
        RUN,
        CampaignState.RUNNING,
        Optional.empty(),
        0,
        OptionalInt.empty(),
        new CampaignProgress.Times(submitted, Optional.empty(), Optional.empty()),
        new CampaignStatus("a", List.of(shard), new StoreStatus(0, 0, BEGIN, Optional.empty())),
        CampaignProgress.Pace.NONE,
        List.of(),
        version);
  }

  private void answer() {
    asked
        .get(asked.size() - 1)
        .complete(new CampaignResult("1", RUN.campaign(), List.of(), Map.of()));
  }

  private void ask(long version) {
    latest.fits(campaign(Phase.ENDED, version, BEGIN));
  }

  @Test
  void nothingIsComputedBeforeAShardHasEnded() {
    assertThat(latest.fits(campaign(Phase.RUNNING, 1, BEGIN)).toCompletableFuture().join())
        .isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void askingTwiceIsAnsweredOnce() {
    ask(1);
    now = now.plusSeconds(60);
    ask(2);
    assertThat(asked).as("still being computed").hasSize(1);
    answer();
    ask(1);
    assertThat(asked).as("nothing has changed").hasSize(1);
    ask(2);
    assertThat(asked).as("it has changed, long ago").hasSize(2);
    answer();
    now = now.plusSeconds(4);
    ask(3);
    assertThat(asked).as("it has changed just now").hasSize(2);
    now = now.plusSeconds(2);
    ask(3);
    assertThat(asked).hasSize(3);
  }

  @Test
  void whatFailedOrIsOfAnotherCampaignIsForgotten() {
    ask(1);
    asked.get(0).completeExceptionally(new IllegalStateException("no database"));
    ask(1);
    assertThat(asked).hasSize(2);
    answer();
    latest.fits(campaign(Phase.ENDED, 1, BEGIN.plusSeconds(1)));
    assertThat(asked).as("submitted again under the same name").hasSize(3);
  }
}
