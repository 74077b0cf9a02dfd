package wickstream.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wickstream.physics.Multisets;
import wickstream.random.LaneStreams;

/**
 * Sums over the units of a layer, for every network of a batch, of products A of h at two, four and
 * six points: S_k(A) = Σ_j w_j^k A_j with weights w of the units, for as many powers k as unbiased
 * products of expectations take. Used by one thread.
 */
final class PowerSums {
  private static final int LANES = LaneStreams.LANES;

  private final Layout layout;
  private final double width;
  private final double scale;
  private final boolean weighted;
  private final LayerLoops loops;

  /** Of the weights; 1 where there are none. */
  private final double[][] powers;

  private final double[][] products;
  private final double[] left = new double[HiddenUnits.LENGTH];
  private final double[] four;
  private final double[] unwanted = new double[NetworkBatch.MAX_NETWORKS];
  private final double[][] second;
  private final double[][][] fourth;
  private final double[][][] sixth;
  private final Row seconds;
  private final List<List<Row>> fourths = new ArrayList<>();
  private final List<List<Row>> sixths = new ArrayList<>();
  private final List<Split> pairings4;

  /**
   * What the same product of a unit is multiplied by, and where the sums go.
   *
   * @param pairs the products h_a h_b, as many as {@link LayerValues#padded} makes of them
   * @param into their sums, likewise
   */
  private record Row(double[][] pairs, double[][] into) {}

  /**
   * Of the orders that are measured.
   *
   * @param weighted whether units have weights
   */
  PowerSums(Measurement measurement, boolean weighted, LayerLoops loops) {
    Shard shard = measurement.shard();
    this.layout = measurement.layout();
    this.width = shard.width();
    this.scale = shard.ensemble().sigmaW() * shard.ensemble().sigmaW();
    this.weighted = weighted;
    this.loops = loops;
    Multisets pairs = layout.multisets(2);
    this.products = new double[pairs.size()][HiddenUnits.LENGTH];
    this.four = new double[layout.hasOrder(6) ? HiddenUnits.LENGTH : 0];
    this.second = Contraction.arrays(pairs.size());
    this.fourth = sums(4);
    this.sixth = sums(6);
    this.powers = new double[weighted ? Math.max(2, sixth.length) : 1][HiddenUnits.LENGTH];
    Arrays.fill(powers[0], 1);
    this.seconds = new Row(LayerValues.padded(products), LayerValues.padded(second, unwanted));
    for (double[][] into : fourth) {
      fourths.add(rows(pairs, layout.multisets(4), into));
    }
    for (double[][] into : sixth) {
      sixths.add(rows(layout.multisets(4), layout.multisets(6), into));
    }
    this.pairings4 = Split.withFirstPoint(layout, 4);
  }

  private double[][][] sums(int order) {
    int size = count(order);
    double[][][] sums = new double[size == 0 ? 0 : weighted ? order / 2 : 1][][];
    for (int k = 0; k < sums.length; k++) {
      sums[k] = Contraction.arrays(size);
    }
    return sums;
  }

  /** For each multiset, the pairs of points none of which is before its last one. */
  private List<Row> rows(Multisets of, Multisets larger, double[][] into) {
    Multisets pairs = layout.multisets(2);
    List<Row> rows = new ArrayList<>();
    for (int k = 0; k < of.size(); k++) {
      int[] first = of.indices(k);
      List<double[]> factors = new ArrayList<>();
      List<double[]> sums = new ArrayList<>();
      for (int p = 0; p < pairs.size(); p++) {
        int[] pair = pairs.indices(p);
        if (pair[0] >= first[first.length - 1]) {
          int[] all = Arrays.copyOf(first, first.length + 2);
          System.arraycopy(pair, 0, all, first.length, 2);
          factors.add(products[p]);
          sums.add(into[larger.indexOf(all)]);
        }
      }
      rows.add(
          new Row(
              LayerValues.padded(factors.toArray(double[][]::new), products[0]),
              LayerValues.padded(sums.toArray(double[][]::new), unwanted)));
    }
    return rows;
  }

