package wickstream.cli;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * What the repetitions of one measurement gave, in the order in which they were made.
 *
 * @param values at least one
 */
record Repetitions(List<Double> values) {

  Repetitions {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one repetition, was none");
    }
  }

  static Repetitions of(double... values) {
    return new Repetitions(Arrays.stream(values).boxed().toList());
  }

  /** The middle value, or the mean of the two in the middle. */
  double median() {
    return quantile(0.5);
  }

  double min() {
    return quantile(0);
  }

  double max() {
    return quantile(1);
  }

  /** Between the two nearest values in proportion: 0 is the smallest, 1 the largest. */
  double quantile(double share) {
    List<Double> sorted = values.stream().sorted().toList();
    double position = share * (sorted.size() - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.size() - 1);
    double weight = position - below;
    return (1 - weight) * sorted.get(below) + weight * sorted.get(above);
  }

  /** Each repetition over the one of the other measurement that was made beside it. */
  Repetitions over(Repetitions other) {
    if (other.values.size() != values.size()) {
      throw new IllegalArgumentException(
          "repetitions must come in pairs, were %d and %d"
              .formatted(values.size(), other.values.size()));
    }
    return new Repetitions(
        IntStream.range(0, values.size())
            .mapToObj(i -> values.get(i) / other.values.get(i))
            .toList());
  }

  /** A function of each. */
  Repetitions map(DoubleUnaryOperator function) {
    return new Repetitions(values.stream().map(function::applyAsDouble).toList());
  }
}
