package wickstream.sampling;

import java.util.Locale;
import java.util.Optional;
import wickstream.physics.Estimator;

/** Chooses the kernel: the one place that knows which there are. */
public final class Kernels {
  /** The environment variable by which users choose. */
  public static final String VARIABLE = "WICKSTREAM_KERNEL";

  private final String description;

  private Kernels(String description) {
    this.description = description;
  }

  /**
   * The kernels of a choice.
   *
   * @param choice scalar, vector or auto; empty means auto
   * @throws IllegalArgumentException in one line, if the choice is none of these or cannot be had
   */
  public static Kernels choose(Optional<String> choice) {
    return switch (choice.orElse("auto").toLowerCase(Locale.ROOT)) {
      case "scalar" -> new Kernels("scalar (chosen by " + VARIABLE + ")");
      case "auto" -> new Kernels("scalar");
      case "vector" ->
          throw new IllegalArgumentException(
              VARIABLE
                  + " = vector cannot be had: this version has only the scalar kernel; allowed: scalar, auto");
      default ->
          throw new IllegalArgumentException(
              "%s must be scalar, vector or auto, was \"%s\""
                  .formatted(VARIABLE, choice.orElseThrow()));
    };
  }

  /** Which kernels these are and why, in one line. */
  public String describe() {
    return description;
  }

  /** A kernel for one thread. */
  BatchKernel kernel(Measurement measurement) {
    return new ScalarKernel(measurement.shard(), layerSums(measurement));
  }

  private static LayerSums layerSums(Measurement measurement) {
    Shard shard = measurement.shard();
    Optional<Ladder> ladder = Ladder.of(shard.ensemble(), shard.points());
    if (shard.estimator() == Estimator.PLAIN) {
      return ladder
          .<LayerSums>map(l -> new LadderField(shard, l))
          .orElseGet(() -> new PointwiseField(shard));
    }
    double[] kernel = measurement.theory().weightKernel();
    return ladder
        .<LayerSums>map(l -> new LadderCovariance(shard, l, kernel))
        .orElseGet(() -> new PointwiseCovariance(shard, kernel));
  }
}
