package wickstream.results;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import wickstream.config.FitVariable;
import wickstream.statistics.PowerLawFit;
import wickstream.statistics.PowerSeries;

/**
 * The one power law of a whole grid that {@link CampaignResult#fits()} has, beside what each shard
 * contributes to it.
 *
 * @param fit the law; empty if too few shards tell anything
 * @param points one a value of the grid, in the same order
 */
public record GridPower(Optional<PowerLawFit> fit, List<Point> points) {

  public GridPower {
    points = List.copyOf(points);
  }

  /**
   * Where a value stands in the fit.
   *
   * @param line which of the lines it is on, from 0
   * @param logVariable log σ_W or log N
   * @param relativeError its standard error relative to the law; infinite if it takes no part
   */
  public record Point(int line, double logVariable, double relativeError) {
    /** Whether it takes part. */
    public boolean isFitted() {
      return relativeError < Double.POSITIVE_INFINITY;
    }
  }

  /** The fit to the values of a grid, each of another shard. */
  public static GridPower of(List<GridValue> grid, FitVariable variable) {
    List<FitLine> lines = FitLine.linesOf(grid, variable);
    List<PowerSeries> series = lines.stream().map(FitLine::series).toList();
    Optional<PowerLawFit> fit = PowerLawFit.of(series);
    Map<GridValue, Point> points = new IdentityHashMap<>();
    for (int l = 0; l < lines.size(); l++) {
      int line = l;
      lines.get(line).all().forEach(value -> points.put(value, unfitted(line, value, variable)));
    }
    fit.map(law -> law.relativeErrors(series))
        .ifPresent(
            errors ->
                IntStream.range(0, lines.size())
                    .forEach(l -> put(points, lines.get(l), l, errors.get(l), variable)));
    return new GridPower(fit, grid.stream().map(points::get).toList());
  }

  private static Point unfitted(int line, GridValue value, FitVariable variable) {
    return new Point(line, StrictMath.log(value.at(variable)), Double.POSITIVE_INFINITY);
  }

  private static void put(
      Map<GridValue, Point> points,
      FitLine line,
      int number,
      double[] errors,
      FitVariable variable) {
    for (int i = 0; i < errors.length; i++) {
      if (!Double.isNaN(errors[i])) {
        GridValue value = line.vouched().get(i);
        points.put(value, new Point(number, StrictMath.log(value.at(variable)), errors[i]));
      }
    }
  }
}
