package wickstream.results;

import java.util.List;
import java.util.stream.IntStream;
import wickstream.statistics.Estimate;

/**
 * The remainder r of a theory to leading order, measured = theory · (1 + r/N), from several widths:
 * by weighted least squares of measured/theory − 1 = r/N, which is the weighted mean of what each
 * width says of r. Up to terms of relative order 1/N these are all the same number.
 */
final class RemainderFit {
  /** With two there would be no width to spare: one for r, one for its test, one for a pull. */
  static final int MIN_WIDTHS = 3;

  private final List<Estimate> widths;

  /**
   * @param widths r of each width, with known errors above 0
   */
  RemainderFit(List<Estimate> widths) {
    this.widths = List.copyOf(widths);
  }

  /**
   * What one width says of r.
   *
   * @param theory not 0
   */
  static Estimate ofWidth(int width, MeasuredValue measured, TheoryValue theory) {
    return theory.remainder(width, new Estimate(measured.value(), measured.standardError()));
  }

  private boolean hasEnough() {
    return widths.size() >= MIN_WIDTHS;
  }

  /** r with its standard error; {@link Estimate#NONE} for fewer than three widths. */
  Estimate coefficient() {
    return hasEnough() ? mean(widths) : Estimate.NONE;
  }

  /** χ² = Σ ((r_i − r)/σ_i)²; NaN for fewer than three widths. */
  double chiSquare() {
    double r = coefficient().value();
    return widths.stream()
        .mapToDouble(each -> Math.pow((each.value() - r) / each.standardError(), 2))
        .sum();
  }

  /** How many terms of χ² are independent. */
  int degreesOfFreedom() {
    return hasEnough() ? widths.size() - 1 : 0;
  }

  /**
   * (measured − theory · (1 + r/N))/error of a width, with r from all others, whose error is
   * included: a standard normal number if r is the same for all. NaN for fewer than three widths.
   */
  double pull(int index) {
    if (!hasEnough()) {
      return Double.NaN;
    }
    Estimate own = widths.get(index);
    Estimate others =
        mean(
            IntStream.range(0, widths.size())
                .filter(i -> i != index)
                .mapToObj(widths::get)
                .toList());
    return (own.value() - others.value()) / Math.hypot(own.standardError(), others.standardError());
  }

  private static Estimate mean(List<Estimate> numbers) {
    double weights = numbers.stream().mapToDouble(RemainderFit::weight).sum();
    double sum = numbers.stream().mapToDouble(number -> weight(number) * number.value()).sum();
    return new Estimate(sum / weights, 1 / Math.sqrt(weights));
  }

  private static double weight(Estimate number) {
    return 1 / (number.standardError() * number.standardError());
  }
}
