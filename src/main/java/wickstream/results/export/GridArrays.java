package wickstream.results.export;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import wickstream.config.CampaignConfig;
import wickstream.physics.InputPoints;
import wickstream.results.GreenFunction;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;

/**
 * The shards of a campaign as arrays over N and σ_W, and their Green functions over multisets too,
 * under the names of the columns of results.csv and greens.csv. NaN and the empty text stand for
 * what cannot be had; what can be had nowhere has no array.
 */
final class GridArrays {
  private static final String N = "N";
  private static final String SIGMA_W = "sigma_W";
  private static final String MULTISET = "multiset";
  private static final String POINT = "point";
  private static final String COORDINATE = "coordinate";
  private static final String POSITION = "position";

  /** Where a shard is, and what it has in common with all others. */
  private static final Set<String> NO_ARRAYS =
      Set.of("width", "sigmaW", "activation", "dIn", "dOut", "sigmaB", "cutoff", "estimator");

  private final LabelledArrays arrays;

  /** By N and σ_W; null where a grid that was merged has none. */
  private final ShardResult[][] grid;

  private GridArrays(LabelledArrays arrays, ShardResult[][] grid) {
    this.arrays = arrays;
    this.grid = grid;
  }

  /**
   * Adds the arrays of some shards.
   *
   * @param shards of one campaign, at least one
   */
  static void put(LabelledArrays arrays, CampaignConfig config, List<ShardResult> shards) {
    int[] widths = shards.stream().mapToInt(ShardResult::width).sorted().distinct().toArray();
    double[] sigmas =
        shards.stream().mapToDouble(s -> s.ensemble().sigmaW()).sorted().distinct().toArray();
    ShardResult[][] grid = new ShardResult[widths.length][sigmas.length];
    for (ShardResult shard : shards) {
      int n = Arrays.binarySearch(widths, shard.width());
      grid[n][Arrays.binarySearch(sigmas, shard.ensemble().sigmaW())] = shard;
    }
    arrays.dimension(N, widths, "number of hidden units");
    arrays.dimension(SIGMA_W, sigmas, "standard deviation of the weights");
    GridArrays put = new GridArrays(arrays, grid);
    put.shards();
    put.values();
    put.points(config.points());
    put.greens(shards);
  }

  private void shards() {
    for (ResultColumn<ShardResult> column : ResultColumn.OF_SHARDS) {
      if (!NO_ARRAYS.contains(column.name())) {
        shards(column.name(), column.value());
      }
    }
  }

  private void shards(String name, Function<ShardResult, Object> value) {
    Object[] some =
        Arrays.stream(grid)
            .flatMap(Arrays::stream)
            .map(shard -> shard == null ? null : value.apply(shard))
            .toArray();
    if (Arrays.stream(some).anyMatch(String.class::isInstance)) {
      texts(name, shard -> (String) value.apply(shard));
    } else {
      doubles(name, shard -> value.apply(shard) instanceof Number n ? n.doubleValue() : Double.NaN);
    }
  }

  private void values() {
    for (String name : ResultCsv.VALUES) {
      for (ResultColumn<MeasuredValue> part : ResultCsv.VALUE) {
        doubles(
            ResultColumn.partOf(name, part.name()),
            shard -> (double) shard.value(name).map(part.value()).orElse((Object) Double.NaN));
      }
    }
  }

  private void points(InputPoints points) {
    double[][] rows =
        IntStream.range(0, points.count()).mapToObj(points::point).toArray(double[][]::new);
    arrays.dimension(POINT, IntStream.range(0, rows.length).toArray(), "number of a point");
    arrays.dimension(
        COORDINATE, IntStream.range(0, points.coordinates()).toArray(), "number of a coordinate");
    arrays.array("points", rows, "input points", POINT, COORDINATE);
  }

  private void greens(List<ShardResult> shards) {
    List<GreenFunction> multisets =
        shards.stream()
            .map(ShardResult::greens)
            .max(Comparator.comparingInt(List::size))
            .orElseThrow();
    if (multisets.isEmpty()) {
      return; // nothing was measured
    }
    String[] names = multisets.stream().map(green -> text(green.indices())).toArray(String[]::new);
    arrays.dimension(MULTISET, names, "indices of the points of a multiset");
    int[][] indices = Hdf5File.indices(multisets, GreenFunction::indices);
    arrays.dimension(
        POSITION, IntStream.range(0, indices[0].length).toArray(), "position in a multiset");
    arrays.array("indices", indices, "points of a multiset, filled up with -1", MULTISET, POSITION);
    arrays.array(
        "order",
        multisets.stream().mapToInt(GreenFunction::order).toArray(),
        "number of points of a multiset",
        MULTISET);
    ResultColumn.OF_GREENS.stream().skip(2).forEach(column -> green(column, names.length));
  }

  private static String text(List<Integer> indices) {
    return String.join(" ", indices.stream().map(String::valueOf).toList());
  }

  private void green(ResultColumn<GreenFunction> column, int multisets) {
    double[][][] values = new double[grid.length][grid[0].length][multisets];
    for (int n = 0; n < grid.length; n++) {
      for (int s = 0; s < grid[n].length; s++) {
        ShardResult shard = grid[n][s];
        boolean isMeasured = shard != null && shard.greens().size() == multisets;
        Arrays.setAll(
            values[n][s],
            k -> isMeasured ? (double) column.value().apply(shard.greens().get(k)) : Double.NaN);
      }
    }
    String name = ArrayNames.ofGreens(column.name());
    if (Arrays.stream(values).flatMap(Arrays::stream).anyMatch(GridArrays::isKnown)) {
      arrays.array(name, values, ArrayNames.inWords(name), N, SIGMA_W, MULTISET);
    }
  }

  private void doubles(String name, ToDoubleFunction<ShardResult> value) {
    double[][] values = new double[grid.length][grid[0].length];
    for (int n = 0; n < grid.length; n++) {
      for (int s = 0; s < grid[n].length; s++) {
        values[n][s] = grid[n][s] == null ? Double.NaN : value.applyAsDouble(grid[n][s]);
      }
    }
    if (Arrays.stream(values).anyMatch(GridArrays::isKnown)) {
      arrays.array(name, values, ArrayNames.inWords(name), N, SIGMA_W);
    }
  }

  private static boolean isKnown(double[] row) {
    return Arrays.stream(row).anyMatch(value -> !Double.isNaN(value));
  }

  private void texts(String name, Function<ShardResult, String> value) {
    String[][] texts = new String[grid.length][grid[0].length];
    for (int n = 0; n < grid.length; n++) {
      for (int s = 0; s < grid[n].length; s++) {
        texts[n][s] = Optional.ofNullable(grid[n][s]).map(value).orElse("");
      }
    }
    arrays.array(name, texts, ArrayNames.inWords(name), N, SIGMA_W);
  }
}
