package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that are removed or replaced while the program writes them. */
@Tag("full")
final class LostDatabaseIT {
  private static final Pattern WRITTEN_ANEW =
      Pattern.compile("wickstream.db was removed while it was in use, and has been written anew");

  @TempDir private Path directory;

  private static void removeFrom(Path run, List<String> suffixes) throws IOException {
    for (String suffix : suffixes) {
      Files.delete(run.resolve("wickstream.db" + suffix));
    }
  }

  private static int warnings(String err, Pattern of) {
    return (int) of.matcher(err).results().count();
  }

  /** Killed afterwards, so that nothing but what was written anew is left. */
  @ParameterizedTest
  @ValueSource(strings = {"alone", "with its log"})
  void aRemovedDatabaseIsWrittenAnewAndTheRunGoesOnFromIt(String how) throws IOException {
    LongRun run = LongRun.in(directory.resolve("out")).with(Campaigns.ENDLESS);
    Tables tables = Tables.in(run.out());
    long before;
    try (RunningProgram running = run.start()) {
      running.awaitOnStandardError(LongRun.BEGUN);
      tables.await(saved -> saved.allNetworks() > 0);
      before = tables.allNetworks();
      removeFrom(run.out(), how.equals("alone") ? List.of("") : List.of("", "-wal", "-shm"));
      running.awaitOnStandardError(WRITTEN_ANEW);
      Outcome killed = running.killed();
      assertThat(warnings(killed.err(), WRITTEN_ANEW)).isEqualTo(1);
    }
    long kept = tables.allNetworks();
    assertThat(kept).isGreaterThanOrEqualTo(before);
    run.interruptOnce(tables, saved -> saved.allNetworks() > kept, "--resume");
    assertThat(tables.eventKinds()).startsWith("began").contains("resumed");
  }

  @Test
  void aRunWhoseDatabaseWasRemovedEndsAsIfNothingHadBeen() throws IOException {
    LongRun run = LongRun.in(directory.resolve("out"));
    Tables tables = Tables.in(run.out());
    try (RunningProgram running = run.start()) {
      running.awaitOnStandardError(LongRun.BEGUN);
      tables.await(saved -> saved.allNetworks() > 0);
      removeFrom(run.out(), List.of("", "-wal", "-shm"));
      Outcome outcome = LongRun.converged(running.await());
      assertThat(warnings(outcome.err(), WRITTEN_ANEW)).isEqualTo(1);
    }
    run.expectUndisturbed();
    assertThat(tables.allNetworks()).isEqualTo(LongRun.undisturbed().networks());
    assertThat(tables.eventKinds()).startsWith("began").contains("put-right");
    assertThat(run.out())
        .isDirectoryNotContaining("glob:**/wickstream.db-*")
        .isDirectoryNotContaining("glob:**/*.kept-*");
  }

  @Test
  void aRunWhoseDirectoryWasRemovedEndsAsIfNothingHadBeen() {
    LongRun run = LongRun.in(directory.resolve("out"));
    Tables tables = Tables.in(run.out());
    try (RunningProgram running = run.start()) {
      running.awaitOnStandardError(LongRun.BEGUN);
      tables.await(saved -> saved.allNetworks() > 0);
      Commands.run(List.of("rm", "-rf", run.out().toString()));
      Outcome outcome = LongRun.converged(running.await());
      assertThat(warnings(outcome.err(), WRITTEN_ANEW)).isEqualTo(1);
    }
    run.expectUndisturbed();
    assertThat(tables.allNetworks()).isEqualTo(LongRun.undisturbed().networks());
  }

  @Test
  void anotherFileInItsPlaceEndsTheRunWithWhatItHas() throws IOException {
    LongRun run = LongRun.in(directory.resolve("out"));
    Path database = run.out().resolve("wickstream.db");
    Path kept = run.out().resolve("wickstream.db.kept-1");
    LongRun endless = run.with(Campaigns.ENDLESS);
    long before;
    try (RunningProgram running = endless.start()) {
      running.awaitOnStandardError(LongRun.BEGUN);
      Tables.in(run.out()).await(saved -> saved.allNetworks() > 0);
      before = Tables.in(run.out()).allNetworks();
      Path other = Files.writeString(directory.resolve("other"), "no database");
      Files.move(other, database, StandardCopyOption.REPLACE_EXISTING);
      Outcome outcome = running.await();
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(130);
      assertThat(outcome.err())
          .contains("another file has taken the place of ", kept.toString())
          .doesNotContain("\tat ");
      assertThat(outcome.out()).contains("Results are in ");
    }
    assertThat(database).hasContent("no database");
    Files.move(kept, database, StandardCopyOption.REPLACE_EXISTING);
    assertThat(Tables.in(run.out()).allNetworks()).isGreaterThanOrEqualTo(before);
    endless.interruptOnce(Tables.in(run.out()), saved -> saved.allNetworks() > before, "--resume");
  }

  @Test
  void aDaemonSaysSoInItsLogAndInTheNotesOfTheCampaign() throws IOException {
    Campaigns.longIn(directory);
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      Program program = Program.in(directory).with("WICKSTREAM_URL", daemon.uri("/").toString());
      Outcome submitted =
          program.run(
              "submit",
              "long.conf",
              Campaigns.ENDLESS[0],
              Campaigns.ENDLESS[1],
              Campaigns.ENDLESS[2],
              Campaigns.ENDLESS[3]);
      assertThat(submitted.exitCode()).as(submitted.err()).isZero();
      Path run = daemon.directory("long");
      Awaitility.await().until(() -> Files.exists(run.resolve("wickstream.db")));
      Tables.in(run).await(saved -> saved.allNetworks() > 0);
      removeFrom(run, List.of("", "-wal", "-shm"));
      daemon.program().awaitOnStandardError(WRITTEN_ANEW);
      Tables.in(run).await(saved -> saved.eventKinds().contains("put-right"));
    }
  }
}
