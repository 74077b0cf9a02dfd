package wickstream.cli.bench;

import java.util.Optional;
import wickstream.physics.Estimator;

/**
 * What a hidden unit costs, in CPU nanoseconds of one thread.
 *
 * @param launches how many virtual machines have measured it, one after the other
 * @param wickstream what it costs here
 * @param numpy what it costs in NumPy, in repetitions made in turn with those here
 * @param c what it costs in C, likewise
 */
public record HiddenUnitCost(
    Part part,
    Estimator estimator,
    int width,
    int launches,
    Repetitions wickstream,
    Optional<Repetitions> numpy,
    Optional<Repetitions> c) {

  /** The median of each launch. */
  public Repetitions launchMedians() {
    return wickstream.medians(launches);
  }

  /** How many networks a second one thread manages. */
  public Repetitions networksPerSecond() {
    return wickstream.map(nanoseconds -> 1e9 / (nanoseconds * width * part.layers()));
  }

  /** How many times as much it costs as in C. */
  public Optional<Repetitions> overC() {
    return c.map(wickstream::over);
  }

  /** How many times as much it costs in NumPy. */
  public Optional<Repetitions> ratio() {
    return numpy.map(cost -> cost.over(wickstream));
  }
}
