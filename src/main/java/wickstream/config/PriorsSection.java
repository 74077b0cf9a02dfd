package wickstream.config;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import wickstream.physics.Frequencies;
import wickstream.physics.Priors;
import wickstream.physics.Readout;

/** The settings of {@code campaign.ensemble} that say which laws weights are drawn from. */
final class PriorsSection {
  private static final String READOUT = "readout";
  private static final String SHARED_SCALE = "shared-scale";
  private static final String GAMMA = "gamma";
  private static final String FREQUENCIES = "frequencies";

  /** Below, hardly a network in a hundred has outputs; above, all are alike to nine digits. */
  private static final RealRange SHAPE =
      new RealRange("between 0.01 and 1e9", gamma -> gamma >= 0.01 && gamma <= 1e9);

  private PriorsSection() {}

  static Priors read(Setting ensemble) {
    return new Priors(
        choice(ensemble.get(READOUT), Readout.values(), Readout::label),
        sharedScale(ensemble.get(SHARED_SCALE)),
        choice(ensemble.get(FREQUENCIES), Frequencies.values(), Frequencies::label));
  }

  private static <T> T choice(Setting setting, T[] values, Function<T, String> label) {
    return setting.choice(
        Arrays.stream(values).collect(Collectors.toMap(label, Function.identity())),
        Arrays.stream(values).map(label).collect(Collectors.joining(", ")));
  }

  private static OptionalDouble sharedScale(Setting setting) {
    if (setting.isNull()) {
      return OptionalDouble.empty();
    }
    if (!setting.isSection()) {
      throw setting.refused("null or a section { gamma }");
    }
    return OptionalDouble.of(setting.required(GAMMA).real(SHAPE));
  }

  /** Adds the settings that read back as these laws; none where they are normal. */
  static void put(Priors priors, Map<String, Object> into) {
    if (priors.readout() != Readout.NORMAL) {
      into.put(READOUT, priors.readout().label());
    }
    priors.sharedScale().ifPresent(gamma -> into.put(SHARED_SCALE, Map.of(GAMMA, gamma)));
    if (priors.frequencies() != Frequencies.NORMAL) {
      into.put(FREQUENCIES, priors.frequencies().label());
    }
  }
}
