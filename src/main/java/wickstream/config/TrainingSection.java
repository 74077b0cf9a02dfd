package wickstream.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import wickstream.physics.Training;
import wickstream.physics.Training.Example;
import wickstream.physics.Training.Layers;

/**
 * The section {@code campaign.training}: what networks learn, how, and when they are looked at.
 *
 * @param training the section
 * @param dIn how many numbers of a row of data are the input
 * @param dOut how many after them are the targets
 */
record TrainingSection(Setting training, int dIn, int dOut) {
  static final String PATH = "campaign.training";

  /** Of times, in units of learning rate × steps. */
  static final RealRange TIME =
      new RealRange("a finite number of at least 0, or infinity", RealRange.NOT_NEGATIVE.allowed());

  private static final String FLOW = "flow";

  /**
   * Reads it.
   *
   * @throws InvalidConfiguration naming what is not as it must be
   */
  Training read(PointSources sources) {
    if (!training.isSection()) {
      throw training.refused("null or a section { data, layers, dynamics, times, noise-variance }");
    }
    TrainingRules.checkDimension(dIn);
    List<Example> examples =
        Arrays.stream(rows(training.required("data"), sources)).map(this::example).toList();
    try {
      Layers layers = layers();
      return layers == Layers.POSTERIOR ? posterior(examples) : descending(layers, examples);
    } catch (IllegalArgumentException e) {
      throw InvalidConfiguration.in(PATH, e);
    }
  }

  private Layers layers() {
    if (!training.has("layers")) {
      return Layers.READOUT;
    }
    Map<String, Layers> choices = new LinkedHashMap<>();
    Arrays.stream(Layers.values()).forEach(layers -> choices.put(layers.label(), layers));
    return training.get("layers").choice(choices);
  }

  private Training descending(Layers layers, List<Example> examples) {
    refuse("noise-variance", "must be given with layers = posterior alone");
    return new Training(layers, examples, rate(), OptionalDouble.empty(), times());
  }

  /** Bayes' rule knows neither steps nor times. */
  private Training posterior(List<Example> examples) {
    refuse("dynamics", "must not be given with layers = posterior, which is not reached in steps");
    refuse("times", "must not be given with layers = posterior, which is not reached in time");
    return Training.posterior(
        examples, training.required("noise-variance").real(RealRange.POSITIVE));
  }

  private void refuse(String key, String why) {
    if (training.has(key)) {
      throw new InvalidConfiguration(training.get(key).path(), why);
    }
  }

  private double[][] rows(Setting data, PointSources sources) {
    if (data.isSection()) {
      return CsvPoints.readRows(data.required("csv"), dIn, dOut, sources);
    }
    List<Setting> rows = data.elements("rows, or { csv = ... }");
    TrainingRules.checkRows(data.path(), rows.size());
    return rows.stream().map(this::row).toArray(double[][]::new);
  }

  private double[] row(Setting row) {
    List<Setting> numbers = row.elements("%s numbers".formatted(width(dIn, dOut)));
    if (numbers.size() != dIn + dOut) {
      throw new InvalidConfiguration(
          row.path(), "must have %s numbers, had %d".formatted(width(dIn, dOut), numbers.size()));
    }
    return numbers.stream().mapToDouble(x -> x.real(RealRange.FINITE)).toArray();
  }

  /** How many numbers a row has, for messages. */
  static String width(int dIn, int dOut) {
    return "d-in + d-out = %d + %d".formatted(dIn, dOut);
  }

  private Example example(double[] row) {
    List<Double> numbers = Arrays.stream(row).boxed().toList();
    return new Example(numbers.subList(0, dIn), numbers.subList(dIn, dIn + dOut));
  }

  private OptionalDouble rate() {
    if (!training.has("dynamics")) {
      return OptionalDouble.empty();
    }
    Setting dynamics = training.get("dynamics");
    if (dynamics.isSection()) {
      return OptionalDouble.of(dynamics.required("descent").real(RealRange.POSITIVE));
    }
    if (!dynamics.value().unwrapped().equals(FLOW)) {
      throw dynamics.refused("flow or { descent = RATE }");
    }
    return OptionalDouble.empty();
  }

  private List<Double> times() {
    return training.required("times").elements("numbers").stream()
        .map(time -> time.realOrInfinity(TIME) + 0.0)
        .toList();
  }

  /** The section that reads back as this. */
  static Map<String, Object> map(Training training) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("data", training.examples().stream().map(TrainingSection::row).toList());
    map.put("layers", training.layers().label());
    if (training.isPosterior()) {
      map.put("noise-variance", training.noiseVariance().getAsDouble());
      return map;
    }
    map.put(
        "dynamics",
        training.rate().isPresent() ? Map.of("descent", training.rate().getAsDouble()) : FLOW);
    map.put("times", training.times().stream().map(TrainingSection::time).toList());
    return map;
  }

  private static List<Double> row(Example example) {
    return Stream.concat(example.input().stream(), example.targets().stream()).toList();
  }

  /** A time as it is written: there is no number for infinity in a file. */
  static Object time(double time) {
    return Double.isInfinite(time) ? Setting.INFINITY : (Object) time;
  }
}
