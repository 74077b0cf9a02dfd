package wickstream.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import wickstream.physics.InputPoints;
import wickstream.random.UniformBall;

/**
 * The points at which networks are evaluated: a list, a grid, points uniform in a ball, or those of
 * a file, one a line.
 */
final class PointsReader {
  /** The most points that are generated or read. */
  static final int MOST = 1000;

  private static final WholeRange COUNT = new WholeRange(1, MOST);
  private static final WholeRange SEED = new WholeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /** White space of any script, and signs that take no room, such as a mark of byte order. */
  private static final Pattern BLANK_ENDS =
      Pattern.compile(
          "^[\\x09-\\x0d\\x1c-\\x20\\p{Z}\\p{Cf}]+|[\\x09-\\x0d\\x1c-\\x20\\p{Z}\\p{Cf}]+$");

  private final Setting points;
  private final int dIn;
  private final PointFiles files;

  PointsReader(Setting points, int dIn, PointFiles files) {
    this.points = points;
    this.dIn = dIn;
    this.files = files;
  }

  InputPoints read() {
    List<List<Double>> coordinates = points.isSection() ? generated() : listed();
    try {
      return InputPoints.ofDimension(dIn, coordinates);
    } catch (IllegalArgumentException e) {
      throw InvalidConfiguration.in("campaign", e);
    }
  }

  private List<List<Double>> listed() {
    return points.elements("points").stream().map(this::coordinates).toList();
  }

  private List<Double> coordinates(Setting point) {
    if (dIn == 1 && !(point.value() instanceof List<?>)) {
      return List.of(point.real(RealRange.FINITE));
    }
    return point.elements("d-in = %d numbers".formatted(dIn)).stream()
        .map(x -> x.real(RealRange.FINITE))
        .toList();
  }

  private List<List<Double>> generated() {
    List<String> ways = Stream.of("grid", "ball", "csv").filter(points::has).toList();
    if (ways.size() != 1) {
      throw new InvalidConfiguration(
          points.path(),
          "must have one of grid, ball, csv, had " + (ways.isEmpty() ? "none" : ways));
    }
    Setting way = points.get(ways.get(0));
    return switch (ways.get(0)) {
      case "grid" -> grid(way);
      case "ball" -> ball(way);
      default -> file(way);
    };
  }

  /** Products of equally spaced coordinates, both ends included; the last one runs fastest. */
  private List<List<Double>> grid(Setting grid) {
    List<List<Double>> grown = List.of(List.of());
    for (int k = 0; k < dIn; k++) {
      List<Double> axis = axis(grid, k);
      if ((long) grown.size() * axis.size() > MOST) {
        throw perAxis(grid, "count", k)
            .refused("small enough for at most %d points".formatted(MOST));
      }
      List<List<Double>> longer = new ArrayList<>();
      for (List<Double> start : grown) {
        for (double x : axis) {
          List<Double> point = new ArrayList<>(start);
          point.add(x);
          longer.add(point);
        }
      }
      grown = longer;
    }
    return grown;
  }

  /** from + i (to − from)/(count − 1), in decimal arithmetic. */
  private List<Double> axis(Setting grid, int k) {
    BigDecimal from = perAxis(grid, "from", k).decimal(RealRange.FINITE);
    Setting end = perAxis(grid, "to", k);
    BigDecimal to = end.decimal(RealRange.FINITE);
    Setting number = perAxis(grid, "count", k);
    int count = number.wholeInt(COUNT);
    if (from.compareTo(to) > 0) {
      throw end.refused("at least from = " + from);
    }
    if ((count == 1) != (from.compareTo(to) == 0)) {
      throw number.refused("1 where from = to, and at least 2 elsewhere");
    }
    List<Double> axis = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BigDecimal steps = BigDecimal.valueOf(Math.max(1, count - 1));
      BigDecimal way = to.subtract(from).multiply(BigDecimal.valueOf(i));
      axis.add(from.add(way.divide(steps, MathContext.DECIMAL128)).doubleValue());
    }
    return axis;
  }

  /** What a grid has for coordinate k: one value for all, or a list of d-in. */
  private Setting perAxis(Setting grid, String key, int k) {
    Setting setting = required(grid, key);
    if (!(setting.value() instanceof List<?>)) {
      return setting;
    }
    List<Setting> all = setting.elements("d-in = %d numbers".formatted(dIn));
    if (all.size() != dIn) {
      throw new InvalidConfiguration(
          setting.path(), "must have d-in = %d numbers, had %d".formatted(dIn, all.size()));
    }
    return all.get(k);
  }

  private List<List<Double>> ball(Setting ball) {
    int count = required(ball, "count").wholeInt(COUNT);
    double radius = required(ball, "radius").real(RealRange.POSITIVE);
    long seed = ball.has("seed") ? ball.get("seed").whole(SEED) : 0;
    return Arrays.stream(UniformBall.points(seed, count, dIn, radius))
        .map(point -> DoubleStream.of(point).boxed().toList())
        .toList();
  }

  private static Setting required(Setting section, String key) {
    if (!section.has(key)) {
      throw new InvalidConfiguration(section.path() + "." + key, "is required");
    }
    return section.get(key);
  }

  /** One point a line, numbers separated by commas; empty lines and those after # are skipped. */
  private List<List<Double>> file(Setting csv) {
    String[] lines = files.text(csv).split("\\R");
    List<List<Double>> read = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      String line = stripped(lines[i]);
      if (!line.isEmpty() && !line.startsWith("#")) {
        read.add(point(csv, line, i + 1));
      }
      if (read.size() > MOST) {
        throw new InvalidConfiguration(
            csv.path(), "must hold at most %d points, had more".formatted(MOST));
      }
    }
    return read;
  }

  private List<Double> point(Setting csv, String line, int number) {
    String place = "%s:%d".formatted(csv.text(), number);
    String[] cells = line.split(",", -1);
    if (cells.length != dIn) {
      throw new InvalidConfiguration(
          csv.path(),
          "must hold d-in = %d numbers a line, %s has %d".formatted(dIn, place, cells.length));
    }
    List<Double> point = new ArrayList<>();
    for (String cell : cells) {
      point.add(number(csv, stripped(cell), place));
    }
    return Collections.unmodifiableList(point);
  }

  private static double number(Setting csv, String cell, String place) {
    String wanted = "a finite number";
    try {
      double x = new DecimalNumber(cell).value();
      if (Double.isFinite(x)) {
        return x;
      }
    } catch (NumberFormatException e) {
      wanted = e.getMessage();
    }
    throw new InvalidConfiguration(
        csv.path(),
        "must hold finite numbers, %s has \"%s\", which must be %s"
            .formatted(place, InvalidConfiguration.shown(cell), wanted));
  }

  private static String stripped(String text) {
    return BLANK_ENDS.matcher(text).replaceAll("");
  }
}
