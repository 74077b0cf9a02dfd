package wickstream.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.exact.ExactCorrelators;

/** What is compared with computes the same, and says when it cannot. */
final class NumpyComparisonTest {
  private static final int WIDTH = 10;
  private static final int NETWORKS = 1_000_000;
  private static final InputPoints POINTS = Activation.GAUSS.defaultPoints();
  private static final Multisets QUADRUPLES = Multisets.of(POINTS.count(), 4);

  @TempDir private Path directory;

  /**
   * Four-point functions are so precisely known here that leaving out the connected part, or the
   * weights of the tilted estimator, would be seen: errors of at most a fifth of the value. The
   * seed is fixed, so that a |z| below 4 stays below 4.
   */
  @Tag("full")
  @ParameterizedTest
  @CsvSource({
    "natural_plain, 0.3",
    "natural_conditional, 0.3",
    "natural_tilted, 1",
    "tuned_plain, 0.3",
    "tuned_conditional, 0.3",
    "tuned_tilted, 1"
  })
  void hasTheExactMeans(String measurement, double sigmaB) throws Unavailable {
    double[] answer;
    try (NumpyWorker numpy = Numpy.worker()) {
      String request = "means %s %d %s %d 1".formatted(measurement, WIDTH, sigmaB, NETWORKS);
      answer =
          Arrays.stream(numpy.ask(request).split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
    assertThat(answer).hasSize(2 * QUADRUPLES.size());
    double[] exact =
        ExactCorrelators.of(Ensemble.of(Activation.GAUSS, 1, 1, sigmaB), POINTS, false)
            .orElseThrow()
            .connected4();
    for (int[] points :
        List.of(new int[] {0, 0, 0, 0}, new int[] {0, 2, 3, 5}, new int[] {1, 1, 4, 5})) {
      int k = QUADRUPLES.indexOf(points);
      double mean = answer[k];
      double error = answer[QUADRUPLES.size() + k];
      assertThat(error).isBetween(0.0, exact[k] / WIDTH / 5);
      assertThat(mean - exact[k] / WIDTH)
          .as("%s, %s".formatted(measurement, Arrays.toString(points)))
          .isBetween(-4 * error, 4 * error);
    }
  }

  /** Of relu E[C] = K at each single point; |z| below 4, with a fixed seed. */
  @Tag("full")
  @Test
  void deepNetworksHaveTheExactVariances() throws Unavailable {
    double[] answer;
    try (NumpyWorker numpy = Numpy.worker()) {
      answer =
          Arrays.stream(numpy.ask("means deep_conditional 10 0.3 50000 1").split(" "))
              .mapToDouble(Double::parseDouble)
              .toArray();
    }
    InputPoints points = InputPoints.ofDimension(1, new double[][] {{0.5}, {1}, {1.5}});
    double[] kernel =
        Kernel.of(Ensemble.of(Activation.RELU, 1, Math.sqrt(2), 0.3).withDepth(3)).pairs(points);
    assertThat(answer).hasSize(12);
    for (int k : new int[] {0, 3, 5}) {
      double error = answer[6 + k];
      assertThat(error).isBetween(0.0, kernel[k] / 50);
      assertThat(answer[k] - kernel[k]).isBetween(-4 * error, 4 * error);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HIDDEN_UNITS, PLAIN",
    "MEASUREMENT, CONDITIONAL",
    "DEEP_UNITS, CONDITIONAL",
    "MEASUREMENT, TILTED"
  })
  void tellsACost(Part part, Estimator estimator) throws Unavailable {
    try (NumpyWorker numpy = Numpy.worker()) {
      assertThat(numpy.versions()).contains("NumPy", "Python");
      assertThat(numpy.nanosecondsPerUnit(part, estimator, WIDTH)).isBetween(1.0, 1e5);
    }
  }

  @Test
  void saysThatThereIsNoPython() {
    Path python = directory.resolve("python");
    assertThatThrownBy(() -> NumpyWorker.start(python.toString(), script("")))
        .isInstanceOf(Unavailable.class)
        .hasMessage(python + " cannot be started");
  }

  @Test
  void saysThatThereIsNoScript() {
    assertThatThrownBy(() -> NumpyWorker.start("sh", directory.resolve("none.py")))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("none.py");
  }

  /** A worker that says why, and one that just ends. */
  @ParameterizedTest
  @CsvSource({"echo no module numpy >&2, no module numpy", "exit 1, without a word"})
  void saysWhyTheWorkerEnded(String words, String why) {
    assertThatThrownBy(() -> NumpyWorker.start("sh", script(words)))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining(why);
  }

  private Path script(String words) throws IOException {
    return Files.writeString(directory.resolve("script"), words + "\n");
  }
}
