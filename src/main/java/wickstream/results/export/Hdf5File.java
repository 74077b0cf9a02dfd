package wickstream.results.export;

import io.jhdf.api.WritableGroup;
import io.jhdf.api.WritableNode;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import wickstream.config.CampaignConfig;
import wickstream.physics.Training;
import wickstream.results.CampaignResult;
import wickstream.results.GreenFunction;
import wickstream.results.MeasuredShard;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.TrainedFunction;
import wickstream.results.TrainedTime;
import wickstream.results.VertexFit;
import wickstream.statistics.Block;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.Sums;
import wickstream.statistics.Totals;

/**
 * One HDF5 file with the results of a campaign and everything that they were made of. Names and
 * meanings are those of results.json, NaN and the empty text standing for what cannot be had.
 *
 * <p>The root has what all shards have in common as attributes, among them {@code schema}, {@code
 * version}, {@code campaign} and {@code seed}, the dataset {@code configuration}, a JSON text, the
 * {@linkplain GridArrays arrays} over N and σ_W, and a group for each shard, named by its identity.
 * Each of these has the dataset {@code reason}, its other single numbers and texts as attributes
 * (which may not hold texts of any length), and in groups, with B blocks, D components, S series
 * and the T extreme values that the fit of a tail can use:
 *
 * <table>
 * <caption>Datasets of a shard</caption>
 * <tr><th>group</th><th>datasets</th><th>shape</th></tr>
 * <tr><td>couplings, deviations</td><td>name, value, standardError, low, high, confidence,
 * exact, theory</td><td>one row a number</td></tr>
 * <tr><td>greens</td><td>order, value, standardError, free, deviation, normalised, u,
 * connected, connectedStandardError, uStandardError, uExact, uTheory, connectedExact,
 * connectedTheory</td><td>one row a multiset</td></tr>
 * <tr><td>greens</td><td>indices</td><td>multisets × the greatest order; filled up with −1</td></tr>
 * <tr><td>vertex</td><td>terms, weighting, and the other columns of vertex.csv</td><td>one row a
 * fit</td></tr>
 * <tr><td>trained/TIME/means</td><td>as couplings</td><td>one row a function</td></tr>
 * <tr><td>trained/TIME</td><td>function, output, indices, filled up with −1, value, standardError,
 * low, high, confidence, exact, theory</td><td>one row a function, output and multiset</td></tr>
 * <tr><td>components</td><td>mean, squares: ȳ and Σ(y−ȳ)² over all bags</td><td>D</td></tr>
 * <tr><td>series</td><td>name, mean, m2, m3, m4: ȳ, Σ(y−ȳ)², Σ(y−ȳ)³, Σ(y−ȳ)⁴ over all
 * bags</td><td>S</td></tr>
 * <tr><td>blocks</td><td>firstBag, bags, networks</td><td>B</td></tr>
 * <tr><td>blocks/components</td><td>mean, squares</td><td>B × D</td></tr>
 * <tr><td>blocks/series</td><td>mean, m2, m3, m4</td><td>B × S</td></tr>
 * <tr><td>tails/NAME</td><td>low, high: the extreme values of the series, ascending</td>
 * <td>T</td></tr>
 * </table>
 *
 * <p>Datasets without entries and groups without datasets are left out. Texts are UTF-8, in the
 * groups and in attributes of fixed length, the only kind that the library writes by itself.
 */
public final class Hdf5File {
  private static final String SCHEMA = "wickstream-hdf5/1";

  /** The identity is the name of the group, and the reason a dataset. */
  private static final Set<String> NO_ATTRIBUTES = Set.of("shard", "reason");

  private Hdf5File() {}

  /**
   * Writes a file, which appears whole or not at all.
   *
   * @param result of the campaign; its shards are not written
   * @param shards the shards to write
   */
  public static void write(CampaignResult result, List<MeasuredShard> shards, Path file)
      throws IOException {
    AtomicFile.replaceAt(
        file,
        unfinished -> {
          try {
            root(result, shards).writeTo(unfinished);
          } catch (HdfException e) {
            throw new IOException("could not write " + file, e);
          }
        });
  }

