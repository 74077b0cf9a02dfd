package wickstream.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A power law y = ± A xᵖ with one p for all of several series of measured numbers and an A of its
 * own for each, by weighted least squares: the law that minimises χ² = Σ ((y_i − A x_iᵖ)/σ_i)².
 *
 * <p>It begins with a straight line through the logarithms, with errors σ_i/|y_i|, of the numbers
 * that are at least three standard errors from zero. That alone would be biased by σ²/y² where
 * errors are large: logarithms are concave, numbers that came out large weigh more, and of those
 * near the threshold only the large ones are seen. So Gauss–Newton steps follow, each a weighted
 * straight line through log(A xᵖ) + y/(A xᵖ) − 1 with errors σ/(A xᵖ), of all numbers for which the
 * law itself is at least three standard errors from zero. Where they do not settle, because there
 * is no such law, the line through the logarithms stands.
 */
public final class PowerLawFit {
  private static final double MIN_DISTANCE_FROM_ZERO = 3;
  private static final int MAX_STEPS = 100;
  private static final double SETTLED = 1e-11;

  private final List<Line> lines;
  private final CommonSlope slope;

  private PowerLawFit(List<Line> lines, CommonSlope slope) {
    this.lines = lines;
    this.slope = slope;
  }

  /**
   * Fits a power law; empty if fewer numbers can be used than it takes to test it: one more than
   * there are amplitudes and exponents.
   */
  public static Optional<PowerLawFit> of(List<PowerSeries> series) {
    List<Line> lines = new ArrayList<>();
    for (int s = 0; s < series.size(); s++) {
      Line.throughLogarithms(s, series.get(s)).ifPresent(lines::add);
    }
    return through(lines).map(PowerLawFit::settled);
  }

  private static Optional<PowerLawFit> through(List<Line> lines) {
    int points = lines.stream().mapToInt(Line::points).sum();
    return points > lines.size() + 1
        ? Optional.of(
            new PowerLawFit(lines, CommonSlope.of(lines.stream().map(Line::fit).toList())))
        : Optional.empty();
  }

  private PowerLawFit settled() {
    PowerLawFit law = this;
    for (int step = 0; step < MAX_STEPS; step++) {
      Optional<PowerLawFit> next = law.next();
      if (next.isEmpty()) {
        return this;
      }
      if (next.get().isAsGoodAs(law)) {
        return next.get();
      }
      law = next.get();
    }
    return this;
  }

  private Optional<PowerLawFit> next() {
    double power = slope.slope().value();
    List<Line> refined = new ArrayList<>();
    for (Line line : lines) {
      line.aboutLaw(power).ifPresent(refined::add);
    }
    return through(refined);
  }

  private boolean isAsGoodAs(PowerLawFit before) {
    double change = Math.abs(slope.slope().value() - before.slope.slope().value());
    return change <= SETTLED * slope.slope().standardError()
        && points() == before.points()
        && lines.size() == before.lines.size();
  }

  /** p. */
  public Estimate exponent() {
    return slope.slope();
  }

  /** log A of a single series; what cannot be had for several. */
  public Estimate logAmplitude() {
    return lines.size() == 1 ? lines.get(0).fit().intercept() : Estimate.NONE;
  }

  /** χ² at the minimum. */
  public double chiSquare() {
    return slope.chiSquare();
  }

  /** The number of points less amplitudes and exponent. */
  public int degreesOfFreedom() {
    return slope.degreesOfFreedom();
  }

  /** The probability of a χ² as large or larger if the law holds and errors are normal. */
  public double probability() {
    return slope.probability();
  }

  /** How many numbers were used. */
  public int points() {
    return lines.stream().mapToInt(Line::points).sum();
  }

  /**
   * Of each number its standard error relative to the law, whose inverse square is the weight that
   * it has; NaN for those that were not used. One array a series.
   */
  public List<double[]> relativeErrors(List<PowerSeries> series) {
    List<double[]> errors =
        series.stream().map(PowerSeries::size).map(PowerLawFit::unknown).toList();
    for (Line line : lines) {
      for (int i = 0; i < line.used.length; i++) {
        errors.get(line.series)[line.used[i]] = line.errors[i];
      }
    }
    return errors;
  }

