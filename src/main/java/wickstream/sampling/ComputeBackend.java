package wickstream.sampling;

import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Supplier;
import wickstream.numeric.ArrayFunctions;
import wickstream.physics.Estimator;
import wickstream.random.LaneGenerator;
import wickstream.random.LaneStreams;

/**
 * What the inner loops are computed with: one number at a time, or as many as a vector register
 * holds. Both give the same bits. This is the one place that chooses between them.
 */
public final class ComputeBackend {
  /** The environment variable by which users choose. */
  public static final String VARIABLE = "WICKSTREAM_KERNEL";

  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String VECTOR_PROVIDER = "wickstream.sampling.vector.VectorLaneOps";

  /**
   * So many hidden units are computed one at a time in the processor time that it takes to compile
   * the loops with vectors, and to run them before they are compiled: some two seconds.
   */
  private static final double WORTH_COMPILING = 1e8;

  /** What the products of a network take, one at a time, in hidden units. */
  private static final double MEASURED = 15;

  private static final Supplier<LaneOps> SCALAR =
      () ->
          new LaneOps(
              1,
              ArrayFunctions.SCALAR,
              LaneGenerator.SCALAR,
              UnitLoops.SCALAR,
              LayerLoops.SCALAR,
              ProductLoops.SCALAR);

  /** For those who draw no networks. */
  public static final ComputeBackend UNUSED = scalar("no networks are drawn");

  private final String description;
  private final Supplier<LaneOps> laneOps;
  private final boolean isChosen;

  /** Infinite where nothing is to be waited for. */
  private final double expectedWork;

  private final DoubleAdder work = new DoubleAdder();

  private ComputeBackend(
      String description, Supplier<LaneOps> laneOps, boolean isChosen, double expectedWork) {
    this.description = description;
    this.laneOps = laneOps;
    this.isChosen = isChosen;
    this.expectedWork = expectedWork;
  }

  /**
   * The backend that the environment asks for.
   *
   * @throws IllegalArgumentException in one line, if it cannot be had
   */
  public static ComputeBackend ofEnvironment() {
    return choose(Optional.ofNullable(System.getenv(VARIABLE)).filter(choice -> !choice.isBlank()));
  }

  /**
   * The backend of a choice.
   *
   * @param choice scalar, vector or auto; empty means auto: vector where it can be had and is fast
   * @throws IllegalArgumentException in one line, if the choice is none of these or cannot be had
   */
  public static ComputeBackend choose(Optional<String> choice) {
    return switch (choice.orElse("auto").toLowerCase(Locale.ROOT)) {
      case "scalar" -> scalar("chosen by " + VARIABLE);
      case "auto" ->
          obstacle()
              .or(() -> slowness(System.getProperties()))
              .map(ComputeBackend::scalar)
              .orElseGet(() -> vector(false));
      case "vector" -> {
        obstacle()
            .ifPresent(
                why -> {
                  throw new IllegalArgumentException(
                      "%s = vector cannot be had: %s; allowed here: scalar, auto"
                          .formatted(VARIABLE, why));
                });
        yield vector(true);
      }
      default ->
          throw new IllegalArgumentException(
              "%s must be scalar, vector or auto, was \"%s\""
                  .formatted(VARIABLE, choice.orElseThrow()));
    };
  }

