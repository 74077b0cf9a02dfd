package wickstream.sampling;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.exact.Theory;
import wickstream.statistics.Bag;

/**
 * Time a network: drawn with its hidden layer summed, and measured with all products of order 4.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@org.openjdk.jmh.annotations.Measurement(iterations = 5, time = 1)
public class NetworksBenchmark {
  private static final int BAG_SIZE = 1024;

  /** Which kernels. */
  @Param({"scalar", "vector"})
  public String kernel;

  /** Which estimator. */
  @Param({"PLAIN", "CONDITIONAL", "TILTED"})
  public Estimator estimator;

  /** Hidden units a network. */
  @Param({"2", "100"})
  public int width;

  private BagSampler sampler;
  private long bag;

  /** Makes the sampler. */
  @Setup
  public void prepare() {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 1, 1);
    InputPoints points = Activation.GAUSS.defaultPoints();
    Shard shard = new Shard(ensemble, width, points, estimator, List.of(4), BAG_SIZE);
    Measurement measurement = new Measurement(shard, Theory.of(ensemble, points, shard.orders()));
    sampler = new BagSampler(measurement, ComputeBackend.choose(Optional.of(kernel)), 1);
  }

  /** One network, drawn. */
  @Benchmark
  @OperationsPerInvocation(BAG_SIZE)
  public double draw() {
    return sampler.draw(bag++);
  }

  /** One network, measured. */
  @Benchmark
  @OperationsPerInvocation(BAG_SIZE)
  public Bag measure() {
    return sampler.measure(bag++);
  }
}
