package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive of classes is used where it fits, and where it does not, nobody notices. */
@Tag("full")
final class ArchiveIT {
  private static final String FROM_ARCHIVE = "wickstream.cli.Main source: shared objects file";

  @TempDir private static Path directory;
  private static Path home;
  private static Path archive;
  private static String expected;

  @BeforeAll
  static void make() throws IOException {
    Campaigns.tinyIn(directory);
    home = directory.resolve("wickstream");
    Distribution.copy(Program.home(), home);
    for (Path left : archives()) {
      Files.delete(left);
    }
    expected = run(program());
    Outcome made = program().with("WICKSTREAM_ARCHIVE", "make").run();
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.out() + made.err()).isEmpty();
    assertThat(archives()).as("leaves nothing else").hasSize(1);
    archive = archives().get(0);
  }

  private static Program program() {
    return Program.in(directory).startedBy(home.resolve("bin/wickstream").toString());
  }

  private static List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      return files.filter(file -> file.getFileName().toString().contains(".jsa")).toList();
    }
  }

  /** The results of a campaign that neither complains nor prints anything unusual. */
  private static String run(Program program) {
    Outcome outcome = program.run("run", "tiny.conf", "--quiet", "--force", "--out=out");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.complaints()).isEmpty();
    assertThat(outcome.out().lines().findFirst().orElseThrow()).contains("sigma_W", "u4 ± error");
    return Shards.of(directory.resolve("out"));
  }

  private static boolean isUsed(Program program) {
    return program
        .with("WICKSTREAM_JAVA_OPTS", "-Xlog:class+load")
        .run("--version")
        .out()
        .contains(FROM_ARCHIVE);
  }

  @Test
  void isUsedWhereItFits() {
    assertThat(isUsed(program())).isTrue();
    assertThat(run(program())).isEqualTo(expected);
  }

  @Test
  void canBeSwitchedOff() {
    assertThat(isUsed(program().with("WICKSTREAM_ARCHIVE", "off"))).isFalse();
  }

  @Test
  void isHarmlessWhenCutShort() throws IOException {
    isHarmless(file -> file.truncate(file.size() / 2));
  }

  @Test
  void isHarmlessWhenEmpty() throws IOException {
    isHarmless(file -> file.truncate(0));
  }

  /** As is the archive of another Java, whose head is different. */
  @Test
  void isHarmlessWithAnotherHead() throws IOException {
    isHarmless(file -> file.write(noise(4096), 0));
  }

  @Test
  void isHarmlessWhenDamagedInside() throws IOException {
    isHarmless(file -> file.write(noise(1 << 20), file.size() / 4));
  }

  @Test
  void isHarmlessAfterTheProgramHasMoved() throws IOException {
    Path moved = directory.resolve("moved");
    Distribution.copy(home, moved);
    assertThat(run(program().startedBy(moved.resolve("bin/wickstream").toString())))
        .isEqualTo(expected);
  }

  private static ByteBuffer noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(1).nextBytes(noise);
    return ByteBuffer.wrap(noise);
  }

  private interface Damage {
    void to(FileChannel file) throws IOException;
  }

  private static void isHarmless(Damage damage) throws IOException {
    Path whole = directory.resolve("whole");
    Files.move(archive, whole);
    try {
      Files.copy(whole, archive, StandardCopyOption.REPLACE_EXISTING);
      assertThat(archive.toFile().setWritable(true)).isTrue();
      try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
        damage.to(file);
      }
      assertThat(isUsed(program())).isFalse();
      assertThat(run(program())).isEqualTo(expected);
    } finally {
      Files.move(whole, archive, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
