package wickstream.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A number of trained networks at one time of their training: the mean of a function over all
 * multisets of points and all outputs.
 *
 * @param function mean, covariance, connected3, connected4 or kurtosis
 * @param time for how long they have been trained
 * @param value as measured
 * @param standardError of it, one σ
 * @param low lower end of its anytime-valid interval
 * @param high upper end of it
 * @param theory the value to order 1/N, where there is a theory
 */
public record TrainedValue(
    @JsonProperty(required = true) String function,
    @JsonProperty(required = true) Time time,
    double value,
    double standardError,
    double low,
    double high,
    double theory) {

  /**
   * Learning rate times steps. In JSON a number or, as there is none for it, the text infinity.
   *
   * @param value at least 0
   */
  public record Time(double value) {
    private static final String INFINITY = "infinity";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Time read(Object written) {
      if (written instanceof Number number) {
        return new Time(number.doubleValue());
      }
      if (INFINITY.equals(written)) {
        return new Time(Double.POSITIVE_INFINITY);
      }
      throw new IllegalArgumentException("time must be a number or infinity, was " + written);
    }

    @JsonValue
    Object written() {
      return Double.isInfinite(value) ? INFINITY : value;
    }
  }
}
