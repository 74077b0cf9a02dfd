package wickstream.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wickstream.physics.Estimator;
import wickstream.sampling.ComputeBackend;

/**
 * The loops of this program in a virtual machine of their own, started as this one was. Identical
 * code is compiled differently from launch to launch, and only several launches show by how much.
 */
public final class JavaWorker implements AutoCloseable {
  private final WorkerProcess process;

  private JavaWorker(WorkerProcess process) {
    this.process = process;
  }

  /** Starts one, on one processor where there is taskset. */
  static JavaWorker start() throws Unavailable {
    List<String> words = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), JavaWorker.class.getName()));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new JavaWorker(WorkerProcess.start(java, words.toArray(String[]::new)));
  }

  /**
   * CPU nanoseconds per network and hidden unit, of one repetition; before the first the loops are
   * warmed up.
   */
  double nanosecondsPerUnit(Part part, Estimator estimator, int width, Duration least)
      throws Unavailable {
    return Double.parseDouble(
        process.ask("%s %s %d %d".formatted(part, estimator, width, least.toNanos())));
  }

  @Override
  public void close() {
    process.close();
  }

  /** Answers each line of standard input, as {@link #nanosecondsPerUnit} asks, with a line. */
  public static void main(String[] arguments) throws IOException {
    ComputeBackend computeBackend = ComputeBackend.ofEnvironment();
    System.out.println(computeBackend.describe());
    Map<String, BackendCost> costs = new HashMap<>();
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      String[] words = line.split(" ");
      BackendCost cost =
          costs.computeIfAbsent(
              String.join(" ", words[0], words[1], words[2]), of -> warm(computeBackend, words));
      System.out.println(cost.nanosecondsPerUnit(Duration.ofNanos(Long.parseLong(words[3]))));
    }
  }

  private static BackendCost warm(ComputeBackend computeBackend, String[] words) {
    BackendCost cost =
        new BackendCost(
            computeBackend,
            Estimator.valueOf(words[1]),
            Integer.parseInt(words[2]),
            Part.valueOf(words[0]));
    cost.warmUp();
    return cost;
  }
}
