package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Campaigns in PostgreSQL, which may go away and come back, or refuse. */
final class PostgresIT {
  /** An interrupted run tries for ten seconds to read, and ten to save. */
  private static final Duration GOODBYE = Duration.ofSeconds(25);

  private static PostgresServer server;

  @TempDir private Path directory;

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void endServer() {
    if (server != null) {
      server.close();
    }
  }

  private LongRun run(String url) {
    return LongRun.in(directory.resolve("out")).keptAt(url);
  }

  @Test
  void holdsWhatTheFilesHold() {
    LongRun run = run(server.newDatabase("whole"));
    LongRun.converged(run.run());
    run.expectUndisturbed();
    Tables tables = server.tables("whole");
    assertThat(tables.allNetworks()).isEqualTo(LongRun.undisturbed().networks());
    assertThat(tables.column("SELECT verdict FROM shards")).hasSize(4).containsOnly("converged");
    assertThat(tables.eventKinds()).containsExactly("began", "ended", "ended", "ended", "ended");
    assertThat(run.out()).isDirectoryNotContaining("glob:**/wickstream.db*");
  }

  @Test
  void isReadWhereTheUserSaysThatItIs() {
    String url = server.newDatabase("read");
    LongRun run = run(url).with("--set=stop.relative-error=0.2");
    LongRun.converged(run.run());
    Outcome refused = run.program().run("export", "out", "--to=csv", "--out=tables");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.complaints()).singleElement().asString().contains(url, "add --store URL");
    Outcome export = run.program().run("export", "out", "--to=csv", "--out=tables", "--store", url);
    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(directory.resolve("tables/results.csv"))
        .hasSameBinaryContentAs(run.out().resolve("results.csv"));
    server.newDatabase("unused");
    Outcome other =
        run.program()
            .run("export", "out", "--to=csv", "--out=tables", "--store", server.url("unused"));
    assertThat(other.complaints()).singleElement().asString().contains("holds no campaign");
    assertThat(
            server
                .tables("unused")
                .column("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        .as("reading makes no tables")
        .isEmpty();
  }

  @Tag("full")
  @ParameterizedTest
  @CsvSource({"stopped", "crashed"})
  void aServerThatComesBackCostsNothing(String how) {
    LongRun run = run(server.newDatabase(how));
    Tables tables = server.tables(how);
    try (RunningProgram running = run.start()) {
      running.awaitOnStandardError(LongRun.BEGUN);
      tables.await(saved -> saved.allNetworks() > 0);
      end(how).accept(server);
      running.awaitOnStandardError(LongRun.NOT_SAVED);
      server.resume();
      LongRun.converged(running.await());
    }
    run.expectUndisturbed();
    assertThat(tables.allNetworks()).isEqualTo(LongRun.undisturbed().networks());
    assertThat(tables.eventKinds()).contains("not-saved", "saved-again");
  }

  private static Consumer<PostgresServer> end(String how) {
    return how.equals("stopped") ? PostgresServer::stop : PostgresServer::crash;
  }

  @Tag("full")
  @Test
  void aServerThatStaysAwayStopsTheRunWhichGoesOnLater() {
    LongRun run = run(server.newDatabase("away"));
    try (RunningProgram running =
        run.with("--set=store.patience=200 milliseconds").start("--threads=1")) {
      running.awaitOnStandardError(LongRun.BEGUN);
      server.tables("away").await(saved -> saved.allNetworks() > 0);
      server.stop();
      Outcome outcome = running.await();
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(130);
      assertThat(outcome.out()).contains("of 4 shards converged", "Results are in ");
      assertThat(outcome.err())
          .contains("wickstream: the last checkpoints could not be saved: ")
          .doesNotContain("\tat ");
    } finally {
      server.resume();
    }
    run.resumed();
    run.expectUndisturbed();
  }

  /** Two shards are being measured by then, and two have not begun. */
  @Tag("full")
  @Test
  void aServerThatHangsDoesNotKeepAnInterruptedRun() {
    LongRun run = run(server.newDatabase("frozen"));
    try (RunningProgram running = run.with("--threads=1").start()) {
      running.awaitOnStandardError(LongRun.BEGUN);
      server.tables("frozen").await(saved -> saved.allNetworks() > 0);
      server.freeze();
      Outcome outcome = running.endedBy("INT");
      assertThat(outcome.took()).isLessThan(GOODBYE);
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(130);
      assertThat(outcome.out()).contains("0 of 4 shards converged", "Results are in ");
      assertThat(outcome.err())
          .contains("wickstream: the last checkpoints could not be saved: ")
          .doesNotContain("in time", "\tat ");
    } finally {
      server.thaw();
    }
    run.resumed();
    run.expectUndisturbed();
  }

  @Test
  void aWrongPasswordIsRefused() {
    LongRun run = run(server.newDatabase("guarded"));
    run.as(run.program().with("WICKSTREAM_STORE_PASSWORD", "wrong horse"))
        .refused(List.of("password"));
    run.as(run.program().without("WICKSTREAM_STORE_PASSWORD")).refused(List.of("password"));
    assertNothingWritten();
  }

  private void assertNothingWritten() {
    assertThat(directory).isDirectoryNotContaining("glob:**/out");
  }

  @Tag("full")
  @Test
  void otherVariablesMayHoldUserAndPassword() {
    LongRun run = run(server.newDatabase("renamed"));
    Program program =
        run.program()
            .without("WICKSTREAM_STORE_USER")
            .without("WICKSTREAM_STORE_PASSWORD")
            .with("PGUSER", PostgresServer.USER)
            .with("SECRET", PostgresServer.PASSWORD);
    LongRun.converged(
        run.as(program)
            .run(
                "--set=store.user-variable=PGUSER",
                "--set=store.password-variable=SECRET",
                "--set=stop.relative-error=0.2"));
  }

  @Test
  void aServerThatIsNotThereIsRefused() {
    run("jdbc:postgresql://127.0.0.1:1/none").refused(List.of("127.0.0.1:1"));
    run(server.url("none")).refused(List.of("none"));
    assertNothingWritten();
  }

  @Test
  void aRefusalLeavesNoDirectoryBehind() {
    LongRun run = LongRun.in(directory.resolve("out"));
    new LongRun(run.program(), directory.resolve("deep/er/out"), List.of())
        .keptAt(server.url("none"))
        .refused(List.of("none"));
    assertThat(directory).isDirectoryNotContaining("glob:**/deep");
  }

  @Tag("full")
  @Test
  void aCampaignIsReplacedWithItsSeed() {
    LongRun run = run(server.newDatabase("replaced")).with("--set=stop.relative-error=0.2");
    LongRun.converged(run.run());
    run.refused(List.of("--resume", "--force"));
    LongRun.converged(run.run("--force", "--set=seed=7"));
    Tables tables = server.tables("replaced");
    assertThat(tables.column("SELECT seed FROM campaigns")).containsExactly("7");
    assertThat(tables.column("SELECT DISTINCT seed FROM checkpoints")).containsExactly("7");
    assertThat(run.results().path("run").path("networks").asLong()).isPositive();
  }
}
