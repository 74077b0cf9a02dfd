package wickstream.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The σ_W of the grid, given one by one or as {@code {from, to, step, also}}: from + k·step up to
 * and including {@code to}, in decimal arithmetic so that 1.0 + 3 · 0.1 is 1.3, then the others. A
 * step that does not lead to {@code to} is refused.
 */
final class SigmaWGrid {
  /** By how much of a step the last may miss the end: 1/3 is written with six digits or more. */
  private static final BigDecimal ROUNDING = new BigDecimal("1e-5");

  private SigmaWGrid() {}

  static List<Double> read(Setting sigmaW) {
    return sigmaW.isSection() ? range(sigmaW) : listed(sigmaW);
  }

  private static List<Double> listed(Setting sigmaW) {
    return sigmaW.elements("numbers").stream().map(s -> s.real(RealRange.POSITIVE)).toList();
  }

  private static List<Double> range(Setting sigmaW) {
    BigDecimal from = bound(sigmaW, "from");
    BigDecimal to = bound(sigmaW, "to");
    BigDecimal step = bound(sigmaW, "step");
    if (from.compareTo(to) > 0) {
      throw sigmaW.get("to").refused("at least from = " + from);
    }
    BigDecimal steps = to.subtract(from).divide(step, 0, RoundingMode.HALF_EVEN);
    if (steps.compareTo(BigDecimal.valueOf(Grid.MAX_SHARDS)) >= 0) {
      throw sigmaW
          .get("step")
          .refused("large enough for at most %d values".formatted(Grid.MAX_SHARDS));
    }
    if (!leads(from, to, step, steps)) {
      throw sigmaW.get("step").refused(fitting(from, to, step));
    }
    List<Double> values = new ArrayList<>();
    for (int k = 0; k < steps.intValueExact(); k++) {
      values.add(from.add(step.multiply(BigDecimal.valueOf(k))).doubleValue());
    }
    values.add(to.doubleValue());
    if (sigmaW.has("also")) {
      values.addAll(listed(sigmaW.get("also")));
    }
    return values;
  }

  private static boolean leads(BigDecimal from, BigDecimal to, BigDecimal step, BigDecimal steps) {
    BigDecimal missed = to.subtract(from).subtract(step.multiply(steps)).abs();
    boolean moves = steps.signum() > 0 || from.compareTo(to) == 0;
    return moves && missed.compareTo(step.multiply(ROUNDING)) <= 0;
  }

  /** The steps and the ends next to those that do not fit. */
  private static String fitting(BigDecimal from, BigDecimal to, BigDecimal step) {
    BigDecimal way = to.subtract(from);
    BigDecimal whole = way.divideToIntegralValue(step);
    List<String> steps = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    for (BigDecimal count : List.of(whole, whole.add(BigDecimal.ONE))) {
      if (count.signum() > 0) {
        steps.add(text(way.divide(count, MathContext.DECIMAL64)));
        ends.add(text(from.add(step.multiply(count))));
      }
    }
    return "such that whole steps lead from %s to %s (choose step = %s, or to = %s)"
        .formatted(from, to, String.join(" or ", steps), String.join(" or ", ends));
  }

  private static String text(BigDecimal number) {
    return Double.toString(number.doubleValue());
  }

  private static BigDecimal bound(Setting sigmaW, String key) {
    if (!sigmaW.has(key)) {
      throw new InvalidConfiguration(sigmaW.path() + "." + key, "is required in a range");
    }
    return sigmaW.get(key).decimal(RealRange.POSITIVE);
  }
}
