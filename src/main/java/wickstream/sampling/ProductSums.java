package wickstream.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wickstream.physics.Multisets;
import wickstream.random.LaneStreams;

/**
 * Σ_j h_j(x_a) h_j(x_b) over a layer of hidden units, for every pair of points and every network of
 * a batch, in the order of the units. Pairs are taken in tiles of three by three points. Mutable;
 * used by one thread.
 */
final class ProductSums {
  private static final int SIDE = 3;

  private final int points;
  private final LayerLoops loops;
  private final Multisets pairs;
  private final double[] unwanted = new double[NetworkBatch.MAX_NETWORKS];
  private final List<Tile> tiles = new ArrayList<>();
  private double[][] sums = {};
  private double[][] padded = {};

  /**
   * The sums of the pairs of three points from a on with three from b on; a = b for half of them.
   */
  private record Tile(int a, int b, double[][] sums) {}

  ProductSums(int points, LayerLoops loops) {
    this.points = points;
    this.loops = loops;
    this.pairs = Multisets.of(points, 2);
  }

  /**
   * Begins a batch of {@code rows} networks of every lane.
   *
   * @param into where the sums go, one array a pair of points
   */
  void begin(double[][] into, int rows) {
    for (double[] sum : into) {
      Arrays.fill(sum, 0, rows * LaneStreams.LANES, 0);
    }
    Arrays.fill(unwanted, 0);
    if (into != sums) {
      sums = into;
      tiles.clear();
      for (int a = 0; a < points; a += SIDE) {
        for (int b = a; b < points; b += SIDE) {
          tiles.add(tile(a, b));
        }
      }
    }
  }

  private Tile tile(int a, int b) {
    List<double[]> ofTile = new ArrayList<>();
    for (int x = a; x < a + SIDE; x++) {
      for (int y = a == b ? x : b; y < b + SIDE; y++) {
        ofTile.add(x < points && y < points ? sums[pairs.indexOf(x, y)] : unwanted);
      }
    }
    return new Tile(a, b, ofTile.toArray(double[][]::new));
  }

  /**
   * Adds a piece of the batch.
   *
   * @param values h_j(x_a), one array a point, and any others after them
   * @param from the entry of the piece's first unit
   */
  void add(HiddenUnits piece, double[][] values, int from) {
    double[][] layer = inTiles(values);
    int length = piece.units() * LaneStreams.LANES;
    for (int row = 0; row < piece.rows(); row++) {
      int first = from + row * length;
      int at = (piece.firstRow() + row) * LaneStreams.LANES;
      for (Tile tile : tiles) {
        if (tile.a == tile.b) {
          loops.addTriangle(layer, tile.a, first, piece.units(), tile.sums, at);
        } else {
          loops.addSquare(layer, tile.a, tile.b, first, piece.units(), tile.sums, at);
        }
      }
    }
  }

  /** These arrays, or they and others, so that every tile has three. */
  private double[][] inTiles(double[][] values) {
    int count = (points + SIDE - 1) / SIDE * SIDE;
    if (values.length >= count) {
      return values;
    }
    if (padded.length == 0 || padded[0] != values[0]) {
      padded = Arrays.copyOf(values, count);
      Arrays.fill(padded, values.length, count, values[0]);
    }
    return padded;
  }
}
