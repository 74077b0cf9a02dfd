package wickstream.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import wickstream.physics.Observable;
import wickstream.physics.PowerLaw;

/**
 * The exponent with which a quantity goes as σ_W or N over the whole grid, to a standard error.
 *
 * @param law whose exponent
 * @param variable against what it is fitted
 * @param error standard error allowed of the exponent, finite and above 0
 */
public record PowerGoal(PowerLaw law, FitVariable variable, double error) implements Goal {
  /** So many values of the variable a fit needs. */
  static final int FEWEST_VALUES = 3;

  /**
   * @throws InvalidConfiguration if there is no such fit, or the error is outside its range
   */
  public PowerGoal {
    if (!variable.laws().contains(law)) {
      throw new InvalidConfiguration(
          StopCondition.PATH + ".power-of",
          "must be one of %s with in = %s, was %s"
              .formatted(
                  String.join(", ", variable.laws().stream().map(PowerLaw::quantity).toList()),
                  variable.key(),
                  law.quantity()));
    }
    RealRange.POSITIVE.check(StopCondition.PATH + ".error", error);
  }

  @Override
  public Observable observable() {
    return switch (law) {
      case U4, U4_CANONICAL -> Observable.U4;
      case U6, U6_CANONICAL -> Observable.U6;
      case M4, CONNECTED4 -> Observable.M4;
      case M6, CONNECTED6 -> Observable.M6;
    };
  }

  @Override
  public Optional<PowerGoal> power() {
    return Optional.of(this);
  }

  @Override
  public String quantity() {
    return law.quantity();
  }

  /** "power of u4 in sigma-w". */
  public String name() {
    return "power of %s in %s".formatted(law.quantity(), variable.key());
  }

  @Override
  public Optional<String> words() {
    return Optional.of("the %s to %s".formatted(name(), error));
  }

  @Override
  public String key() {
    return "power-of";
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("power-of", law.quantity());
    map.put("in", variable.key());
    map.put("error", error);
    return map;
  }
}
