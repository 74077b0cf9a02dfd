package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Theory;

/**
 * What the inner loops leave to the garbage collector: nothing, or the compiler has failed to keep
 * vectors in registers, which makes them ten times slower.
 */
class AllocationTest {
  private static final int WIDTH = 1000;
  private static final int NETWORKS = 512;

  /** JDK 17 makes objects of some masks, about one byte a unit. */
  private static final double MOST_BYTES_A_UNIT = Runtime.version().feature() >= 25 ? 0.3 : 2;

  @ParameterizedTest
  @EnumSource(Estimator.class)
  void hiddenUnitsAllocateNothing(Estimator estimator) {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 1, 1);
    InputPoints points = Activation.GAUSS.defaultPoints();
    Shard shard = new Shard(ensemble, WIDTH, points, estimator, List.of(4), NETWORKS);
    Theory theory = Theory.of(ensemble, points, List.of(4));
    BagSampler sampler =
        new BagSampler(new Measurement(shard, theory), Kernels.choose(Optional.empty()), 1);

    // Compilers come to an end when they do: the least of many bags is what compiled code does.
    double least = Double.POSITIVE_INFINITY;
    for (int bag = 0; bag < 2000 && least > MOST_BYTES_A_UNIT; bag++) {
      long before = allocated();
      sampler.measure(bag);
      least = Math.min(least, (double) (allocated() - before) / (NETWORKS * WIDTH));
    }
    assertThat(least).as("bytes a hidden unit").isLessThanOrEqualTo(MOST_BYTES_A_UNIT);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