  /** Arrays come first, so that the names of their dimensions are soon found. */
  private static RootGroup root(CampaignResult result, List<MeasuredShard> shards)
      throws IOException {
    RootGroup root = new RootGroup();
    campaign(root, result.version(), result.config());
    LabelledArrays arrays = new LabelledArrays(root);
    if (!shards.isEmpty()) {
      GridArrays.put(arrays, result.config(), shards.stream().map(MeasuredShard::result).toList());
    }
    arrays.array(
        "configuration", JsonFile.text(result.config().toMap()), "configuration in effect");
    for (MeasuredShard shard : shards) {
      shard(root.putGroup(shard.result().id()), shard);
    }
    return root;
  }

  private static void campaign(WritableGroup root, String version, CampaignConfig config) {
    root.putAttribute("schema", SCHEMA);
    root.putAttribute("version", version);
    root.putAttribute("campaign", config.name());
    root.putAttribute("seed", config.seed());
    root.putAttribute("activation", config.activation().label());
    root.putAttribute("estimator", config.estimator().label());
    root.putAttribute("sigmaB", config.sigmaB());
    root.putAttribute("dIn", config.dIn());
    root.putAttribute("dOut", config.dOut());
    root.putAttribute("confidence", config.stop().confidence());
  }

  private static void shard(WritableGroup group, MeasuredShard shard) {
    ShardResult result = shard.result();
    attributes(group, result);
    put(group, "reason", result.verdict().reason());
    values(group, "couplings/", result.couplings());
    values(group, "deviations/", result.deviations());
    values(group, "connected/", result.connected());
    trained(group, result.trained());
    greens(group, result.greens());
    result.vertex().ifPresent(vertex -> vertex(group, vertex.fits()));
    if (shard.totals().bags() > 0) {
      totals(group, shard.totals(), shard.series());
    }
  }

  private static void attributes(WritableNode group, ShardResult shard) {
    for (ResultColumn<ShardResult> column : ResultColumn.OF_SHARDS) {
      if (!NO_ATTRIBUTES.contains(column.name())) {
        Object value = column.value().apply(shard);
        group.putAttribute(column.name(), value == null ? "" : value);
      }
    }
  }

  private static void values(WritableGroup group, String path, Map<String, MeasuredValue> named) {
    put(group, path + "name", named.keySet().toArray(String[]::new));
    for (ResultColumn<MeasuredValue> column : ResultColumn.OF_VALUES) {
      put(group, path + column.name(), doubles(named.values(), column));
    }
  }

  private static void trained(WritableGroup group, List<TrainedTime> times) {
    for (TrainedTime at : times) {
      String path = "trained/" + Training.timeText(at.time()) + "/";
      values(group, path + "means/", at.means());
      List<TrainedFunction> functions = at.functions();
      put(
          group,
          path + "function",
          functions.stream().map(TrainedFunction::function).toArray(String[]::new));
      put(group, path + "output", functions.stream().mapToInt(TrainedFunction::output).toArray());
      put(group, path + "indices", indices(functions, TrainedFunction::indices));
      for (ResultColumn<MeasuredValue> column : ResultColumn.OF_VALUES) {
        put(
            group,
            path + column.name(),
            doubles(functions, of -> (double) column.value().apply(of.value())));
      }
    }
  }

  private static void greens(WritableGroup group, List<GreenFunction> greens) {
    put(group, "greens/order", greens.stream().mapToInt(GreenFunction::order).toArray());
    put(group, "greens/indices", indices(greens, GreenFunction::indices));
    for (ResultColumn<GreenFunction> column :
        ResultColumn.OF_GREENS.subList(2, ResultColumn.OF_GREENS.size())) {
      put(group, "greens/" + column.name(), doubles(greens, column));
    }
  }