  private static double[] unknown(int size) {
    double[] numbers = new double[size];
    Arrays.fill(numbers, Double.NaN);
    return numbers;
  }

  /**
   * The exponent that the same fit finds for other numbers in the places of those that were used,
   * with the same errors.
   *
   * @param others one array a series
   * @return NaN if any of them is zero or not finite, or if there is no such law
   */
  public double exponentOf(List<double[]> others) {
    List<PowerSeries> series = new ArrayList<>();
    for (Line line : lines) {
      double[] values =
          Arrays.stream(line.used).mapToDouble(i -> others.get(line.series)[i]).toArray();
      if (!Arrays.stream(values).allMatch(value -> Double.isFinite(value) && value != 0)) {
        return Double.NaN;
      }
      series.add(line.all.with(line.used, values));
    }
    return of(series).map(fit -> fit.exponent().value()).orElse(Double.NaN);
  }

  /** The numbers of one series that are used, as a straight line is fitted to them. */
  private static final class Line {
    private final int series;
    private final PowerSeries all;
    private final double sign;
    private final int[] used;
    private final double[] x;
    private final double[] errors;
    private final LineFit fit;

    private Line(
        int series, PowerSeries all, double sign, int[] used, double[] y, double[] errors) {
      this.series = series;
      this.all = all;
      this.sign = sign;
      this.used = used;
      this.x = Arrays.stream(used).mapToDouble(all::logVariable).toArray();
      this.errors = errors;
      this.fit = LineFit.of(x, y, errors);
    }

    static Optional<Line> throughLogarithms(int series, PowerSeries all) {
      int[] used = used(all, i -> Math.abs(all.value(i)));
      if (used.length < 2) {
        return Optional.empty();
      }
      double signs = Arrays.stream(used).mapToDouble(i -> all.value(i) / all.error(i)).sum();
      double[] y = Arrays.stream(used).mapToDouble(i -> log(all.value(i))).toArray();
      double[] errors =
          Arrays.stream(used).mapToDouble(i -> all.error(i) / Math.abs(all.value(i))).toArray();
      return Optional.of(new Line(series, all, Math.signum(signs), used, y, errors));
    }

    private static int[] used(PowerSeries all, IntToDoubleFunction size) {
      return IntStream.range(0, all.size())
          .filter(i -> size.applyAsDouble(i) >= MIN_DISTANCE_FROM_ZERO * all.error(i))
          .toArray();
    }

    /** The next line, about the law of this exponent that is nearest to this line. */
    Optional<Line> aboutLaw(double power) {
      double centre = -fit.covariance() / sq(fit.slope().standardError());
      double logAmplitude = fit.at(centre).value() - power * centre;
      double[] law = new double[all.size()];
      Arrays.setAll(law, i -> StrictMath.exp(logAmplitude + power * all.logVariable(i)));
      int[] next = used(all, i -> law[i]);
      double[] y =
          Arrays.stream(next)
              .mapToDouble(i -> StrictMath.log(law[i]) + sign * all.value(i) / law[i] - 1)
              .toArray();
      double[] relative = Arrays.stream(next).mapToDouble(i -> all.error(i) / law[i]).toArray();
      boolean isLine =
          next.length > 1
              && Arrays.stream(y).allMatch(Double::isFinite)
              && Arrays.stream(relative).allMatch(error -> error > 0 && Double.isFinite(error));
      return isLine
          ? Optional.of(new Line(series, all, sign, next, y, relative))
          : Optional.empty();
    }

    int points() {
      return used.length;
    }

    LineFit fit() {
      return fit;
    }

    private static double log(double value) {
      return StrictMath.log(Math.abs(value));
    }

    private static double sq(double x) {
      return x * x;
    }
  }
}
