package wickstream.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.exact.ExactCorrelators;

/** The loop in C draws networks of the same distribution, and says when it cannot. */
final class YardstickTest {
  private static final Path SOURCE = Path.of("src/bench/c/yardstick.c");
  private static final InputPoints POINTS = Activation.GAUSS.defaultPoints();
  private static final Multisets QUADRUPLES = Multisets.of(POINTS.count(), 4);

  @TempDir private Path directory;

  /** Without a compiler CI fails, and a developer's test is skipped. */
  private static Yardstick yardstick() throws Unavailable {
    assertThat(SOURCE).exists();
    try {
      return Yardstick.start("cc", SOURCE);
    } catch (Unavailable e) {
      assumeTrue("true".equals(System.getenv("CI")), e.getMessage());
      throw e;
    }
  }

  /**
   * Errors of at most a fifth of the value, so that a wrong part would be seen; |z| below 4, with a
   * fixed seed. Narrow networks have the recurrence, wide ones sums of powers, of one piece and of
   * more.
   */
  @Tag("full")
  @ParameterizedTest
  @CsvSource({
    "plain, 10, 1000000",
    "conditional, 10, 200000",
    "conditional, 40, 200000",
    "conditional, 150, 50000"
  })
  void hasTheExactMeans(String estimator, int width, int networks) throws Unavailable {
    double[] answer;
    try (Yardstick yardstick = yardstick()) {
      String request = "means %s %d 0.3 %d 1".formatted(estimator, width, networks);
      answer =
          Arrays.stream(yardstick.ask(request).split(" "))
              .mapToDouble(Double::parseDouble)
              .toArray();
    }
    assertThat(answer).hasSize(2 * QUADRUPLES.size());
    double[] exact =
        ExactCorrelators.of(Ensemble.of(Activation.GAUSS, 1, 1, 0.3), POINTS, false)
            .orElseThrow()
            .connected4();
    for (int[] points :
        List.of(new int[] {0, 0, 0, 0}, new int[] {0, 2, 3, 5}, new int[] {1, 1, 4, 5})) {
      int k = QUADRUPLES.indexOf(points);
      double error = answer[QUADRUPLES.size() + k];
      assertThat(error).isBetween(0.0, exact[k] / width / 5);
      assertThat(answer[k] - exact[k] / width)
          .as("%s, %s".formatted(estimator, Arrays.toString(points)))
          .isBetween(-4 * error, 4 * error);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "CONDITIONAL"})
  void tellsACost(Estimator estimator) throws Unavailable {
    try (Yardstick yardstick = yardstick()) {
      assertThat(yardstick.version()).startsWith("cc ").endsWith(" bits");
      assertThat(yardstick.nanosecondsPerUnit(estimator, 10)).isBetween(0.1, 1e4);
    }
  }

  @Test
  void hasTheHiddenUnitLoopOfTwoEstimators() {
    assertThat(Yardstick.has(Part.HIDDEN_UNITS, Estimator.PLAIN)).isTrue();
    assertThat(Yardstick.has(Part.HIDDEN_UNITS, Estimator.TILTED)).isFalse();
    assertThat(Yardstick.has(Part.MEASUREMENT, Estimator.PLAIN)).isFalse();
  }

  @Test
  void saysThatThereIsNoCompiler() {
    Path compiler = directory.resolve("cc");
    assertThatThrownBy(() -> Yardstick.start(compiler.toString(), SOURCE))
        .isInstanceOf(Unavailable.class)
        .hasMessage(compiler + " cannot be started");
  }

  @Test
  void saysThatThereIsNoSource() {
    assertThatThrownBy(() -> Yardstick.start("sh", directory.resolve("none.c")))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("none.c");
  }

  @Test
  void saysWhatTheCompilerSays() throws IOException {
    Path compiler =
        Files.writeString(directory.resolve("cc"), "#!/bin/sh\necho no vectors; exit 1\n");
    assertThat(compiler.toFile().setExecutable(true)).isTrue();
    assertThatThrownBy(() -> Yardstick.start(compiler.toString(), SOURCE))
        .isInstanceOf(Unavailable.class)
        .hasMessage(compiler + ": no vectors");
  }
}
