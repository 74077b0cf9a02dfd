package wickstream.config;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import wickstream.formula.Formula;
import wickstream.formula.InvalidFormula;
import wickstream.physics.Activation;

/** The setting {@code ensemble.activation}: a name, a formula, or the slope of a leaky relu. */
final class ActivationSection {
  static final String PATH = "campaign.ensemble.activation";

  private static final String FORMULA = "formula";
  private static final String LEAKY_RELU = Activation.LEAKY_RELU.label();
  private static final RealRange SLOPE =
      new RealRange("a number of at least -1 and at most 1", x -> x >= -1 && x <= 1);

  private ActivationSection() {}

  /** The activation that is meant. */
  static Activation read(Setting setting) {
    if (!setting.isSection()) {
      return setting.choice(
          Activation.named().stream()
              .collect(Collectors.toMap(Activation::label, Function.identity())),
          Activation.labels() + ", or { formula = \"...\" }");
    }
    if (setting.has(FORMULA) == setting.has(LEAKY_RELU)) {
      throw setting.refused(
          "a name, { formula = \"...\" } or { %s = SLOPE }".formatted(LEAKY_RELU));
    }
    return setting.has(FORMULA)
        ? ofFormula(setting.get(FORMULA))
        : Activation.leakyRelu(setting.get(LEAKY_RELU).real(SLOPE));
  }

  private static Activation ofFormula(Setting setting) {
    String text = setting.text();
    try {
      return Activation.ofFormula(Formula.parse(text));
    } catch (InvalidFormula e) {
      throw new InvalidConfiguration(
          setting.path(),
          "is not a formula in z: %s, was %s".formatted(e.getMessage(), setting.shown()));
    }
  }

  /** The setting that reads back as this. */
  static Object value(Activation activation) {
    if (activation.isOwnFormula()) {
      return Map.of(FORMULA, activation.label());
    }
    return Activation.named().contains(activation)
        ? activation.label()
        : Map.of(LEAKY_RELU, activation.negativeSlope());
  }
}
