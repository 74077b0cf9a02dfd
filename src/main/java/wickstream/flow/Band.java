package wickstream.flow;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Quantiles of resampled numbers; NaN for none.
 *
 * @param low95 2.5 %
 * @param low68 16 %
 * @param median 50 %
 * @param high68 84 %
 * @param high95 97.5 %
 */
public record Band(double low95, double low68, double median, double high68, double high95) {

  /** The band of some numbers, interpolated linearly between order statistics. */
  static Band of(double[] numbers) {
    if (numbers.length == 0) {
      return new Band(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    Percentile quantile = new Percentile().withEstimationType(EstimationType.R_7);
    quantile.setData(sorted);
    return new Band(
        quantile.evaluate(2.5),
        quantile.evaluate(16),
        quantile.evaluate(50),
        quantile.evaluate(84),
        quantile.evaluate(97.5));
  }

  /** The band of a rising function of the numbers. */
  public Band map(DoubleUnaryOperator rising) {
    return new Band(
        rising.applyAsDouble(low95),
        rising.applyAsDouble(low68),
        rising.applyAsDouble(median),
        rising.applyAsDouble(high68),
        rising.applyAsDouble(high95));
  }
}
