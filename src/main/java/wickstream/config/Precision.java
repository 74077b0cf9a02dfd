package wickstream.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import wickstream.physics.Observable;
import wickstream.physics.Training;

/**
 * One observable of each shard, to a standard error of at most max(relativeError · |value|,
 * absoluteError) over the targets given: of two, the looser one counts.
 *
 * @param observable what is to be known
 * @param atTime after how much training, above 0; empty exactly for networks as they are drawn
 * @param relativeError standard error allowed in units of |value|, above 0 and at most 10⁶
 * @param absoluteError standard error allowed in units of the observable, finite and above 0
 */
public record Precision(
    Observable observable,
    OptionalDouble atTime,
    OptionalDouble relativeError,
    OptionalDouble absoluteError)
    implements Goal {

  static final RealRange RELATIVE_ERROR =
      new RealRange("above 0 and at most 1000000", x -> x > 0 && x <= 1e6);

  /**
   * @throws InvalidConfiguration naming the first component outside its range, or when neither
   *     target is given
   */
  public Precision {
    checkAtTime(observable, atTime);
    relativeError.ifPresent(e -> RELATIVE_ERROR.check(StopCondition.PATH + ".relative-error", e));
    absoluteError.ifPresent(
        e -> RealRange.POSITIVE.check(StopCondition.PATH + ".absolute-error", e));
    if (relativeError.isEmpty() && absoluteError.isEmpty()) {
      throw new InvalidConfiguration(
          StopCondition.PATH + ".relative-error",
          "or absolute-error must be given, both were null");
    }
  }

  private static void checkAtTime(Observable observable, OptionalDouble atTime) {
    if (observable.isOfTraining() && atTime.isEmpty()) {
      throw new InvalidConfiguration(
          StopCondition.PATH + ".at-time",
          "must be one of the training.times above 0 with observable = %s, was null"
              .formatted(observable.label()));
    }
    if (!observable.isOfTraining() && atTime.isPresent()) {
      throw new InvalidConfiguration(
          StopCondition.PATH + ".at-time",
          "must be null with observable = %s, which is of networks as they are drawn, was %s"
              .formatted(observable.label(), TrainingSection.time(atTime.getAsDouble())));
    }
  }

  @Override
  public String quantity() {
    return atTime.isPresent()
        ? Training.nameAt(observable.label(), atTime.getAsDouble())
        : observable.label();
  }

  @Override
  public String key() {
    return "observable";
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("observable", observable.label());
    atTime.ifPresent(time -> map.put("at-time", TrainingSection.time(time)));
    map.put("relative-error", relativeError.isPresent() ? relativeError.getAsDouble() : null);
    map.put("absolute-error", absoluteError.isPresent() ? absoluteError.getAsDouble() : null);
    return map;
  }
}
