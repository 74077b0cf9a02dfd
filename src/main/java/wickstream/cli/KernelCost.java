package wickstream.cli;

import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Theory;
import wickstream.sampling.BagSampler;
import wickstream.sampling.Kernels;
import wickstream.sampling.Measurement;
import wickstream.sampling.Shard;

/**
 * Measures on one thread what a hidden unit of a network costs, all products and moments of order
 * four included.
 */
final class KernelCost {
  private static final long UNITS_PER_RUN = 1_000_000;
  private static final int RUNS = 7;
  private static final Duration WARM_UP = Duration.ofMillis(1500);

  private final Kernels kernels;

  KernelCost(Kernels kernels) {
    this.kernels = kernels;
  }

  /**
   * Median nanoseconds per network and hidden unit, for gauss with σ_b = σ_W = 1 at the paper's six
   * points.
   */
  double nanosecondsPerUnit(Estimator estimator, int width) {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 1, 1);
    InputPoints points = Activation.GAUSS.defaultPoints();
    int networks = (int) Math.max(256, UNITS_PER_RUN / (width + 20));
    Shard shard = new Shard(ensemble, width, points, estimator, List.of(4), networks);
    BagSampler sampler =
        new BagSampler(new Measurement(shard, Theory.of(ensemble, points, List.of(4))), kernels, 1);
    warmUp(sampler);
    return DoubleStream.iterate(1, run -> run + 1)
        .limit(RUNS)
        .map(run -> seconds(sampler, (long) run) * 1e9 / ((double) networks * width))
        .sorted()
        .skip(RUNS / 2)
        .findFirst()
        .orElseThrow();
  }

  /** Long enough for the compiler to have done with the loops. */
  private static void warmUp(BagSampler sampler) {
    long until = System.nanoTime() + WARM_UP.toNanos();
    while (System.nanoTime() - until < 0) {
      sampler.measure(0);
    }
  }

  private static double seconds(BagSampler sampler, long bag) {
    long began = System.nanoTime();
    sampler.measure(bag);
    return (System.nanoTime() - began) * 1e-9;
  }
}
