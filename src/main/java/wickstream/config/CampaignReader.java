package wickstream.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import wickstream.physics.Activation;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Training;

/** Reads the sections of a campaign file, its defaults already laid under it, into records. */
final class CampaignReader {
  private static final WholeRange ANY_INT = new WholeRange(Integer.MIN_VALUE, Integer.MAX_VALUE);
  private static final WholeRange SEED = new WholeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  private final Setting campaign;
  private final Setting ensemble;
  private final Setting stop;

  private final PointSources sources;

  CampaignReader(Setting root, PointSources sources) {
    this.sources = sources;
    campaign = root.get("campaign");
    ensemble = campaign.get("ensemble");
    stop = campaign.get("stop");
  }

  /** The campaign; {@code defaultName} is asked where a file gives none. */
  CampaignConfig read(Supplier<String> defaultName) {
    Activation activation = ActivationSection.read(ensemble.get("activation"));
    int dIn = ensemble.get("d-in").wholeInt(CampaignConfig.D_IN);
    int dOut = ensemble.get("d-out").wholeInt(CampaignConfig.D_OUT);
    double sigmaB = ensemble.get("sigma-b").real(RealRange.NOT_NEGATIVE);
    Optional<Training> training = training(dIn, dOut);
    return new CampaignConfig(
        campaign.has("name") ? campaign.get("name").text() : defaultName.get(),
        campaign.get("seed").whole(SEED),
        activation,
        dIn,
        dOut,
        ensemble.get("depth").wholeInt(CampaignConfig.DEPTH),
        sigmaB,
        cutoff(activation),
        PriorsSection.read(ensemble),
        required("widths", "a list of whole numbers").elements("whole numbers").stream()
            .map(width -> width.wholeInt(Grid.WIDTH))
            .toList(),
        SigmaWGrid.read(required("sigma-w", "a list of numbers or { from, to, step, also }")),
        points(activation, dIn),
        estimator(activation, sigmaB, training),
        campaign.get("orders").elements("some of 2, 4, 6").stream()
            .map(order -> order.wholeInt(ANY_INT))
            .toList(),
        campaign.get("bag-size").wholeInt(CampaignConfig.BAG_SIZE),
        stop(activation, dIn, training),
        training);
  }

  private Setting required(String key, String what) {
    Setting setting = campaign.get(key);
    if (setting.isNull()) {
      throw new InvalidConfiguration(setting.path(), "is required: " + what);
    }
    return setting;
  }

  private OptionalDouble cutoff(Activation activation) {
    OptionalDouble given = ensemble.get("cutoff").realOrNull(RealRange.POSITIVE);
    return given.isPresent() ? given : activation.defaultCutoff();
  }

  private InputPoints points(Activation activation, int dIn) {
    if (campaign.get("points").isNull()) {
      if (dIn > 1) {
        throw new InvalidConfiguration(
            "campaign.points",
            "is required when d-in is above 1: a list of lists of numbers, or one of grid, ball, sphere, gaussian, csv, npy");
      }
      return activation.defaultPoints();
    }
    return new PointsReader(campaign.get("points"), dIn, sources).read();
  }

  private Estimator estimator(Activation activation, double sigmaB, Optional<Training> training) {
    Map<String, Optional<Estimator>> choices = new LinkedHashMap<>();
    byLabel(Estimator.values(), Estimator::label)
        .forEach((label, estimator) -> choices.put(label, Optional.of(estimator)));
    choices.put("auto", Optional.empty());
    return campaign
        .get("estimator")
        .choice(choices)
        .orElseGet(
            () ->
                training.filter(Training::isOfAllLayers).isPresent()
                    ? Estimator.PLAIN
                    : Estimator.automatic(activation, sigmaB));
  }

  private StopCondition stop(Activation activation, int dIn, Optional<Training> training) {
    return new StopCondition(
        new GoalSection(stop, training).read(activation, dIn),
        stop.get("confidence").real(RealRange.PROBABILITY),
        stop.get("min-bags").wholeInt(StopCondition.MIN_BAGS),
        stop.get("max-networks").whole(StopCondition.MAX_NETWORKS),
        stop.get("max-time").durationOrNull());
  }

  private Optional<Training> training(int dIn, int dOut) {
    Setting training = campaign.get("training");
    return training.isNull()
        ? Optional.empty()
        : Optional.of(new TrainingSection(training, dIn, dOut).read(sources));
  }

  private static <T> Map<String, T> byLabel(T[] values, Function<T, String> label) {
    Map<String, T> map = new LinkedHashMap<>();
    Arrays.stream(values).forEach(value -> map.put(label.apply(value), value));
    return map;
  }
}
