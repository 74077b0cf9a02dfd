package wickstream.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import wickstream.physics.Training;
import wickstream.physics.Training.Example;

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
  private static final String READOUT = "readout";

  /**
   * Reads it.
   *
   * @throws InvalidConfiguration naming what is not as it must be
   */
  Training read(PointSources sources) {
    if (!training.isSection()) {
      throw training.refused("null or a section { data, layers, dynamics, times }");
    }
    TrainingRules.checkDimension(dIn);
    checkLayers();
    List<Example> examples =
        Arrays.stream(rows(training.required("data"), sources)).map(this::example).toList();
    try {
      return new Training(examples, rate(), times());
    } catch (IllegalArgumentException e) {
      throw InvalidConfiguration.in(PATH, e);
    }
  }

  private void checkLayers() {
    if (training.has("layers") && !training.get("layers").value().unwrapped().equals(READOUT)) {
      throw training.get("layers").refused(READOUT);
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
    List<Double> numbers = Arrays.stream(row).mapToObj(x -> x + 0.0).toList(); // −0.0 becomes 0.0
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
    map.put("layers", READOUT);
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
