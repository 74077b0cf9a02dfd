package wickstream.statistics;

import java.math.BigDecimal;
import java.math.MathContext;

/** Mean and central sums of a series in two passes of 60-digit arithmetic. */
final class ExactMoments {
  private static final MathContext DIGITS = new MathContext(60);

  private final int count;
  private final BigDecimal mean;
  private final BigDecimal[] sums = new BigDecimal[5];
  private double absoluteCubes;

  private ExactMoments(double[] series) {
    count = series.length;
    BigDecimal sum = BigDecimal.ZERO;
    for (double y : series) {
      sum = sum.add(new BigDecimal(y));
    }
    mean = sum.divide(BigDecimal.valueOf(series.length), DIGITS);
    for (int power = 2; power <= 4; power++) {
      sums[power] = BigDecimal.ZERO;
      for (double y : series) {
        BigDecimal term = new BigDecimal(y).subtract(mean).round(DIGITS).pow(power, DIGITS);
        sums[power] = sums[power].add(term, DIGITS);
        absoluteCubes += power == 3 ? Math.abs(term.doubleValue()) : 0;
      }
    }
  }

  static ExactMoments of(double[] series) {
    return new ExactMoments(series);
  }

  int count() {
    return count;
  }

  double mean() {
    return mean.doubleValue();
  }

  /** Σ(y−ȳ)^power for powers 2, 3, 4. */
  double centralSum(int power) {
    return sums[power].doubleValue();
  }

  /** Σ|y−ȳ|³: the size that rounding errors of the third sum are relative to. */
  double absoluteThirdSum() {
    return absoluteCubes;
  }
}
