package wickstream.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import wickstream.config.BadInput;
import wickstream.physics.Estimator;

/**
 * Measures what hidden units cost, here, in NumPy and in C: one repetition here, one there, so that
 * all meet the same load of the machine; and all of it in several virtual machines, one after the
 * other.
 */
public final class HiddenUnitBench {
  private final int launches;
  private final int repetitions;
  private final Duration repetition;
  private Optional<NumpyWorker> numpy;
  private Optional<Yardstick> yardstick;

  /**
   * @param launches how many virtual machines measure
   * @param repetitions how often each does
   * @param repetition how long each time, at least
   */
  public HiddenUnitBench(
      int launches,
      int repetitions,
      Duration repetition,
      Optional<NumpyWorker> numpy,
      Optional<Yardstick> yardstick) {
    this.launches = launches;
    this.repetitions = repetitions;
    this.repetition = repetition;
    this.numpy = numpy;
    this.yardstick = yardstick;
  }

  /** What is measured, and what was found so far. */
  private final class Measured {
    private final Part part;
    private final Estimator estimator;
    private final int width;
    private final List<Double> here = new ArrayList<>();
    private final List<Double> inNumpy = new ArrayList<>();
    private final List<Double> inC = new ArrayList<>();

    Measured(Part part, Estimator estimator, int width) {
      this.part = part;
      this.estimator = estimator;
      this.width = width;
    }

    void repeat(JavaWorker java) throws Unavailable {
      for (int i = 0; i < repetitions; i++) {
        here.add(java.nanosecondsPerUnit(part, estimator, width, repetition));
        inNumpy(part, estimator, width).ifPresent(inNumpy::add);
        inC(part, estimator, width).ifPresent(inC::add);
      }
    }

    HiddenUnitCost cost() {
      return new HiddenUnitCost(
          part,
          estimator,
          width,
          launches,
          new Repetitions(here),
          complete(inNumpy),
          complete(inC));
    }

    /** Repetitions, if each here has one there. */
    private Optional<Repetitions> complete(List<Double> values) {
      return values.size() == here.size() ? Optional.of(new Repetitions(values)) : Optional.empty();
    }

    String label() {
      return "%s, %s, N = %d".formatted(part.label(), estimator.label(), width);
    }
  }

  /**
   * The costs of all estimators at all widths; of several layers that of the conditional one.
   *
   * @param progress is called with what is measured next
   * @throws BadInput if another virtual machine like this one does not start, or ends
   */
  public List<HiddenUnitCost> costs(
      List<Estimator> estimators, List<Integer> widths, Consumer<String> progress) {
    List<Measured> all = new ArrayList<>();
    for (int width : widths) {
      for (Estimator estimator : estimators) {
        for (Part part : Part.values()) {
          if (part != Part.DEEP_UNITS || estimator == Estimator.CONDITIONAL) {
            all.add(new Measured(part, estimator, width));
          }
        }
      }
    }
    for (int launch = 1; launch <= launches; launch++) {
      try (JavaWorker java = JavaWorker.start()) {
        for (Measured measured : all) {
          progress.accept("launch %d of %d: %s".formatted(launch, launches, measured.label()));
          measured.repeat(java);
        }
      } catch (Unavailable e) {
        throw new BadInput("another virtual machine like this one failed: " + e.getMessage());
      }
    }
    return all.stream().map(Measured::cost).toList();
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
