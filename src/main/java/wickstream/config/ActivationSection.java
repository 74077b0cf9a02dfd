package wickstream.config;

import java.util.function.Function;
import java.util.stream.Collectors;
import wickstream.physics.Activation;

/** The setting {@code ensemble.activation}. */
final class ActivationSection {
  private ActivationSection() {}

  /** The activation of that name. */
  static Activation read(Setting setting) {
    return setting.choice(
        Activation.named().stream()
            .collect(Collectors.toMap(Activation::label, Function.identity())),
        Activation.labels());
  }
}
