package wickstream.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import wickstream.physics.Estimator;
import wickstream.sampling.ComputeBackend;

/**
 * Measures what hidden units cost, here, in NumPy and in C: one repetition here, one there, so that
 * all meet the same load of the machine.
 */
public final class HiddenUnitBench {
  private final ComputeBackend computeBackend;
  private final int repetitions;
  private final Duration repetition;
  private Optional<NumpyWorker> numpy;
  private Optional<Yardstick> yardstick;

  public HiddenUnitBench(
      ComputeBackend computeBackend,
      int repetitions,
      Duration repetition,
      Optional<NumpyWorker> numpy,
      Optional<Yardstick> yardstick) {
    this.computeBackend = computeBackend;
    this.repetitions = repetitions;
    this.repetition = repetition;
    this.numpy = numpy;
    this.yardstick = yardstick;
  }

  /**
   * The costs of all estimators at all widths; of several layers that of the conditional one.
   *
   * @param progress is called with what is measured next
   */
  public List<HiddenUnitCost> costs(
      List<Estimator> estimators, List<Integer> widths, Consumer<String> progress) {
    List<HiddenUnitCost> costs = new ArrayList<>();
    for (int width : widths) {
      for (Estimator estimator : estimators) {
        progress.accept("%s, N = %d".formatted(estimator.label(), width));
        for (Part part : Part.values()) {
          if (part != Part.DEEP_UNITS || estimator == Estimator.CONDITIONAL) {
            costs.add(cost(part, estimator, width));
          }
        }
      }
    }
    return costs;
  }

  private HiddenUnitCost cost(Part part, Estimator estimator, int width) {
    BackendCost here = new BackendCost(computeBackend, estimator, width, part);
    here.warmUp();
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> inC = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      ours.add(here.nanosecondsPerUnit(repetition));
      inNumpy(part, estimator, width).ifPresent(theirs::add);
      inC(part, estimator, width).ifPresent(inC::add);
    }
    return new HiddenUnitCost(
        part, estimator, width, new Repetitions(ours), complete(theirs), complete(inC));
  }

  /** Repetitions, if each here has one there. */
  private Optional<Repetitions> complete(List<Double> values) {
    return values.size() == repetitions ? Optional.of(new Repetitions(values)) : Optional.empty();
  }

  /** One repetition there, where there is such a loop; once that has failed, none. */
  private Optional<Double> inC(Part part, Estimator estimator, int width) {
    if (yardstick.isEmpty() || !Yardstick.has(part, estimator)) {
      return Optional.empty();
    }
    try {
      return Optional.of(yardstick.get().nanosecondsPerUnit(estimator, width));
    } catch (Unavailable e) {
      System.err.println("wickstream: no further comparison with C: " + e.getMessage());
      yardstick = Optional.empty();
      return Optional.empty();
    }
  }

  /** One repetition there; once that has failed, none. */
  private Optional<Double> inNumpy(Part part, Estimator estimator, int width) {
    if (numpy.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(numpy.get().nanosecondsPerUnit(part, estimator, width));
    } catch (Unavailable e) {
      System.err.println("wickstream: no further comparison with NumPy: " + e.getMessage());
      numpy = Optional.empty();
      return Optional.empty();
    }
  }
}
