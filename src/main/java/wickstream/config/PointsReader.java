package wickstream.config;

import java.util.List;
import wickstream.physics.InputPoints;
import wickstream.random.RandomPoints;

/**
 * The points at which networks are evaluated: a list, a grid, points drawn at random, or those of a
 * file. Points of very many coordinates are rotated as soon as they are there, so that no more than
 * one copy of them is ever kept.
 */
final class PointsReader {
  private static final List<String> WAYS =
      List.of("grid", "ball", "sphere", "gaussian", "csv", "npy");
  private static final WholeRange COUNT = new WholeRange(1, CampaignRules.MAX_POINTS);
  private static final WholeRange SEED = new WholeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  private final Setting points;
  private final int dIn;
  private final PointSources sources;

  PointsReader(Setting points, int dIn, PointSources sources) {
    this.points = points;
    this.dIn = dIn;
    this.sources = sources;
  }

  InputPoints read() {
    double[][] coordinates = points.isSection() ? made() : listed();
    try {
      return dIn > CampaignRules.MAX_UNROTATED_D_IN
          ? InputPoints.rotated(dIn, coordinates)
          : InputPoints.ofDimension(dIn, coordinates);
    } catch (IllegalArgumentException e) {
      throw InvalidConfiguration.in("campaign", e);
    }
  }

  /**
   * Lists of d-in numbers; of many dimensions also as results tell them, of as many numbers as
   * there are points.
   */
  private double[][] listed() {
    double[][] listed =
        points.elements("points").stream().map(this::coordinates).toArray(double[][]::new);
    int fewest = CampaignRules.listedCoordinates(listed.length, dIn);
    for (int a = 0; a < listed.length; a++) {
      int count = listed[a].length;
      if (count != dIn && (count != fewest || count != listed[0].length)) {
        throw new InvalidConfiguration(
            "%s[%d]".formatted(points.path(), a),
            "must have d-in = %d coordinates%s, had %d"
                .formatted(
                    dIn,
                    fewest == dIn
                        ? ""
                        : ", or all points %d, which is how many there are".formatted(fewest),
                    count));
      }
    }
    return listed;
  }

  private double[] coordinates(Setting point) {
    if (dIn == 1 && !(point.value() instanceof List<?>)) {
      return new double[] {point.real(RealRange.FINITE)};
    }
    return point.elements("d-in = %d numbers".formatted(dIn)).stream()
        .mapToDouble(x -> x.real(RealRange.FINITE))
        .toArray();
  }

  private double[][] made() {
    List<String> ways = WAYS.stream().filter(points::has).toList();
    if (ways.size() != 1) {
      throw new InvalidConfiguration(
          points.path(),
          "must have one of %s, had %s"
              .formatted(String.join(", ", WAYS), ways.isEmpty() ? "none" : ways));
    }
    Setting way = points.get(ways.get(0));
    return switch (ways.get(0)) {
      case "grid" -> new PointGrid(way, dIn).points();
      case "csv" -> CsvPoints.read(way, dIn, sources);
      case "npy" -> NpyPoints.read(way, dIn, sources);
      default -> drawn(ways.get(0), way);
    };
  }

  private double[][] drawn(String law, Setting from) {
    int count = from.required("count").wholeInt(COUNT);
    sources.check(from, count, dIn);
    long seed = from.has("seed") ? from.get("seed").whole(SEED) : 0;
    double scale =
        from.required(law.equals("gaussian") ? "sigma" : "radius").real(RealRange.POSITIVE);
    return switch (law) {
      case "ball" -> RandomPoints.inBall(seed, count, dIn, scale);
      case "sphere" -> RandomPoints.onSphere(seed, count, dIn, scale);
      default -> RandomPoints.gaussian(seed, count, dIn, scale);
    };
  }
}
