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

/** Disks that are full or may not be written to. */
@Tag("full")
final class DiskIT {
  @TempDir private Path directory;
  private SmallDisk disk;
  private LongRun run;

  @BeforeEach
  void mount() throws IOException {
    disk = SmallDisk.on(Files.createDirectory(directory.resolve("disk")));
    run = LongRun.in(directory.resolve("disk/out"));
  }

  @AfterEach
  void unmount() {
    if (disk != null) {
      disk.close();
    }
  }

  private Tables tables() {
    return Tables.in(run.out());
  }

  @Test
  void fullForAWhileCostsNothing() {
    try (RunningProgram running = run.start("--threads=1")) {
      running.awaitOnStandardError(LongRun.BEGUN);
      disk.fill();
      running.awaitOnStandardError(LongRun.NOT_SAVED);
      disk.free();
      LongRun.converged(running.await());
    }
    run.expectUndisturbed();
    assertThat(tables().eventKinds()).contains("began", "not-saved", "saved-again");
  }

  @Test
  void fullForLongStopsTheRunWhichGoesOnLater() {
    try (RunningProgram running =
        run.with("--set=store.patience=200 milliseconds").start("--threads=1")) {
      running.awaitOnStandardError(LongRun.BEGUN);
      tables().await(saved -> saved.allNetworks() > 0);
      disk.fill();
      Outcome outcome = running.await();
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(130);
      assertThat(outcome.out()).contains("of 4 shards converged");
      assertThat(outcome.err())
          .contains(
              "wickstream: the last checkpoints could not be saved: ",
              "wickstream: the results could not be written: No space left on device")
          .doesNotContain("\tat ");
    }
    disk.free();
    assertThat(tables().allNetworks()).isPositive();
    run.resumed();
    run.expectUndisturbed();
  }

  @Test
  void aReadOnlyDirectoryIsRefused() {
    disk.forbidWriting();
    run.refused(List.of("--out", run.out().toString()));
    run.refused(List.of("--out", run.out().toString()), "--resume");
    disk.allowWriting();
    assertThat(run.out()).doesNotExist();
  }

  @Test
  void aRunThatHasBecomeReadOnlyIsRefusedAndGoesOnLater() {
    run.interruptOnceSaved(tables());
    disk.forbidWriting();
    run.refused(List.of("--out", run.out().toString()), "--resume");
    disk.allowWriting();
    run.resumed();
    run.expectUndisturbed();
  }

  /** Root may write whatever the permissions say, but not what is mounted read-only. */
  @Test
  void aReadOnlyDatabaseFileIsRefusedAndGoesOnLater() {
    run.interruptOnceSaved(tables());
    String file = run.out().resolve("wickstream.db").toString();
    Commands.run(List.of("mount", "--bind", file, file));
    try {
      Commands.run(List.of("mount", "-o", "remount,bind,ro", file));
      run.refused(List.of("wickstream.db"), "--resume");
    } finally {
      Commands.run(List.of("umount", file));
    }
    run.resumed();
    run.expectUndisturbed();
  }
}
