package wickstream.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wickstream.physics.Activation;
import wickstream.physics.Observable;
import wickstream.physics.PowerLaw;
import wickstream.physics.Training;

/** Reads what a campaign is asked to find out from its section {@code stop}. */
final class GoalSection {
  private static final List<String> OF_ONE =
      List.of("observable", "at-time", "relative-error", "absolute-error");
  private static final List<String> OF_POWERS = List.of("in", "error");

  private final Setting stop;
  private final Optional<Training> training;

  GoalSection(Setting stop, Optional<Training> training) {
    this.stop = stop;
    this.training = training;
  }

  /**
   * @param activation whose couplings, where it has any, stand for all
   */
  Goal read(Activation activation, int dIn) {
    if (stop.has("power-of")) {
      refuse("power-of", Stream.concat(OF_ONE.stream(), Stream.of("all")).toList());
      return power();
    }
    OF_POWERS.stream().filter(stop::has).findFirst().ifPresent(GoalSection::refuseWithoutPower);
    if (stop.has("all")) {
      refuse("all", OF_ONE);
      boolean hasCouplings = activation.hasGaussianKernel() || dIn == 1;
      return new PrecisionOfAll(
          hasCouplings ? Observable.U4 : Observable.M4,
          stop.get("all").real(Precision.RELATIVE_ERROR));
    }
    return precision();
  }

  private static void refuseWithoutPower(String key) {
    throw new InvalidConfiguration(
        StopCondition.PATH + "." + key, "belongs to a power, and needs power-of");
  }

  private void refuse(String goal, List<String> others) {
    if (training.isPresent()) {
      throw new InvalidConfiguration(
          StopCondition.PATH + "." + goal,
          "is of networks as they are drawn: with training, name one observable instead");
    }
    for (String key : others) {
      if (stop.has(key) && !stop.get(key).isLeftToDefault()) {
        throw new InvalidConfiguration(
            StopCondition.PATH + "." + key, "must not be given with " + goal);
      }
    }
  }

  private PowerGoal power() {
    Map<String, PowerLaw> laws = byName(PowerLaw.values(), PowerLaw::quantity);
    return new PowerGoal(
        stop.get("power-of").choice(laws),
        stop.required("in").choice(byName(FitVariable.values(), FitVariable::key)),
        stop.required("error").real(RealRange.POSITIVE));
  }

  private Precision precision() {
    Observable observable = observable();
    return new Precision(
        observable,
        atTime(observable),
        stop.get("relative-error").realOrNull(Precision.RELATIVE_ERROR),
        stop.get("absolute-error").realOrNull(RealRange.POSITIVE));
  }

  private Observable observable() {
    Map<String, Observable> choices = byName(Observable.values(), Observable::label);
    boolean areTrained = training.isPresent();
    String named = areTrained ? String.join(", ", choices.keySet()) : Observable.untrainedLabels();
    Observable observable = stop.get("observable").choice(choices, named);
    TrainingRules.checkTrained(observable, areTrained);
    return observable;
  }

  /** There is but one time of the posterior that can be meant. */
  private OptionalDouble atTime(Observable observable) {
    Setting time = stop.get("at-time");
    if (!time.isNull()) {
      return OptionalDouble.of(time.realOrInfinity(TrainingSection.TIME));
    }
    return observable.isOfTraining() && training.filter(Training::isPosterior).isPresent()
        ? OptionalDouble.of(Double.POSITIVE_INFINITY)
        : OptionalDouble.empty();
  }

  private static <T> Map<String, T> byName(T[] values, Function<T, String> name) {
    return Arrays.stream(values)
        .collect(Collectors.toMap(name, value -> value, (one, other) -> one, LinkedHashMap::new));
  }
}
