package wickstream.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An axis on which equal steps are equal ratios.
 *
 * @param first number at the beginning, above zero
 * @param last number at the end, above
 */
record LogScale(double first, double last) implements Scale {
  /** Above so many decades the numbers between two powers of ten have no marks. */
  private static final int MAX_DECADES_WITH_MINORS = 14;

  private static final double MIN_PLAIN = 5e-4;
  private static final double MAX_PLAIN = 2e5;

  LogScale {
    if (!(first > 0 && first < last && Double.isFinite(last))) {
      throw new IllegalArgumentException(
          "a logarithmic axis must begin above 0 and below its end, was %s to %s"
              .formatted(first, last));
    }
  }

  /** Shows a range of numbers above zero with some room on both sides, at least half a decade. */
  static LogScale around(Range range) {
    double decades = Math.log10(range.most() / range.least());
    double room = Math.pow(10, Math.max(0.05 * decades, (0.5 - decades) / 2));
    return new LogScale(
        Math.max(range.least() / room, Double.MIN_NORMAL), Math.min(range.most() * room, 1e307));
  }

  @Override
  public double at(double value) {
    return Math.log(value / first) / Math.log(last / first);
  }

  @Override
  public List<Tick> ticks(int mostLabels) {
    int from = (int) Math.floor(Math.log10(first));
    int to = (int) Math.ceil(Math.log10(last));
    int decades = (int) (Math.floor(Math.log10(last)) - Math.ceil(Math.log10(first))) + 1;
    int every = Math.max(1, (int) Math.ceil((double) decades / mostLabels));
    List<Integer> labelled =
        decades >= 3 ? List.of(1) : mostLabels >= 3 * decades ? List.of(1, 2, 5) : List.of(1, 3);
    List<Tick> ticks = new ArrayList<>();
    for (int exponent = from; exponent <= to; exponent++) {
      for (int digit = 1; digit <= (hasMinors() ? 9 : 1); digit++) {
        double value = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent).doubleValue();
        if (value >= first * (1 - 1e-12) && value <= last * (1 + 1e-12)) {
          boolean named = labelled.contains(digit) && Math.floorMod(exponent, every) == 0;
          Optional<Label> label =
              named ? Optional.of(Label.of(text(digit, exponent))) : Optional.empty();
          ticks.add(new Tick(value, digit == 1, label));
        }
      }
    }
    return ticks;
  }

  private boolean hasMinors() {
    return Math.log10(last / first) <= MAX_DECADES_WITH_MINORS;
  }

  /** As a plain number where all of the axis can be written so, else by its power of ten. */
  private String text(int digit, int exponent) {
    if (first >= MIN_PLAIN && last <= MAX_PLAIN) {
      return BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent).toPlainString();
    }
    String power =
        switch (exponent) {
          case 0 -> "1";
          case 1 -> "10";
          default -> "10^{%s}".formatted(Integer.toString(exponent).replace('-', '−'));
        };
    return digit == 1 ? power : digit + "·" + power;
  }
}
