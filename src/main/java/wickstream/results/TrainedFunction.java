package wickstream.results;

import java.util.List;

/**
 * A correlation function of trained networks at some time.
 *
 * @param function mean, covariance, connected3, connected4 or kurtosis
 * @param output which output of the networks, from 0
 * @param indices the points, sorted
 * @param value the function; NaN where it cannot be had
 */
public record TrainedFunction(
    String function, int output, List<Integer> indices, MeasuredValue value) {

  public TrainedFunction {
    indices = List.copyOf(indices);
  }
}
