package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one process runs, another cannot. */
@Tag("full")
final class SecondProcessIT {
  @TempDir private Path directory;

  private LongRun run(String out) {
    return LongRun.in(directory.resolve(out)).with(Campaigns.ENDLESS);
  }

  private static List<String> holder(RunningProgram running) {
    return List.of("in use by process %d on ".formatted(running.pid()));
  }

  @Test
  void inTheSameDirectory() {
    LongRun run = run("out");
    try (RunningProgram running = run.start()) {
      running.awaitOnStandardError(LongRun.BEGUN);
      run.refused(holder(running));
      run.refused(holder(running), "--resume");
      run.refused(holder(running), "--force");
      assertStillSaving(running, Tables.in(run.out()));
    }
    assertThat(run.out()).isDirectoryNotContaining("glob:**/results.json");
  }

  private static void assertStillSaving(RunningProgram running, Tables tables) {
    long networks = tables.allNetworks();
    tables.await(saved -> saved.allNetworks() > networks);
    assertThat(running.isAlive()).isTrue();
  }

  @Test
  void inTheSameDatabase() {
    try (PostgresServer server = PostgresServer.start()) {
      String url = server.newDatabase("shared");
      LongRun run = run("one").keptAt(url);
      try (RunningProgram running = run.start()) {
        running.awaitOnStandardError(LongRun.BEGUN);
        run("two").keptAt(url).refused(holder(running), "--resume");
        run("two").keptAt(url).refused(holder(running), "--force");
        run("two").keptAt(url).refused(List.of("campaign long in " + url));
        assertThat(directory.resolve("two")).doesNotExist();
        assertStillSaving(running, server.tables("shared"));
      }
    }
  }

  @Test
  void campaignsOfOtherNamesShareADatabase() {
    try (PostgresServer server = PostgresServer.start()) {
      String url = server.newDatabase("shared");
      try (RunningProgram running = run("one").keptAt(url).start()) {
        running.awaitOnStandardError(LongRun.BEGUN);
        LongRun.converged(
            LongRun.in(directory.resolve("two"))
                .keptAt(url)
                .run("--set=name=other", "--set=stop.relative-error=0.2"));
        assertStillSaving(running, server.tables("shared"));
      }
      assertThat(server.tables("shared").column("SELECT name FROM campaigns ORDER BY name"))
          .containsExactly("long", "other");
    }
  }

  @Test
  void aLockOfTheDeadHoldsNobody() {
    LongRun run = run("out");
    try (RunningProgram running = run.start()) {
      running.awaitOnStandardError(LongRun.BEGUN);
      running.killed();
    }
    assertThat(Files.exists(run.out().resolve(".wickstream.lock"))).isTrue();
    run.resumed("--set=stop.relative-error=0.2");
    assertThat(run.out()).isDirectoryNotContaining("glob:**/.wickstream.lock");
  }
}
