package wickstream.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.campaign.CampaignOutcome;
import wickstream.campaign.CampaignStatus;
import wickstream.campaign.StoreStatus;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.results.ShardResult;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

class RunEndTest {
  private static final Verdict DONE = new Verdict.Converged("as precise as asked");
  private static final Verdict STOPPED = new Verdict.Cancelled("paused");

  private static CampaignRunner.Ended ended(
      boolean wasStopped,
      Optional<String> notSaved,
      Optional<String> notWritten,
      Verdict... verdicts) {
    CampaignStatus status =
        new CampaignStatus("a", List.of(), new StoreStatus(0, 0, Instant.EPOCH, Optional.empty()));
    List<ShardResult> shards = List.of(verdicts).stream().map(RunEndTest::shard).toList();
    return new CampaignRunner.Ended(
        new CampaignOutcome(status, shards, notSaved), wasStopped, notWritten);
  }

  private static CampaignRunner.Ended ended(boolean wasStopped, Verdict... verdicts) {
    return ended(wasStopped, Optional.empty(), Optional.empty(), verdicts);
  }

  private static ShardResult shard(Verdict verdict) {
    return new ShardResult(
        "0123456789abcdef",
        Ensemble.of(Activation.GAUSS, 1, 1, 0.5),
        5,
        Estimator.TILTED,
        verdict,
        0,
        0,
        TailDiagnosis.UNKNOWN,
        Double.NaN,
        0,
        Map.of(),
        Map.of(),
        List.of());
  }

  private static RunEnd finished() {
    return new RunEnd(true, Optional.empty(), false);
  }

  private static RunEnd interrupted() {
    return new RunEnd(false, Optional.empty(), false);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCampaignIsFinishedWhenEveryShardHasItsVerdict(boolean isShared) {
    assertThat(RunEnd.of(ended(false, DONE, DONE), false, isShared)).isEqualTo(finished());
    assertThat(RunEnd.of(ended(true, DONE, DONE), false, isShared)).isEqualTo(finished());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCampaignThatWasStoppedOrExtendedIsNotFinished(boolean isShared) {
    assertThat(RunEnd.of(ended(true, DONE, STOPPED), false, isShared)).isEqualTo(interrupted());
    assertThat(RunEnd.of(ended(true, DONE, DONE), true, isShared)).isEqualTo(interrupted());
  }

  @Test
  void aCampaignThatEndsUnaskedHasFailed() {
    assertThat(RunEnd.of(ended(false, DONE, STOPPED), false, false))
        .isEqualTo(RunEnd.failed("paused"));
  }

  @Test
  void whatIsNotSavedOrNotWrittenIsAFailure() {
    CampaignRunner.Ended both = ended(true, Optional.of("no space"), Optional.of("no file"), DONE);
    assertThat(RunEnd.of(both, false, false).failure())
        .contains("its last state could not be saved: no space");
    CampaignRunner.Ended files = ended(true, Optional.empty(), Optional.of("no file"), STOPPED);
    assertThat(RunEnd.of(files, false, false).failure()).contains("no file");
  }

  /** Its database comes back, and its files are copies. */
  @Test
  void aSharedCampaignGoesOnOnceItCanBeSaved() {
    CampaignRunner.Ended both = ended(false, Optional.of("no space"), Optional.of("no file"), DONE);
    assertThat(RunEnd.of(both, false, true)).isEqualTo(new RunEnd(false, Optional.empty(), true));
    CampaignRunner.Ended files = ended(false, Optional.empty(), Optional.of("no file"), DONE);
    assertThat(RunEnd.of(files, false, true)).isEqualTo(finished());
  }
}
