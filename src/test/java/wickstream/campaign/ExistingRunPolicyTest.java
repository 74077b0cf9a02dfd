package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.config.BadInput;
import wickstream.config.CampaignFile;
import wickstream.persistence.Checkpoint;
import wickstream.persistence.Database;
import wickstream.persistence.JdbcCheckpointStore;
import wickstream.persistence.ResultsDatabase;
import wickstream.persistence.ShardSnapshot;
import wickstream.persistence.StoreReference;
import wickstream.persistence.WriteBatch;
import wickstream.persistence.WriterFence;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.results.ShardResult;
import wickstream.sampling.ComputeBackend;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;

/** What is found where a run is to go. */
class ExistingRunPolicyTest {
  private static final String URL = "jdbc:postgresql://127.0.0.1:1/never-reached";
  private static final Database SHARED = Database.at(URL, Optional.empty(), Optional.empty());
  private static final CampaignPlan PLAN =
      new CampaignPlan(
          CampaignFile.parse(Campaigns.CONVERGING, "tiny.conf", List.of()).campaign(),
          ComputeBackend.choose(Optional.empty()));

  @TempDir private Path directory;

  private JdbcCheckpointStore hold() {
    return JdbcCheckpointStore.hold(
        ResultsDatabase.open(Database.in(directory)),
        PLAN.config(),
        new JdbcCheckpointStore.Writer("test", "process 1", WriterFence.NONE));
  }

  private void save(JdbcCheckpointStore store, String shard) {
    Totals none = Totals.startingAt(shard, 0);
    store.save(
        new WriteBatch(
            List.of(
                new ShardSnapshot(
                    new Checkpoint(PLAN.config().seed(), none, 20, Duration.ZERO),
                    new ShardResult(
                        shard,
                        Ensemble.of(Activation.GAUSS, 1, 1, 0.5),
                        5,
                        Estimator.TILTED,
                        new Verdict.Cancelled("test"),
                        0,
                        0,
                        TailDiagnosis.UNKNOWN,
                        Double.NaN,
                        0,
                        Map.of(),
                        Map.of(),
                        List.of()))),
            List.of()));
  }

  private void refer() throws IOException {
    StoreReference.replace(directory, Optional.of(new StoreReference(URL, "tiny")));
  }

  private void assertRefused(ExistingRunPolicy existingRun, Database database, String why) {
    assertThatThrownBy(() -> existingRun.settle(directory, database, PLAN))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining(why)
        .hasMessageNotContaining("--"); // a daemon has no such options
  }

  @Test
  void anEmptyDirectoryIsFree() throws IOException {
    for (ExistingRunPolicy existingRun : ExistingRunPolicy.values()) {
      assertThat(existingRun.settle(directory, Database.in(directory), PLAN)).isEqualTo("began");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aCampaignGoesOnOnlyWhereItIsKept() throws IOException {
    refer();
    assertRefused(ExistingRunPolicy.RESUMED, Database.in(directory), "another database");
    hold().close();
    assertRefused(ExistingRunPolicy.RESUMED, SHARED, "another database");
    assertRefused(ExistingRunPolicy.NONE, SHARED, "already holds results");
  }

  @Test
  void aReplacedRunLeavesNoDatabaseBehindWhereverTheNewOneIsKept() throws IOException {
    hold().close();
    assertThat(ExistingRunPolicy.REPLACED.settle(directory, SHARED, PLAN)).isEqualTo("began");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void whatAnotherVersionMeasuredIsNotTouched() throws IOException {
    try (JdbcCheckpointStore store = hold()) {
      save(store, PLAN.shards().get(0).id());
    }
    assertThat(ExistingRunPolicy.RESUMED.settle(directory, Database.in(directory), PLAN))
        .isEqualTo("resumed");
    try (JdbcCheckpointStore store = hold()) {
      save(store, "0123456789abcdef");
    }
    assertRefused(
        ExistingRunPolicy.RESUMED, Database.in(directory), "a version that gives other numbers");
  }
}
