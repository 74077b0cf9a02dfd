package wickstream.sampling;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
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
import wickstream.statistics.Totals;

/** Time a bag of 1 000 networks, or the totals of many, takes to be added to totals. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@org.openjdk.jmh.annotations.Measurement(iterations = 5, time = 1)
public class MergeBenchmark {
  private static final int BAGS = 500;

  private Totals totals;
  private Totals later;
  private Bag next;

  /** Measures what is to be added. */
  @Setup
  public void measure() {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 1, 1);
    InputPoints points = Activation.GAUSS.defaultPoints();
    Shard shard = new Shard(ensemble, 2, points, Estimator.TILTED, List.of(2, 4), 1000);
    Theory theory = Theory.of(ensemble, points, shard.orders());
    BagSampler sampler =
        new BagSampler(new Measurement(shard, theory), ComputeBackend.choose(Optional.empty()), 1);
    totals = sum(sampler, shard, 0);
    later = sum(sampler, shard, BAGS);
    next = sampler.measure(BAGS);
  }

  private static Totals sum(BagSampler sampler, Shard shard, long firstBag) {
    Totals sum = Totals.startingAt(shard.id(), firstBag);
    for (long bag = firstBag; bag < firstBag + BAGS; bag++) {
      sum = sum.plus(sampler.measure(bag));
    }
    return sum;
  }

  /** The next bag. */
  @Benchmark
  public Totals plusBag() {
    return totals.plus(next);
  }

  /** The totals of as many bags again. */
  @Benchmark
  public Totals plusTotals() {
    return totals.plus(later);
  }
}
