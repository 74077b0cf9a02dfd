package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign that is killed many times ends as if nothing had happened. */
final class KillIT {
  private static final int FEW = 3;
  private static final int MANY = 30;
  private static final int KILLED = 128 + 9;

  /** What the kills may take of the campaign, so that it is not over before the last. */
  private static final double SHARE = 0.5;

  private static final long POLL = 50_000;

  /** Longer, because to look costs the program time. */
  private static final long SAVE_POLL = 20_000_000;

  private static final long LONGEST_WAIT_FOR_A_WRITE = 1_000_000_000;

  @TempDir private Path directory;
  private final Random random = new Random(20);

  /** At each of the moments. */
  @Test
  void aFewTimes() {
    onSqlite(FEW);
  }

  @Tag("full")
  @Test
  void onSqlite() {
    onSqlite(MANY);
  }

  private void onSqlite(int kills) {
    LongRun run = LongRun.in(directory.resolve("out"));
    survives(run, Tables.in(run.out()), () -> networksInCopy(run.out()), kills);
  }

  @Tag("full")
  @Test
  void onPostgresql() {
    try (PostgresServer server = PostgresServer.start()) {
      LongRun run = LongRun.in(directory.resolve("out")).keptAt(server.newDatabase("killed"));
      Tables tables = server.tables("killed");
      survives(run, tables, tables::networks, MANY);
    }
  }

  /**
   * @param tables the database while the program is running
   * @param kept how many networks of each shard are in it after a kill
   */
  private void survives(LongRun run, Tables tables, Supplier<Map<String, Long>> kept, int kills) {
    // How many nanoseconds a run is left alone, on the average, after its moment has come.
    double delay = LongRun.undisturbed().seconds() * 1e9 * SHARE / kills;
    Map<String, Long> before = Map.of();
    int struck = 0;
    int grew = 0;
    for (Moment moment : moments(kills)) {
      struck += kill(run, tables, moment, before, delay) ? 1 : 0;
      Map<String, Long> after = kept.get();
      expectNothingLost(before, after);
      grew += after.equals(before) ? 0 : 1;
      before = after;
    }
    assertThat(struck).as("kills of a running campaign").isGreaterThan(kills / 2);
    assertThat(grew).as("runs that have saved something").isGreaterThan(kills / 3);
    run.resumed("--quiet");
    run.expectUndisturbed();
    expectNothingLost(before, kept.get());
  }

  /** Every moment as often as the others. */
  private static List<Moment> moments(int kills) {
    return Collections.nCopies(kills / Moment.values().length, List.of(Moment.values())).stream()
        .flatMap(List::stream)
        .toList();
  }

  private static void expectNothingLost(Map<String, Long> before, Map<String, Long> after) {
    assertThat(after.keySet()).containsAll(before.keySet());
    before.forEach(
        (shard, networks) -> assertThat(after.get(shard)).isGreaterThanOrEqualTo(networks));
  }

  /**
   * Kills a run some time after its moment has come.
   *
   * @param before what was in the database when it began
   * @param delay how many nanoseconds later, on the average
   * @return whether it was still running
   */
  private boolean kill(
      LongRun run, Tables tables, Moment moment, Map<String, Long> before, double delay) {
    try (RunningProgram running = run.start("--resume")) {
      running.awaitOnStandardError(LongRun.BEGUN);
      if (moment != Moment.BEGUN) {
        awaitSave(running, tables, before);
      }
      awaitRandomTime(running, delay);
      if (moment == Moment.WRITING) {
        awaitWrite(running, run.out().resolve("wickstream.db-wal"));
      }
      Outcome outcome = running.killed();
      assertThat(outcome.err()).doesNotContain("\tat ");
      return outcome.exitCode() == KILLED;
    }
  }

  private static void awaitSave(RunningProgram running, Tables tables, Map<String, Long> before) {
    while (running.isAlive() && tables.networks().equals(before)) {
      LockSupport.parkNanos(SAVE_POLL);
    }
  }

  private void awaitRandomTime(RunningProgram running, double delay) {
    await(running, System.nanoTime() + (long) (random.nextDouble() * 2 * delay));
  }

  private static void await(RunningProgram running, long moment) {
    while (running.isAlive() && System.nanoTime() - moment < 0) {
      LockSupport.parkNanos(POLL);
    }
  }

  /** Waits until a file is written to; not for ever, as there may be none. */
  private static void awaitWrite(RunningProgram running, Path file) {
    long deadline = System.nanoTime() + LONGEST_WAIT_FOR_A_WRITE;
    List<Object> before = state(file);
    while (running.isAlive()
        && Files.exists(file)
        && state(file).equals(before)
        && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(POLL);
    }
  }

  /** Size and time of a file. */
  private static List<Object> state(Path file) {
    try {
      return List.of(Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      return List.of(0L, FileTime.fromMillis(0)); // there is none
    }
  }

  /** Looks into a copy, lest it be the test that repairs what the kill has left. */
  private Map<String, Long> networksInCopy(Path from) {
    try {
      Path copy = Files.createTempDirectory(directory, "copy");
      for (String file : List.of("wickstream.db", "wickstream.db-wal")) {
        if (Files.exists(from.resolve(file))) {
          Files.copy(from.resolve(file), copy.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return Tables.in(copy).networks();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When a kill strikes, give or take some time. */
  private enum Moment {
    /** When sampling is about to begin. */
    BEGUN,
    /** When something new has been saved. */
    SAVED,
    /** Later, and where it can be seen, while a checkpoint is being written. */
    WRITING
  }
}
