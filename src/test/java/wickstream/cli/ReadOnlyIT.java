package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that one may only read. */
@Tag("full")
final class ReadOnlyIT {
  @TempDir private Path directory;
  private SmallDisk disk;
  private Program program;

  @BeforeEach
  void mount() throws IOException {
    disk = SmallDisk.on(Files.createDirectory(directory.resolve("disk")));
    program = Program.in(directory).with("WICKSTREAM_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
  }

  @AfterEach
  void unmount() {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void areReadByEveryCommandThatOnlyReads() {
    Campaigns.tinyIn(directory);
    for (int seed : List.of(1, 2)) {
      succeeds(
          "run", "tiny.conf", "--out=disk/" + seed, "--set=seed=" + seed, "--set=orders=[2, 4, 6]");
    }
    disk.forbidWriting();
    succeeds("export", "disk/1", "--to=csv", "--out=tables");
    assertThat(directory.resolve("tables/results.csv"))
        .hasSameBinaryContentAs(directory.resolve("disk/1/results.csv"));
    succeeds("export", "disk/1", "--to=hdf5", "--out=tables");
    succeeds("report", "disk/1", "--format=svg,png", "--out=report");
    assertThat(directory.resolve("report/report.html")).exists();
    assertThat(succeeds("flow", "active", "disk/1").out()).contains("u4");
    assertThat(succeeds("flow", "passive", "disk/1", "--draws=10").out()).contains("u4");
    succeeds("merge", "disk/1", "disk/2", "--out=merged");
    assertThat(directory.resolve("merged/results.json")).exists();
  }

  @Test
  void needAnotherPlaceForWhatIsMadeOfThem() {
    Campaigns.tinyIn(directory);
    succeeds("run", "tiny.conf", "--out=disk/run", "--set=widths=[5]");
    disk.forbidWriting();
    for (String command : List.of("report", "export --to=csv")) {
      Outcome outcome = program.run((command + " disk/run").split(" "));
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.complaints())
          .containsExactly(
              "wickstream: disk/run may not be written to; say with --out DIR where the files are to go");
    }
  }

  /** What was saved last is in a log that only a writer would merge. */
  @Test
  void areReadWithWhatWasSavedJustBeforeTheyWereKilled() throws IOException {
    LongRun run = LongRun.in(directory.resolve("disk/run"));
    try (RunningProgram running = run.start(Campaigns.ENDLESS)) {
      running.awaitOnStandardError(LongRun.BEGUN);
      Tables.in(run.out()).await(saved -> saved.allNetworks() > 0);
      running.killed();
    }
    assertThat(run.out().resolve("wickstream.db-wal")).isNotEmptyFile();
    disk.forbidWriting();
    succeeds("export", "disk/run", "--to=csv", "--out=killed");
    disk.allowWriting();
    Files.delete(run.out().resolve("wickstream.db-shm"));
    disk.forbidWriting();
    succeeds("export", "disk/run", "--to=csv", "--out=archived");
    disk.allowWriting();
    succeeds("export", "disk/run", "--to=csv", "--out=own");
    for (String name : List.of("killed", "archived")) {
      assertThat(directory.resolve(name + "/results.csv"))
          .hasSameBinaryContentAs(directory.resolve("own/results.csv"));
    }
  }

  private Outcome succeeds(String... words) {
    Outcome outcome = program.run(words);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).doesNotContain("\tat ");
    return outcome;
  }
}
