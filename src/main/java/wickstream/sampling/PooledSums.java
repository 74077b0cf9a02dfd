package wickstream.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import wickstream.physics.Multisets;
import wickstream.random.LaneStreams;

/**
 * The connected functions of a network as cumulants of one hidden unit, with A = h_a h_b and so on:
 *
 * <pre>
 *   G_c⁽⁴⁾ = (σ_W⁴/N) Σ_3 (E[AB] − E[A] E[B])
 *   G_c⁽⁶⁾ = (σ_W⁶/N²) Σ_15 (E[ABC] − Σ_3 E[AB] E[C] + 2 E[A] E[B] E[C])
 * </pre>
 *
 * <p>Units are independent and alike, so that each product of expectations is estimated without
 * bias by the mean over all choices of different units, which follows from sums of powers, with
 * S_k(A) = Σ_j w_j^k A_j and weights w of the units:
 *
 * <pre>
 *   N(N−1) E[A]E[B]            ← S₁(A) S₁(B) − S₂(AB)
 *   N(N−1)(N−2) E[A]E[B]E[C]   ← S₁(A) S₁(B) S₁(C) − Σ_3 S₂(AB) S₁(C) + 2 S₃(ABC)
 * </pre>
 *
 * (Halmos, Ann. Math. Stat. 17, 1946). All terms of a sum over pairings that hold the same points
 * are the same number, and counted. Used by one thread.
 */
final class PooledSums implements LayerSums {
  private static final int LANES = LaneStreams.LANES;

  private final Layout layout;
  private final double width;
  private final double scale;
  private final double[] kernel;
  private final LayerLoops loops;
  private final Pointwise units;
  private final Optional<UnitTilting> tilting;
  private final double[][] weights = new double[3][HiddenUnits.LENGTH];
  private final double[][] products;
  private final double[] left = new double[HiddenUnits.LENGTH];
  private final double[] four = new double[HiddenUnits.LENGTH];
  private final double[] unwanted = new double[NetworkBatch.MAX_NETWORKS];

  /** S_k of pairs (k = 1), of four points (k = 1, 2), of six (k = 1, 2, 3). */
  private final double[][] second;

  private final double[][][] fourth;
  private final double[][][] sixth;

  private final Row seconds;
  private final List<List<Row>> fourths = new ArrayList<>();
  private final List<List<Row>> sixths = new ArrayList<>();
  private final List<Split> pairings4;
  private final List<Split> pairings6;
  private final List<Split> splits6;
  private final double[] column = new double[NetworkBatch.MAX_NETWORKS];
  private BagStreams streams;

  /**
   * What the same product of a unit is multiplied by, and where the sums go.
   *
   * @param pairs the products h_a h_b, as many as {@link LayerValues#padded} makes of them
   * @param into their sums, likewise
   */
  private record Row(double[][] pairs, double[][] into) {}

  PooledSums(Measurement measurement, LaneOps laneOps) {
    Shard shard = measurement.shard();
    this.layout = measurement.layout();
    this.width = shard.width();
    this.scale = shard.ensemble().sigmaW() * shard.ensemble().sigmaW();
    this.kernel = measurement.theory().weightKernel();
    this.loops = laneOps.layers();
    this.units = new Pointwise(shard, laneOps.functions());
    this.tilting = UnitTilting.of(shard, laneOps);
    Arrays.fill(weights[0], 1);
    Multisets pairs = layout.multisets(2);
    int powers = tilting.isPresent() ? 1 : 0;
    this.products = new double[pairs.size()][HiddenUnits.LENGTH];
    this.second = Contraction.arrays(pairs.size());
    this.fourth = sums(4, powers + 1);
    this.sixth = sums(6, 2 * powers + 1);
    this.seconds = new Row(LayerValues.padded(products), LayerValues.padded(second, unwanted));
    for (double[][] into : fourth) {
      fourths.add(rows(pairs, layout.multisets(4), into));
    }
    for (double[][] into : sixth) {
      sixths.add(rows(layout.multisets(4), layout.multisets(6), into));
    }
    this.pairings4 = Split.withFirstPoint(layout, 4);
    this.pairings6 = Split.withFirstPoint(layout, 6);
    this.splits6 = Split.all(layout, 6);
  }

