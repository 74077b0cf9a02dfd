package wickstream.report;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The numbers that an axis must show.
 *
 * @param least the smallest
 * @param most the largest, not below
 */
record Range(double least, double most) {

  /** Of finite numbers; 1 to 1 if there are none. */
  static Range of(DoubleStream numbers) {
    double[] finite = numbers.filter(Double::isFinite).toArray();
    return new Range(
        DoubleStream.of(finite).min().orElse(1), DoubleStream.of(finite).max().orElse(1));
  }

  /** Of the finite numbers above zero; 1 to 1 if there are none. */
  static Range ofPositive(DoubleStream numbers) {
    return of(numbers.filter(x -> x > 0));
  }

  /** From the first to the last of numbers in ascending order. */
  static Range ofAscending(List<? extends Number> numbers) {
    return new Range(numbers.get(0).doubleValue(), numbers.get(numbers.size() - 1).doubleValue());
  }

  /** This range with those of some numbers in it that are no farther away than half its length. */
  Range withNear(DoubleStream numbers) {
    double room = (most - least) / 2;
    return numbers
        .filter(x -> x >= least - room && x <= most + room)
        .boxed()
        .reduce(this, Range::with, (one, other) -> one.with(other.least).with(other.most));
  }

  /** This range with a number in it. */
  Range with(double number) {
    return new Range(Math.min(least, number), Math.max(most, number));
  }
}
