package wickstream.cli.bench;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * What the repetitions of one measurement gave, in the order in which they were made.
 *
 * @param values at least one
 */
public record Repetitions(List<Double> values) {

  public Repetitions {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one repetition, was none");
    }
  }

  public static Repetitions of(double... values) {
    return new Repetitions(Arrays.stream(values).boxed().toList());
  }

  /** The middle value, or the mean of the two in the middle. */
  public double median() {
    return quantile(0.5);
  }

  public double min() {
    return Collections.min(values);
  }

  public double max() {
    return Collections.max(values);
  }

  /**
   * Interpolates linearly between the two nearest values.
   *
   * @param share above 0 and at most 1, which is the largest value
   */
  public double quantile(double share) {
    return new Percentile()
        .withEstimationType(EstimationType.R_7)
        .evaluate(values.stream().mapToDouble(Double::doubleValue).toArray(), 100 * share);
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

  /** The median of each of so many parts of equal length. */
  Repetitions medians(int parts) {
    int length = values.size() / parts;
    return new Repetitions(
        IntStream.range(0, parts)
            .mapToObj(p -> new Repetitions(values.subList(p * length, (p + 1) * length)).median())
            .toList());
  }

  /** A function of each. */
  Repetitions map(DoubleUnaryOperator function) {
    return new Repetitions(values.stream().map(function::applyAsDouble).toList());
  }
}
