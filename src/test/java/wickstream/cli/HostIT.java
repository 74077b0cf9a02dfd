package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines that are set up otherwise than most. */
@Tag("full")
final class HostIT {
  private static final String ACCENTED = "Réseaux de neurones.conf";

  @TempDir private Path directory;
  private Program program;

  @BeforeEach
  void prepare() {
    Campaigns.tinyIn(directory);
    // Short runs are not worth compiling well.
    program = Program.in(directory).with("WICKSTREAM_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
  }

  /** Skips a test where the tests themselves could not make such files. */
  static void assumeThatFilesMayHaveAccents() {
    assumeTrue(
        "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding")),
        "the tests run in a locale without accents");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "xx_XX.UTF-8"})
  void aLocaleWithoutAccentsIsNoObstacleToFilesThatHaveSome(String locale) {
    assumeThatFilesMayHaveAccents();
    Campaigns.write(directory.resolve(ACCENTED), Campaigns.TINY);
    Outcome outcome =
        program.with("LC_ALL", locale).run("run", ACCENTED, "--out=résultats", "--set=widths=[5]");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).endsWith("Results are in résultats\n");
    assertThat(directory.resolve("résultats/results.json")).exists();
    assertThat(outcome.complaints().get(0)).startsWith("Reseaux-de-neurones: ");
  }

  /** The launcher is passed over, as it would find another locale. */
  @Test
  void aLocaleThatCannotNameAFileIsSaid() {
    assumeThatFilesMayHaveAccents();
    Campaigns.write(directory.resolve(ACCENTED), Campaigns.TINY);
    Outcome outcome =
        program
            .with("LC_ALL", "C")
            .startedBy(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                Program.home().resolve("lib") + "/*",
                "wickstream.cli.Main")
            .run("exact", ACCENTED);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .startsWith("wickstream: ")
        .contains("FILE.conf", "LC_ALL", "C.UTF-8")
        .doesNotContain("Exception");
  }

  @Test
  void littleMemoryLeavesStandardOutputToResults() {
    Outcome outcome =
        program
            .with("JAVA_TOOL_OPTIONS", "-XX:MaxRAM=400m")
            .run("run", "tiny.conf", "--set=widths=[5]");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).startsWith("N  sigma_W");
    assertThat(outcome.err()).doesNotContain("[warning]");
  }

  @Test
  void aTemporaryDirectoryWithoutProgramsIsNamedWithTheSettingThatHelps() throws IOException {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    try (SmallDisk disk = SmallDisk.on(temporary)) {
      disk.forbidExecuting();
      refusesToUse(temporary);
    }
  }

  @Test
  void aReadOnlyTemporaryDirectoryIsNamedWithTheSettingThatHelps() throws IOException {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    try (SmallDisk disk = SmallDisk.on(temporary)) {
      disk.forbidWriting();
      refusesToUse(temporary);
    }
  }

  private void refusesToUse(Path temporary) {
    Outcome outcome = program.with("TMPDIR", temporary.toString()).run("run", "tiny.conf");
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .startsWith("wickstream: ")
        .contains("SQLite", " " + temporary + ": ", "TMPDIR");
    assertThat(directory.resolve("runs/tiny")).doesNotExist();
  }

  /** Of what each process unpacks for itself. */
  @Test
  void whatAKilledProcessLeftIsRemovedByTheNext() throws IOException {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    Program inTemporary = program.with("TMPDIR", temporary.toString());
    Path kept = Files.createFile(temporary.resolve("sqlite-of-another-program.so"));
    for (int kill = 0; kill < 2; kill++) {
      LongRun run = LongRun.in(directory.resolve("killed" + kill)).as(inTemporary);
      try (RunningProgram running = run.start(Campaigns.ENDLESS)) {
        running.awaitOnStandardError(LongRun.BEGUN);
        running.killed();
      }
      try (Stream<Path> left = Files.list(temporary)) {
        assertThat(left).as("of one process").hasSize(2);
      }
    }
    Outcome outcome = inTemporary.run("run", "tiny.conf", "--set=widths=[5]", "--quiet");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).containsExactly(kept);
    }
  }

  @Test
  void aTemporaryDirectoryThatDoesNotExistIsNotUsed() {
    Outcome outcome =
        program
            .with("TMPDIR", directory.resolve("none").toString())
            .run("run", "tiny.conf", "--set=widths=[5]", "--quiet");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.complaints()).isEmpty();
  }
}