  /** Why there can be no vectors here. */
  private static Optional<String> obstacle() {
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
      return Optional.of("the module " + VECTOR_MODULE + " is absent");
    }
    int lanes = vectorOps().get().width();
    return lanes < 2 || lanes > LaneStreams.LANES
        ? Optional.of(
            "vector registers have %d bits, and 128 to 512 can be used".formatted(64 * lanes))
        : Optional.empty();
  }

  /**
   * Why vectors would be slower here than single numbers: of the compilers only C2 has instructions
   * for them, and without it each is an object.
   *
   * @param machine the properties of the virtual machine
   */
  static Optional<String> slowness(Properties machine) {
    String info = machine.getProperty("java.vm.info", "");
    return info.contains("interpreted mode")
            || info.contains("emulated-client") // such as by -XX:TieredStopAtLevel=1
            || machine.getProperty("java.vm.name", "").contains("Client VM")
        ? Optional.of("vectors are slow without the compiler C2, which is turned off or absent")
        : Optional.empty();
  }

  private static ComputeBackend scalar(String why) {
    return new ComputeBackend("scalar (" + why + ")", SCALAR, true, Double.POSITIVE_INFINITY);
  }

  private static ComputeBackend vector(boolean isChosen) {
    Supplier<LaneOps> vectors = vectorOps();
    return new ComputeBackend(
        "vector (%d bits)".formatted(64 * vectors.get().width()),
        vectors,
        isChosen,
        Double.POSITIVE_INFINITY);
  }

  /**
   * The backend for one campaign in a process of its own: one number at a time where so little is
   * to be done that compiling the loops with vectors would take longer, until more has been done
   * than was expected; the same otherwise, and where the environment chose.
   *
   * @param expectedWork how much is to be done, as {@link #work} tells
   */
  public ComputeBackend forOne(double expectedWork) {
    return isChosen ? this : new ComputeBackend(description, laneOps, false, expectedWork);
  }

  /** Whether the loops are worth what it takes to compile them. */
  private boolean isWorthCompiling() {
    return Math.max(expectedWork, work.sum()) >= WORTH_COMPILING;
  }

  /** How much it is to draw and to measure networks of a shard, in hidden units. */
  public static double work(Shard shard, double networks) {
    return networks * (shard.size().work() + MEASURED);
  }

  /** Takes note of a bag that has been measured. */
  void done(Shard shard) {
    if (!isWorthCompiling()) {
      work.add(work(shard, shard.bagSize()));
    }
  }

  /** By name, because a class of the incubating module cannot even be loaded where it is absent. */
  @SuppressWarnings("unchecked")
  private static Supplier<LaneOps> vectorOps() {
    try {
      return (Supplier<LaneOps>)
          Class.forName(VECTOR_PROVIDER).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the program's own class " + VECTOR_PROVIDER + " cannot be used", e);
    }
  }

  /** Whether it computes in vectors, at once or later. */
  public boolean hasVectors() {
    return laneOps != SCALAR;
  }

  /** Which backend this is and why, in one line. */
  public String describe() {
    return isWorthCompiling() ? description : "scalar (too little work to compile vectors for)";
  }

  /** Where the loops that are to be used come from; another one once there was more work. */
  Supplier<LaneOps> source() {
    return isWorthCompiling() ? laneOps : SCALAR;
  }

  /** Draws the networks of a shard, at all points at which they must be known, for one thread. */
  static NetworkSampler sampler(Measurement measurement, LaneOps laneOps) {
    if (measurement.shard().learnsAllLayers()) {
      return new DescentSampler(measurement.shard(), laneOps);
    }
    Shard shard = measurement.shard().untrained();
    if (shard.ensemble().depth() > 1) {
      LastLayer last = LastLayer.of(measurement, laneOps.layers());
      return shard.isDrawnAtPoints()
          ? new PointSpaceSampler(shard, last, laneOps)
          : new WeightSpaceSampler(shard, last, laneOps);
    }
    double[] kernel = measurement.drawnKernel();
    if (shard.isTiltedByDirection()) {
      return new BatchSampler(shard, directional(measurement, kernel, laneOps), Optional.empty());
    }
    Optional<ExponentialTilting> tilting =
        shard.estimator() == Estimator.TILTED
            ? Optional.of(new ExponentialTilting(shard, laneOps))
            : Optional.empty();
    LayerSums sums =
        switch (shard.estimator()) {
          case POOLED -> new PooledSums(measurement, laneOps);
          case PLAIN ->
              measurement.shard().training().isPresent()
                  ? new FieldAndCovariance(
                      field(shard, laneOps),
                      covariance(measurement, kernel, tilting, laneOps),
                      shard.ensemble().dOut() * shard.points().count())
                  : field(shard, laneOps);
          case CONDITIONAL, TILTED -> covariance(measurement, kernel, tilting, laneOps);
        };
    return new BatchSampler(shard, sums, tilting);
  }

  /** Far points have no recurrence: shifted weights would make its factors too large. */
  private static LayerSums directional(Measurement measurement, double[] kernel, LaneOps laneOps) {
    Shard shard = measurement.shard().untrained();
    LayerSums sums =
        new PointwiseCovariance(
            shard,
            kernel,
            Optional.empty(),
            HigherCumulants.of(measurement, laneOps.layers()),
            laneOps);
    return new DirectionalTilting(shard, sums, laneOps);
  }

  private static LayerSums field(Shard shard, LaneOps laneOps) {
    // The recurrence runs over units already multiplied by their output weight: one output only.
    return GeometricRecurrence.of(shard.ensemble(), shard.points())
        .filter(recurrence -> shard.ensemble().dOut() == 1)
        .<LayerSums>map(recurrence -> new RecurrenceField(shard, recurrence, laneOps))
        .orElseGet(() -> new PointwiseField(shard, laneOps));
  }

  private static LayerSums covariance(
      Measurement measurement,
      double[] kernel,
      Optional<ExponentialTilting> tilting,
      LaneOps laneOps) {
    Shard shard = measurement.shard().untrained();
    Optional<HigherCumulants> higher = HigherCumulants.of(measurement, laneOps.layers());
    return GeometricRecurrence.of(shard.ensemble(), shard.points())
        .filter(recurrence -> higher.isEmpty())
        .<LayerSums>map(
            recurrence -> new RecurrenceCovariance(shard, recurrence, kernel, tilting, laneOps))
        .orElseGet(() -> new PointwiseCovariance(shard, kernel, tilting, higher, laneOps));
  }
}
