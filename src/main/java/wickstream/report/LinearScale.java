package wickstream.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis on which equal steps are equal differences.
 *
 * @param first number at the beginning
 * @param last number at the end, above
 */
record LinearScale(double first, double last) implements Scale {
  private static final int[] STEPS = {1, 2, 5};

  /** Below this part of the numbers themselves, their differences are rounding. */
  private static final double ROUNDING = 1e-12;

  LinearScale {
    if (!(first < last) || !Double.isFinite(last - first)) {
      throw new IllegalArgumentException(
          "an axis must begin below its end, was %s to %s".formatted(first, last));
    }
  }

  /** Shows a range with some room on both sides; numbers that differ by rounding are one. */
  static LinearScale around(Range range) {
    double span = range.most() - range.least();
    double size = Math.max(Math.abs(range.least()), Math.abs(range.most()));
    double room =
        span > ROUNDING * size ? 0.05 * span : Math.max(0.5 * Math.abs(range.most()), 1e-300);
    return new LinearScale(range.least() - room, range.most() + room);
  }

  @Override
  public double at(double value) {
    return (value - first) / (last - first);
  }

  @Override
  public List<Tick> ticks(int mostLabels) {
    int exponent = (int) Math.floor(Math.log10((last - first) / mostLabels));
    int k = 0;
    while (count(step(exponent, k)) > mostLabels) {
      k++;
    }
    BigDecimal step = step(exponent, k);
    int parts = STEPS[k % 3] == 2 ? 4 : 5;
    BigDecimal minor = step.divide(BigDecimal.valueOf(parts));
    List<Tick> ticks = new ArrayList<>();
    for (long i = firstMultiple(minor); i <= lastMultiple(minor); i++) {
      BigDecimal value = minor.multiply(BigDecimal.valueOf(i));
      ticks.add(
          i % parts == 0
              ? Tick.labelled(value.doubleValue(), Symbols.number(value))
              : Tick.minor(value.doubleValue()));
    }
    return ticks;
  }

  /** The k-th of the steps 1, 2, 5, 10, … times 10^exponent. */
  private static BigDecimal step(int exponent, int k) {
    return BigDecimal.valueOf(STEPS[k % 3]).scaleByPowerOfTen(exponent + k / 3);
  }

  private long count(BigDecimal step) {
    return lastMultiple(step) - firstMultiple(step) + 1;
  }

  private long firstMultiple(BigDecimal step) {
    return (long) Math.ceil(first / step.doubleValue() - 1e-9);
  }

  private long lastMultiple(BigDecimal step) {
    return (long) Math.floor(last / step.doubleValue() + 1e-9);
  }
}
