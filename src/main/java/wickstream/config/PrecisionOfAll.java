package wickstream.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.physics.Observable;

/**
 * Every coupling and deviation that is measured and not exactly 0, to a relative standard error.
 *
 * @param observable the first of them, by which progress is shown: u4, or m4 where there are no
 *     couplings
 * @param error standard error allowed in units of |value|, above 0 and at most 10⁶
 */
public record PrecisionOfAll(Observable observable, double error) implements Goal {

  /**
   * @throws InvalidConfiguration if the error is outside its range
   */
  public PrecisionOfAll {
    Precision.RELATIVE_ERROR.check(StopCondition.PATH + ".all", error);
  }

  @Override
  public OptionalDouble relativeError() {
    return OptionalDouble.of(error);
  }

  @Override
  public boolean isOfAll() {
    return true;
  }

  @Override
  public Optional<String> words() {
    return Optional.of("all couplings and deviations to " + error);
  }

  @Override
  public String key() {
    return "all";
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("all", error);
    return map;
  }
}