  /** Back to empty sums, for {@code rows} networks of every lane. */
  void begin(int rows) {
    Arrays.fill(unwanted, 0);
    clear(second, rows);
    Arrays.stream(fourth).forEach(sums -> clear(sums, rows));
    Arrays.stream(sixth).forEach(sums -> clear(sums, rows));
  }

  private static void clear(double[][] sums, int rows) {
    for (double[] sum : sums) {
      Arrays.fill(sum, 0, rows * LANES, 0);
    }
  }

  /**
   * The weights of the units of the piece that comes next, to be written to; only where units have
   * weights.
   */
  double[] weights() {
    return powers[0];
  }

  /**
   * Adds a piece of the batch.
   *
   * @param h h_j(x_a), one array a point, and any others after them
   */
  void add(HiddenUnits piece, double[][] h) {
    int n = piece.size();
    Multisets pairs = layout.multisets(2);
    for (int p = 0; p < products.length; p++) {
      int[] ab = pairs.indices(p);
      Columns.multiply(h[ab[0]], h[ab[1]], products[p], n);
    }
    for (int k = 1; k < powers.length; k++) {
      Columns.multiply(powers[0], powers[k - 1], powers[k], n);
    }
    add(piece, powers[0], seconds);
    for (int k = 0; k < fourth.length; k++) {
      for (int p = 0; p < products.length; p++) {
        add(piece, weighted(k, products[p], n), fourths.get(k).get(p));
      }
    }
    for (int q = 0; q < (sixth.length == 0 ? 0 : pairings4.size()); q++) {
      int[] first = pairings4.get(q).first();
      Columns.multiply(products[first[0]], products[first[1]], four, n);
      for (int k = 0; k < sixth.length; k++) {
        add(piece, weighted(k, four, n), sixths.get(k).get(q));
      }
    }
  }

  private double[] weighted(int k, double[] products, int n) {
    if (!weighted) {
      return products;
    }
    Columns.multiply(powers[k], products, left, n);
    return left;
  }

  private void add(HiddenUnits piece, double[] factor, Row row) {
    int length = piece.units() * LANES;
    for (int r = 0; r < piece.rows(); r++) {
      int at = (piece.firstRow() + r) * LANES;
      int first = r * length;
      loops.addRow(factor, first, row.pairs(), first, piece.units(), row.into(), at);
    }
  }

  /** How many products of an order there are; none if it is not measured. */
  int count(int order) {
    return layout.hasOrder(order) ? layout.multisets(order).size() : 0;
  }

  /** S₁ of pairs of points. */
  double[][] second() {
    return second;
  }

  /** S_k of four points, for multiset q; without weights they are all the same. */
  double[] fourth(int k, int q) {
    return fourth[Math.min(k, fourth.length) - 1][q];
  }

  /** S_k of six points, likewise. */
  double[] sixth(int k, int q) {
    return sixth[Math.min(k, sixth.length) - 1][q];
  }

  /** One over the number of ordered choices of two units. */
  double twoUnits() {
    return 1 / (width * (width - 1));
  }

  /**
   * (σ_W⁴/N) (E[AB] − E[A] E[B]) of two pairs of points, the second expectation from products of
   * different units: {@code n} networks' unbiased measurements of the covariance of C at these
   * pairs given what goes into the layer.
   *
   * @param couple the indices of the pairs
   */
  void covariance(int[] couple, double[] into, int n) {
    int[] ab = layout.multisets(2).indices(couple[0]);
    int[] cd = layout.multisets(2).indices(couple[1]);
    int k = layout.multisets(4).indexOf(ab[0], ab[1], cd[0], cd[1]);
    Columns.multiply(second[couple[0]], second[couple[1]], into, n);
    Columns.scale(-twoUnits(), into, into, n);
    Columns.addMultiple(1 / width, fourth(1, k), into, n);
    Columns.addMultiple(twoUnits(), fourth(2, k), into, n);
    Columns.scale(scale * scale / width, into, into, n);
  }
}
