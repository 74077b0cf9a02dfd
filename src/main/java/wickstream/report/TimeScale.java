package wickstream.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An axis of the times of training: logarithmic, with places of their own for 0 at its beginning
 * and infinity at its end. The numbers on it are places, from 0 to 1.
 *
 * @param finite the times between, which take the middle of the axis
 * @param hasZero whether 0 has a place
 * @param hasInfinity whether infinity has one
 */
record TimeScale(LogScale finite, boolean hasZero, boolean hasInfinity) implements Scale {
  /** From an end of the axis to the time that has a place there. */
  private static final double OUTER = 0.05;

  /** From that end to the finite times. */
  private static final double INNER = 0.1;

  private static final double MAX_SHIFT = 0.012;

  /** How much of the gap between two times the marks of all series take. */
  private static final double PART_OF_GAP = 0.7;

  /** Shows some times, at least one. */
  static TimeScale of(List<Double> times) {
    DoubleStream finite = times.stream().mapToDouble(t -> t);
    return new TimeScale(
        LogScale.around(Range.ofPositive(finite.filter(Double::isFinite))),
        times.contains(0.0),
        times.contains(Double.POSITIVE_INFINITY));
  }

  /** The place of a time that is shown. */
  double place(double time) {
    if (time == 0) {
      return OUTER;
    }
    return Double.isInfinite(time) ? 1 - OUTER : from() + finite.at(time) * (to() - from());
  }

  private double from() {
    return hasZero ? INNER : 0;
  }

  private double to() {
    return hasInfinity ? 1 - INNER : 1;
  }

  /** Where finite times begin and end, as far as others are beside them. */
  List<Double> borders() {
    return DoubleStream.of(from(), to()).filter(at -> at > 0 && at < 1).boxed().toList();
  }

  /** The times between 0 and infinity, evenly spread over all that is shown of them. */
  List<Double> spread(int count) {
    double ratio = finite.last() / finite.first();
    return IntStream.range(0, count)
        .mapToObj(i -> finite.first() * Math.pow(ratio, i / (count - 1.0)))
        .toList();
  }

  /** How far the marks of a series stand beside their times, so that none hides another. */
  double shift(List<Double> times, int index, int series) {
    double gap =
        IntStream.range(1, times.size())
            .mapToDouble(i -> place(times.get(i)) - place(times.get(i - 1)))
            .min()
            .orElse(1);
    double step = Math.min(MAX_SHIFT, PART_OF_GAP * gap / series);
    return step * (index - (series - 1) / 2.0);
  }

  @Override
  public double at(double place) {
    return place;
  }

  @Override
  public double first() {
    return 0;
  }

  @Override
  public double last() {
    return 1;
  }

  @Override
  public List<Tick> ticks(int mostLabels) {
    List<Tick> ticks = new ArrayList<>();
    if (hasZero) {
      ticks.add(Tick.labelled(place(0), "0"));
    }
    int most = Math.max(2, (int) (mostLabels * (to() - from())));
    finite
        .ticks(most)
        .forEach(tick -> ticks.add(new Tick(place(tick.value()), tick.major(), tick.label())));
    if (hasInfinity) {
      ticks.add(Tick.labelled(place(Double.POSITIVE_INFINITY), "∞"));
    }
    return ticks;
  }
}
