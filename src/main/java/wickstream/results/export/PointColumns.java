package wickstream.results.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import wickstream.config.CampaignConfig;
import wickstream.physics.InputPoints;

/**
 * The columns x1, x2, … of greens.csv, which hold the points of a multiset in the order of its
 * indices: a number each, or several coordinates separated by spaces.
 */
final class PointColumns {
  /**
   * Points of more coordinates have no columns: a table that repeats images in every row is of no
   * use, and the configuration holds them.
   */
  private static final int MOST_COORDINATES = 8;

  private final int columns;

  /** What is written for each point. */
  private final List<Object> points;

  private PointColumns(int columns, List<Object> points) {
    this.columns = columns;
    this.points = points;
  }

  /** The columns of a campaign: as many as its highest order, or none. */
  static PointColumns of(CampaignConfig config) {
    InputPoints points = config.points();
    if (points.coordinates() > MOST_COORDINATES) {
      return new PointColumns(0, List.of());
    }
    int highest = config.orders().stream().mapToInt(order -> order).max().orElse(0);
    return new PointColumns(
        highest, IntStream.range(0, points.count()).mapToObj(a -> cell(points.point(a))).toList());
  }

  private static Object cell(double[] point) {
    return point.length == 1
        ? (Object) point[0]
        : Arrays.stream(point).mapToObj(JsonFile::line).collect(Collectors.joining(" "));
  }

  List<String> names() {
    return IntStream.rangeClosed(1, columns).mapToObj(position -> "x" + position).toList();
  }

  /** The points with these indices; null beyond them. */
  List<Object> cells(List<Integer> indices) {
    if (columns == 0) {
      return List.of();
    }
    List<Object> cells = new ArrayList<>(indices.stream().map(points::get).toList());
    cells.addAll(Collections.nCopies(columns - indices.size(), null));
    return cells;
  }
}
