package wickstream.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wickstream.physics.Training;

/**
 * What trained networks are at one time.
 *
 * @param time learning rate × steps, at least 0; may be infinite
 * @param means of each function over all multisets and outputs, by the names of {@link
 *     TrainedFunction#function()}
 * @param functions one row a function, output and multiset; none where means alone are wanted
 */
public record TrainedTime(
    double time, Map<String, MeasuredValue> means, List<TrainedFunction> functions) {

  public TrainedTime {
    means = Collections.unmodifiableMap(new LinkedHashMap<>(means));
    functions = List.copyOf(functions);
  }

  /** The same without the functions. */
  public TrainedTime meansAlone() {
    return new TrainedTime(time, means, List.of());
  }

  /** The time as it is written: 10, 0.5, infinity. */
  public String timeText() {
    return Training.timeText(time);
  }
}
