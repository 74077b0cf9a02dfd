package wickstream.cli.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.exact.Theory;
import wickstream.sampling.BagSampler;
import wickstream.sampling.ComputeBackend;
import wickstream.sampling.Measurement;
import wickstream.sampling.Shard;

/**
 * Measures what a hidden unit of a network costs on one thread, by the CPU time of that thread: for
 * gauss with σ_b = σ_W = 1 at the paper's six points, order four; of several layers for critical
 * relu at three points. Used by one thread.
 */
public final class BackendCost {
  /** Long enough for the loops to be compiled. */
  public static final Duration WARM_UP = Duration.ofMillis(1500);

  private static final Ensemble ENSEMBLE = Ensemble.of(Activation.GAUSS, 1, 1, 1);
  private static final List<Integer> ORDERS = List.of(4);
  private static final Ensemble DEEP_ENSEMBLE =
      Ensemble.of(Activation.RELU, 1, Math.sqrt(2), 0.3).withDepth(Part.DEEP_UNITS.layers());
  private static final InputPoints DEEP_POINTS =
      InputPoints.ofDimension(1, new double[][] {{0.5}, {1}, {1.5}});
  private static final List<Integer> DEEP_ORDERS = List.of(2, 4);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A bag of so many units takes some milliseconds. */
  private static final int UNITS_IN_BAG = 1_000_000;

  private final BagSampler sampler;
  private final Part part;
  private final double units;
  private long nextBag;
  private double kept;

  public BackendCost(ComputeBackend computeBackend, Estimator estimator, int width, Part part) {
    int networks = Math.max(256, UNITS_IN_BAG / (width + 20));
    Shard shard =
        part == Part.DEEP_UNITS
            ? new Shard(DEEP_ENSEMBLE, width, DEEP_POINTS, estimator, DEEP_ORDERS, networks)
            : new Shard(
                ENSEMBLE, width, Activation.GAUSS.defaultPoints(), estimator, ORDERS, networks);
    Theory theory = Theory.of(shard.ensemble(), shard.points(), shard.orders());
    this.sampler = new BagSampler(new Measurement(shard, theory), computeBackend, 1);
    this.part = part;
    this.units = (double) networks * shard.size().hiddenUnits();
  }

  /** Runs for {@link #WARM_UP}. */
  void warmUp() {
    nanosecondsPerUnit(WARM_UP);
  }

  /** Nanoseconds per network and hidden unit, of as many bags as take at least this CPU time. */
  double nanosecondsPerUnit(Duration least) {
    long began = THREADS.getCurrentThreadCpuTime();
    long taken = 0;
    int bags = 0;
    while (taken < least.toNanos()) {
      kept += part.run(sampler, nextBag++);
      taken = THREADS.getCurrentThreadCpuTime() - began;
      bags++;
    }
    return taken / (bags * units);
  }

  /** Several repetitions after a warm-up. */
  public Repetitions repeat(Duration warmUp, int times, Duration least) {
    nanosecondsPerUnit(warmUp);
    return new Repetitions(Stream.generate(() -> nanosecondsPerUnit(least)).limit(times).toList());
  }
}
