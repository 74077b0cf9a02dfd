package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that are not what they were: damaged, of another time, or none at all. */
@Tag("full")
final class BadDatabaseIT {
  private static final String FUTURE = "'2999-12-31T23:59:59.999Z'";

  @TempDir private Path directory;
  private LongRun run;
  private Tables tables;

  @BeforeEach
  void prepare() {
    run = LongRun.in(directory.resolve("out"));
    tables = Tables.in(run.out());
  }

  private Path database() {
    return run.out().resolve("wickstream.db");
  }

  @Test
  void aSchemaOfTheFutureIsRefused() {
    run.interruptOnceSaved(tables);
    tables.change("INSERT INTO wickstream_schema VALUES (999)");
    run.refused(List.of("wickstream.db", "schema version 999"), "--resume");
    tables.change("DELETE FROM wickstream_schema WHERE version = 999");
    run.resumed();
    run.expectUndisturbed();
  }

  @Test
  void garbageIsRefusedUnlessItIsToBeReplaced() throws IOException {
    Files.createDirectory(run.out());
    Campaigns.write(database(), "not a database, but a text of some length. ".repeat(200));
    String garbage = Files.readString(database());
    run.refused(List.of("wickstream.db"));
    run.refused(List.of("wickstream.db"), "--resume");
    assertThat(database()).hasContent(garbage);
    LongRun.converged(run.run("--force"));
    run.expectUndisturbed();
  }

  @Test
  void anEmptyFileIsAsGoodAsNone() throws IOException {
    Files.createDirectory(run.out());
    Campaigns.write(database(), "");
    Outcome outcome = run.resumed("--set=stop.relative-error=0.2");
    assertThat(outcome.err()).contains("nothing to go on from in");
  }

  @Test
  void aClockThatWasSetBackDoesNotMatter() {
    run.interruptOnceSaved(tables);
    tables.change("UPDATE checkpoints SET saved_at = " + FUTURE);
    tables.change("UPDATE campaigns SET created_at = %1$s, updated_at = %1$s".formatted(FUTURE));
    tables.change("UPDATE events SET at = " + FUTURE);
    run.resumed();
    run.expectUndisturbed();
    assertThat(tables.column("SELECT saved_at FROM checkpoints")).doesNotContain(FUTURE);
  }

  @Test
  void aDamagedCheckpointIsReportedAndTheOneBeforeItCounts() {
    run.interruptOnce(tables, BadDatabaseIT::someCheckpointHasOneBeforeIt);
    long before = tables.allNetworks();
    tables.change(
        """
        UPDATE checkpoints SET data = substr(data, 1, 100)
        WHERE next_bag = (SELECT MAX(next_bag) FROM checkpoints c WHERE c.shard = checkpoints.shard)""");
    Outcome outcome = run.resumed();
    run.expectUndisturbed();
    assertThat(outcome.err())
        .contains(" cannot be used (the checkpoint is truncated", "; the one before it is");
    assertThat(tables.eventKinds()).contains("damaged");
    assertThat(run.results().path("run").path("networks").asLong())
        .isGreaterThan(LongRun.undisturbed().networks() - before);
  }

  @Test
  void withoutAnySoundCheckpointAShardBeginsAnew() {
    run.interruptOnceSaved(tables);
    tables.change("UPDATE checkpoints SET data = substr(data, 1, 100)");
    run.resumed();
    run.expectUndisturbed();
    assertThat(tables.eventKinds()).contains("damaged");
    assertThat(run.results().path("run").path("networks").asLong())
        .isEqualTo(LongRun.undisturbed().networks());
  }

  /** Two are kept of each shard, once there are two; a shard without another begins anew. */
  private static boolean someCheckpointHasOneBeforeIt(Tables saved) {
    return !saved
        .column("SELECT shard FROM checkpoints GROUP BY shard HAVING COUNT(*) = 2")
        .isEmpty();
  }
}
