package wickstream.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The σ_W of the grid, given one by one or as {@code {from, to, step, also}}: from + k·step up to
 * and including {@code to}, in decimal arithmetic so that 1.0 + 3 · 0.1 is 1.3, then the others.
 */
final class SigmaWGrid {
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
    BigDecimal steps = to.subtract(from).divideToIntegralValue(step);
    if (steps.compareTo(BigDecimal.valueOf(Grid.MOST_SHARDS)) >= 0) {
      throw sigmaW
          .get("step")
          .refused("large enough for at most %d values".formatted(Grid.MOST_SHARDS));
    }
    List<Double> values = new ArrayList<>();
    for (int k = 0; k <= steps.intValueExact(); k++) {
      values.add(from.add(step.multiply(BigDecimal.valueOf(k))).doubleValue());
    }
    if (sigmaW.has("also")) {
      values.addAll(listed(sigmaW.get("also")));
    }
    return values;
  }

  private static BigDecimal bound(Setting sigmaW, String key) {
    if (!sigmaW.has(key)) {
      throw new InvalidConfiguration(sigmaW.path() + "." + key, "is required in a range");
    }
    return sigmaW.get(key).decimal(RealRange.POSITIVE);
  }
}
