package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same seed and configuration give the same bits, whatever computes them. */
@Tag("full")
final class SameBitsIT {
  private static final String OTHER_JDK = "WICKSTREAM_TEST_JAVA_HOME";

  @TempDir private static Path directory;
  private static String expected;

  @BeforeAll
  static void runOnOneThread() {
    Campaigns.write(
        directory.resolve("bits.conf"),
        """
        campaign {
          widths = [3, 20]
          sigma-w = [1.0, 2.0]
          orders = [2, 4, 6]
          bag-size = 100
          stop { observable = u4, relative-error = 0.01 }
        }
        """);
    expected = shards(Program.in(directory), "one", "--threads=1");
    assertThat(expected).as("takes several grants").doesNotContain("\"bags\" : 20,");
  }

  private static String shards(Program program, String out, String... options) {
    String[] words = {"run", "bits.conf", "--quiet", "--out=" + out};
    String[] all = new String[words.length + options.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(options, 0, all, words.length, options.length);
    Outcome outcome = program.run(all);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return Shards.of(directory.resolve(out));
  }

  @ParameterizedTest
  @CsvSource({"2, auto", "8, auto", "2, scalar"})
  void forAnyNumberOfThreadsAndAnyKernel(int threads, String kernel) {
    Program program = Program.in(directory).with("WICKSTREAM_KERNEL", kernel);
    assertThat(shards(program, kernel + threads, "--threads=" + threads)).isEqualTo(expected);
  }

  /** Registers of 128, 256 and, where the machine has them, 512 bits. */
  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  void forVectorsOfAnyWidth(int bytes) {
    Program program =
        Program.in(directory)
            .with("WICKSTREAM_KERNEL", "vector")
            .with("WICKSTREAM_JAVA_OPTS", "-XX:MaxVectorSize=" + bytes);
    assertThat(shards(program, "vector" + bytes)).isEqualTo(expected);
  }

  /** On a developer's machine with one JDK there is nothing to compare; CI must have two. */
  @Test
  void onAnotherJdk() {
    String otherJdk = System.getenv(OTHER_JDK);
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(otherJdk != null, OTHER_JDK + " names no second JDK");
    }
    assertThat(otherJdk).as(OTHER_JDK).isNotBlank();
    assertThat(shards(Program.in(directory).on(Path.of(otherJdk)), "jdk")).isEqualTo(expected);
  }
}
