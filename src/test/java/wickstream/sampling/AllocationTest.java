package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.exact.Theory;

/**
 * What the inner loops leave to the garbage collector: nothing, or the compiler has failed to keep
 * vectors in registers, which makes them ten times slower. Measured in a virtual machine of its
 * own: in that of the tests, what other tests have run before decides what the compiler expects.
 */
class AllocationTest {
  private static final int WIDTH = 1000;
  private static final int NETWORKS = 512;

  /** JDK 17 makes objects of some masks, about one byte a unit. */
  private static final double MAX_BYTES_A_UNIT = Runtime.version().feature() >= 25 ? 0.3 : 2;

  @Test
  void hiddenUnitsAllocateNothing() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(AllocationTest.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines;
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      lines = output.lines().toList();
    }
    assertThat(process.waitFor()).isZero();

    assertThat(lines).hasSize(Estimator.values().length);
    assertThat(lines)
        .allSatisfy(
            bytes -> assertThat(Double.parseDouble(bytes)).isLessThanOrEqualTo(MAX_BYTES_A_UNIT));
  }

  /** Prints the bytes that a hidden unit costs with each estimator, one after the other. */
  public static void main(String[] arguments) {
    for (Estimator estimator : Estimator.values()) {
      System.out.println(leastBytesOfAUnit(estimator));
    }
  }

  private static double leastBytesOfAUnit(Estimator estimator) {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 1, 1);
    InputPoints points = Activation.GAUSS.defaultPoints();
    Shard shard = new Shard(ensemble, WIDTH, points, estimator, List.of(4), NETWORKS);
    Theory theory = Theory.of(ensemble, points, List.of(4));
    BagSampler sampler =
        new BagSampler(new Measurement(shard, theory), ComputeBackend.choose(Optional.empty()), 1);

    // Compilers come to an end when they do: the least of many bags is what compiled code does.
    double least = Double.POSITIVE_INFINITY;
    for (int bag = 0; bag < 2000 && least > MAX_BYTES_A_UNIT; bag++) {
      long before = allocated();
      sampler.measure(bag);
      least = Math.min(least, (double) (allocated() - before) / (NETWORKS * WIDTH));
    }
    return least;
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
