package wickstream.report;

import java.util.stream.DoubleStream;
import wickstream.statistics.Estimate;

/**
 * A value on a plot with its error bar.
 *
 * @param low the lower end of the bar; NaN if there is none
 * @param high its upper end
 * @param isFull whether its marker is full, not hollow
 * @param isTrusted whether its error is to be trusted; the point is crossed out otherwise
 */
record DataPoint(double x, double y, double low, double high, boolean isFull, boolean isTrusted) {
  /** A value without an error bar. */
  static DataPoint bare(Spot spot, boolean isFull, boolean isTrusted) {
    return new DataPoint(spot.x(), spot.y(), Double.NaN, Double.NaN, isFull, isTrusted);
  }

  /** An estimate with its standard error. */
  static DataPoint of(double x, Estimate estimate, boolean isTrusted) {
    double y = estimate.value();
    double error = estimate.standardError();
    return new DataPoint(x, y, y - error, y + error, true, isTrusted);
  }

  /**
   * The size of a value of either sign on a logarithmic axis: full above zero, hollow below.
   *
   * @param error half the length of the error bar, which is left out if it is not known
   */
  static DataPoint sizeOf(double x, double value, double error, boolean isTrusted) {
    double y = Math.abs(value);
    double length = error > 0 && error < Double.POSITIVE_INFINITY ? error : Double.NaN;
    double low = Math.max(y - length, Double.MIN_NORMAL);
    return new DataPoint(x, y, low, y + length, value > 0, isTrusted);
  }

  boolean hasBar() {
    return !Double.isNaN(low);
  }

  /** What a linear axis must show. */
  DoubleStream range() {
    return DoubleStream.of(low, y, high);
  }

  /** What a logarithmic axis must show, on which the lower end may be far away. */
  DoubleStream upperRange() {
    return DoubleStream.of(y, high);
  }
}
