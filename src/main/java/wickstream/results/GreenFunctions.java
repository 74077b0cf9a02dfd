package wickstream.results;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import wickstream.statistics.Estimate;

/**
 * A list of Green functions as one array of numbers. All results of a campaign are in memory until
 * it ends, and most of them are Green functions, which as objects take more than twice the room.
 * Immutable.
 */
final class GreenFunctions extends AbstractList<GreenFunction> implements RandomAccess {
  /** How many numbers a Green function has. */
  private static final int NUMBERS = 16;

  private final double[] numbers;

  /** Of each its order and its points. */
  private final int[][] places;

  private GreenFunctions(double[] numbers, int[][] places) {
    this.numbers = numbers;
    this.places = places;
  }

  /** These Green functions, in a list of this kind. */
  static List<GreenFunction> of(List<GreenFunction> greens) {
    if (greens instanceof GreenFunctions) {
      return greens;
    }
    double[] numbers =
        greens.stream().flatMapToDouble(green -> Arrays.stream(numbers(green))).toArray();
    return new GreenFunctions(
        numbers, greens.stream().map(GreenFunctions::place).toArray(int[][]::new));
  }

  private static double[] numbers(GreenFunction green) {
    return new double[] {
      green.green().value(),
      green.green().standardError(),
      green.green().degreesOfFreedom(),
      green.free(),
      green.deviation(),
      green.normalised(),
      green.coupling().value(),
      green.coupling().standardError(),
      green.coupling().degreesOfFreedom(),
      green.connected().value(),
      green.connected().standardError(),
      green.connected().degreesOfFreedom(),
      green.couplingExact().orElse(Double.NaN),
      green.couplingTheory().orElse(Double.NaN),
      green.connectedExact().orElse(Double.NaN),
      green.connectedTheory().orElse(Double.NaN)
    };
  }

  private static int[] place(GreenFunction green) {
    return IntStream.concat(
            IntStream.of(green.order()), green.indices().stream().mapToInt(Integer::intValue))
        .toArray();
  }

  @Override
  public GreenFunction get(int k) {
    int[] place = places[k];
    int at = NUMBERS * k;
    return new GreenFunction(
        place[0],
        Arrays.stream(place).skip(1).boxed().toList(),
        estimate(at),
        numbers[at + 3],
        numbers[at + 4],
        numbers[at + 5],
        estimate(at + 6),
        estimate(at + 9),
        known(numbers[at + 12]),
        known(numbers[at + 13]),
        known(numbers[at + 14]),
        known(numbers[at + 15]));
  }

  private Estimate estimate(int at) {
    return new Estimate(numbers[at], numbers[at + 1], numbers[at + 2]);
  }

  private static OptionalDouble known(double number) {
    return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  @Override
  public int size() {
    return places.length;
  }
}
