package wickstream.sampling;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import wickstream.random.LaneStreams;

/** Random words and normals, a batch of networks at a time. Here because kernels choose lanes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RandomBenchmark {
  private static final int ROWS = 64;
  private static final int COUNT = ROWS * LaneStreams.LANES;

  /** Which kernels. */
  @Param({"scalar", "vector"})
  public String kernel;

  private final long[] words = new long[COUNT];
  private final double[] normals = new double[COUNT];
  private LaneStreams streams;

  /** Makes the streams. */
  @Setup
  public void seed() {
    streams =
        new LaneStreams(
            ComputeBackend.choose(Optional.of(kernel)).source().get().lanes(), 1, 2, 3, 0);
  }

  /** 64 random bits. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public long[] words() {
    streams.words(words, ROWS);
    return words;
  }

  /** A standard normal. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double[] normals() {
    streams.normals(normals, ROWS);
    return normals;
  }
}
