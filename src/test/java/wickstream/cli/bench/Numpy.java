package wickstream.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** NumPy on the machine of the tests. */
public final class Numpy {
  private Numpy() {}

  /** A worker; without NumPy CI fails, and a developer's test is skipped. */
  public static NumpyWorker worker() throws Unavailable {
    Path script = Path.of("src/bench/numpy_comparison.py");
    assertThat(script).exists();
    try {
      return NumpyWorker.start("python3", script);
    } catch (Unavailable e) {
      assumeTrue("true".equals(System.getenv("CI")), e.getMessage());
      throw e;
    }
  }
}