  private double[][][] sums(int order, int powers) {
    int size = layout.hasOrder(order) ? layout.multisets(order).size() : 0;
    double[][][] sums = new double[size == 0 ? 0 : powers][][];
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

  /** How many arrays a batch needs: D, G_c⁽⁴⁾, G_c⁽⁶⁾, and Cov of all couples of pairs. */
  static int arrays(Layout layout) {
    return firstCouple(layout) + layout.couples().map(Multisets::size).orElse(0);
  }

  /** Where in a batch G_c of an order begins. */
  static int first(Layout layout, int order) {
    int fourth = layout.multisets(2).size();
    return order == 4 ? fourth : fourth + (layout.hasOrder(4) ? layout.multisets(4).size() : 0);
  }

  static int firstCouple(Layout layout) {
    return first(layout, 6) + (layout.hasOrder(6) ? layout.multisets(6).size() : 0);
  }

  @Override
  public void begin(BagStreams streams, int rows) {
    this.streams = streams;
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

  @Override
  public void add(HiddenUnits piece) {
    int n = piece.size();
    tilting.ifPresent(t -> t.shift(streams, piece, weights[0]));
    double[][] h = units.evaluate(piece);
    Multisets pairs = layout.multisets(2);
    for (int p = 0; p < products.length; p++) {
      int[] ab = pairs.indices(p);
      Columns.multiply(h[ab[0]], h[ab[1]], products[p], n);
    }
    for (int k = 1; k < sixth.length; k++) {
      Columns.multiply(weights[0], weights[k - 1], weights[k], n);
    }
    if (tilting.isPresent() && sixth.length == 0) {
      Columns.multiply(weights[0], weights[0], weights[1], n);
    }
    add(piece, weights[0], seconds);
    for (int k = 0; k < fourth.length; k++) {
      for (int p = 0; p < products.length; p++) {
        Columns.multiply(weights[k], products[p], left, n);
        add(piece, left, fourths.get(k).get(p));
      }
    }
    for (int q = 0; q < (sixth.length == 0 ? 0 : pairings4.size()); q++) {
      int[] first = pairings4.get(q).first();
      Columns.multiply(products[first[0]], products[first[1]], four, n);
      for (int k = 0; k < sixth.length; k++) {
        Columns.multiply(weights[k], four, left, n);
        add(piece, left, sixths.get(k).get(q));
      }
    }
  }

  private void add(HiddenUnits piece, double[] factor, Row row) {
    int length = piece.units() * LANES;
    for (int r = 0; r < piece.rows(); r++) {
      int at = (piece.firstRow() + r) * LANES;
      int first = r * length;
      loops.addRow(factor, first, row.pairs(), first, piece.units(), row.into(), at);
    }
  }

  @Override
  public void finish(BagStreams streams, int rows, NetworkBatch batch) {
    int n = rows * LANES;
    for (int p = 0; p < second.length; p++) {
      Columns.scale(scale / width, second[p], batch.values[p], n);
      Columns.subtract(batch.values[p], kernel[p], batch.values[p], n);
    }
    for (int k = 0; k < pairings4.size() && fourth.length > 0; k++) {
      covariance(k, batch.values[first(layout, 4) + k], n);
    }
    for (int k = 0; k < pairings6.size() && sixth.length > 0; k++) {
      thirdCumulant(k, batch.values[first(layout, 6) + k], n);
    }
    layout
        .couples()
        .ifPresent(
            couples -> {
              for (int k = 0; k < couples.size(); k++) {
                couple(couples.indices(k), batch.values[firstCouple(layout) + k], n);
              }
            });
  }

  /** One over the number of ordered choices of two units. */
  private double twoUnits() {
    return 1 / (width * (width - 1));
  }

  /** G_c⁽⁴⁾ of a multiset. */
  private void covariance(int k, double[] into, int n) {
    wick(pairings4.get(k), second, into, n);
    Columns.scale(-twoUnits(), into, into, n);
    Columns.addMultiple(3 / width, fourth[0][k], into, n);
    Columns.addMultiple(3 * twoUnits(), last(fourth, 2)[k], into, n);
    Columns.scale(scale * scale / width, into, into, n);
  }

  /** (σ_W⁴/N) Cov(h_a h_b, h_c h_d). */
  private void couple(int[] pairs, double[] into, int n) {
    int[] ab = layout.multisets(2).indices(pairs[0]);
    int[] cd = layout.multisets(2).indices(pairs[1]);
    int k = layout.multisets(4).indexOf(ab[0], ab[1], cd[0], cd[1]);
    Columns.multiply(second[pairs[0]], second[pairs[1]], into, n);
    Columns.scale(-twoUnits(), into, into, n);
    Columns.addMultiple(1 / width, fourth[0][k], into, n);
    Columns.addMultiple(twoUnits(), last(fourth, 2)[k], into, n);
    Columns.scale(scale * scale / width, into, into, n);
  }

  /** G_c⁽⁶⁾ of a multiset: each split into a pair and four points belongs to three pairings. */
  private void thirdCumulant(int k, double[] into, int n) {
    double three = 2 * twoUnits() / (width - 2);
    Split pairings = pairings6.get(k);
    Arrays.fill(into, 0, n, 0);
    for (int way = 0; way < pairings.count(); way++) {
      wick(pairings4.get(pairings.rests()[way]), second, column, n);
      Columns.addProduct(second[pairings.pairs()[way]], column, into, n);
    }
    Columns.scale(three, into, into, n);
    addSplits(splits6.get(k), fourth[0], -3 * twoUnits(), into, n);
    addSplits(splits6.get(k), last(fourth, 2), -3 * three, into, n);
    Columns.addMultiple(15 / width, sixth[0][k], into, n);
    Columns.addMultiple(45 * twoUnits(), last(sixth, 2)[k], into, n);
    Columns.addMultiple(30 * three, last(sixth, 3)[k], into, n);
    Columns.scale(scale * scale * scale / (width * width), into, into, n);
  }

  /** S_k; without weights they are all the same. */
  private static double[][] last(double[][][] sums, int k) {
    return sums[Math.min(k, sums.length) - 1];
  }

  /** Σ_3 S₁ S₁. */
  private static void wick(Split split, double[][] of, double[] into, int n) {
    Columns.multiply(of[split.pairs()[0]], of[split.rests()[0]], into, n);
    for (int way = 1; way < split.count(); way++) {
      Columns.addProduct(of[split.pairs()[way]], of[split.rests()[way]], into, n);
    }
  }

  /** Adds factor · Σ_15 S₁(pair) S(rest). */
  private void addSplits(Split split, double[][] rests, double factor, double[] into, int n) {
    Columns.multiply(second[split.pairs()[0]], rests[split.rests()[0]], column, n);
    for (int way = 1; way < split.count(); way++) {
      Columns.addProduct(second[split.pairs()[way]], rests[split.rests()[way]], column, n);
    }
    Columns.addMultiple(factor, column, into, n);
  }
}
