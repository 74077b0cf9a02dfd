package wickstream.numeric;

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
import wickstream.numeric.vector.VectorFunctions;

/** Elementary functions, a number at a time; arguments as standard normals have them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FunctionsBenchmark {
  private static final int COUNT = 256;

  private final double[] arguments = new double[COUNT];
  private final double[] x = new double[COUNT];

  /** Arguments between −3 and 3. */
  @Setup
  public void spreadArguments() {
    for (int i = 0; i < COUNT; i++) {
      arguments[i] = 6 * ((i * 0.6180339887498949) % 1) - 3;
    }
  }

  /** exp, and the sum of its values. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double scalarExp() {
    double sum = 0;
    for (double argument : arguments) {
      sum += Elementary.exp(argument);
    }
    return sum;
  }

  /** log of positive numbers, and the sum of its values. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double scalarLog() {
    double sum = 0;
    for (double argument : arguments) {
      sum += Elementary.log(argument + 3.5);
    }
    return sum;
  }

  /** erf, and the sum of its values. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double scalarErf() {
    double sum = 0;
    for (double argument : arguments) {
      sum += Elementary.erf(argument);
    }
    return sum;
  }

  /** What computes functions of arrays. */
  @State(Scope.Thread)
  public static class Arrays {
    /** Which. */
    @Param({"scalar", "vector"})
    public String functions;

    private ArrayFunctions chosen;

    /** Makes it. */
    @Setup
    public void choose() {
      chosen = functions.equals("vector") ? new VectorFunctions() : ArrayFunctions.SCALAR;
    }
  }

  /** exp of an array, with the copy that keeps the arguments. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double[] arrayExp(Arrays arrays) {
    System.arraycopy(arguments, 0, x, 0, COUNT);
    arrays.chosen.exp(x, COUNT);
    return x;
  }

  /** erf of an array, with the copy that keeps the arguments. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double[] arrayErf(Arrays arrays) {
    System.arraycopy(arguments, 0, x, 0, COUNT);
    arrays.chosen.erf(x, COUNT);
    return x;
  }
}