  private static void vertex(WritableGroup group, List<VertexFit> fits) {
    for (ResultColumn<VertexFit> column : ResultColumn.OF_VERTEX) {
      List<Object> cells = fits.stream().map(column.value()).toList();
      put(
          group,
          "vertex/" + column.name(),
          cells.get(0) instanceof String
              ? cells.toArray(String[]::new)
              : cells.stream().mapToDouble(cell -> ((Number) cell).doubleValue()).toArray());
    }
  }

  private static <T> double[] doubles(Collection<T> rows, ResultColumn<T> column) {
    return doubles(rows, row -> (double) column.value().apply(row));
  }

  static <T> int[][] indices(List<T> functions, Function<T, List<Integer>> points) {
    List<List<Integer>> all = functions.stream().map(points).toList();
    int[][] rows = new int[all.size()][all.stream().mapToInt(List::size).max().orElse(0)];
    for (int row = 0; row < rows.length; row++) {
      List<Integer> indices = all.get(row);
      Arrays.setAll(rows[row], i -> i < indices.size() ? indices.get(i) : -1);
    }
    return rows;
  }

  private static void totals(WritableGroup group, Totals totals, List<String> names) {
    Sums sums = totals.sums();
    put(group, "components/mean", sums.components().means());
    put(group, "components/squares", sums.components().squares());
    put(group, "series/name", names.toArray(String[]::new));
    centralMoments(group, "series/", moment -> doubles(sums.series(), moment));
    blocks(group, totals.blocks());
    for (int s = 0; s < names.size(); s++) {
      put(group, "tails/" + names.get(s) + "/low", totals.tail(s).low());
      put(group, "tails/" + names.get(s) + "/high", totals.tail(s).high());
    }
  }

  private static void blocks(WritableGroup group, List<Block> blocks) {
    put(group, "blocks/firstBag", blocks.stream().mapToLong(Block::firstBag).toArray());
    put(group, "blocks/bags", blocks.stream().mapToLong(Block::bags).toArray());
    put(group, "blocks/networks", blocks.stream().mapToLong(Block::networks).toArray());
    put(group, "blocks/components/mean", rows(blocks, sums -> sums.components().means()));
    put(group, "blocks/components/squares", rows(blocks, sums -> sums.components().squares()));
    centralMoments(
        group, "blocks/series/", moment -> rows(blocks, sums -> doubles(sums.series(), moment)));
  }

  /**
   * @param dataset one moment of every series
   */
  private static void centralMoments(
      WritableGroup group,
      String path,
      Function<ToDoubleFunction<CentralMoments>, Object> dataset) {
    put(group, path + "mean", dataset.apply(CentralMoments::mean));
    put(group, path + "m2", dataset.apply(CentralMoments::m2));
    put(group, path + "m3", dataset.apply(CentralMoments::m3));
    put(group, path + "m4", dataset.apply(CentralMoments::m4));
  }

  private static double[][] rows(List<Block> blocks, Function<Sums, double[]> row) {
    return blocks.stream().map(Block::sums).map(row).toArray(double[][]::new);
  }

  private static <T> double[] doubles(Collection<T> rows, ToDoubleFunction<T> column) {
    return rows.stream().mapToDouble(column).toArray();
  }

  /**
   * Puts data at a path below a group. Nothing is made for data without entries: the library finds
   * no type for them, and damages a file that ends with an empty group.
   */
  private static void put(WritableGroup group, String path, Object data) {
    int slash = path.indexOf('/');
    if (isEmpty(data)) {
      return;
    }
    if (slash < 0) {
      group.putDataset(path, data);
    } else {
      put(child(group, path.substring(0, slash)), path.substring(slash + 1), data);
    }
  }

  private static boolean isEmpty(Object data) {
    return data.getClass().isArray() && (Array.getLength(data) == 0 || isEmpty(Array.get(data, 0)));
  }

  private static WritableGroup child(WritableGroup group, String name) {
    return group.getChild(name) instanceof WritableGroup child ? child : group.putGroup(name);
  }
}
