package wickstream.config;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.physics.Observable;

/** What a campaign is asked to find out, and how precisely. */
public sealed interface Goal permits Precision, PowerGoal, PrecisionOfAll {
  /** The quantity by which its progress is shown. */
  Observable observable();

  /** After how much training; empty for networks as they are drawn. */
  default OptionalDouble atTime() {
    return OptionalDouble.empty();
  }

  /** Standard error allowed in units of |value|, where that is asked for. */
  default OptionalDouble relativeError() {
    return OptionalDouble.empty();
  }

  /** Standard error allowed in units of the observable, where that is asked for. */
  default OptionalDouble absoluteError() {
    return OptionalDouble.empty();
  }

  /** The power that is to be known, if it is one of the whole grid. */
  default Optional<PowerGoal> power() {
    return Optional.empty();
  }

  /** Whether it is about every coupling and deviation that is measured. */
  default boolean isOfAll() {
    return false;
  }

  /** The name in results of the quantity by which its progress is shown. */
  default String quantity() {
    return observable().label();
  }

  /** In words such as "the power of u4 in sigma-w to 0.001"; empty for one observable alone. */
  default Optional<String> words() {
    return Optional.empty();
  }

  /** The setting that says what is to be found out, within {@code campaign.stop}. */
  String key();

  /** Its settings within {@code campaign.stop}. */
  Map<String, Object> toMap();
}
