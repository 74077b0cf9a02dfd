package wickstream.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import wickstream.physics.Multisets;

/**
 * The plain estimator of networks with several outputs f_1 … f_d, which are independent and
 * distributed alike given the last hidden layer, and therefore uncorrelated. From equal outputs it
 * takes the mean over i of what {@link FieldContraction} takes of one: f_i(x1)…f_i(xn) − G0⁽ⁿ⁾, and
 * ΔG⁽⁶⁾ − Σ_15 K(pair) ΔG⁽⁴⁾(rest). From mixed ones it takes the mean over all i ≠ j of f_i(a)
 * f_i(b) f_j(c) f_j(d) − K_ab K_cd, whose expectation is Cov(C_ab, C_cd). Of several hidden layers,
 * where K is not the mean of C, it is that of (f_i(a) f_i(b) − K_ab)(f_j(c) f_j(d) − K_cd), whose
 * expectation is E[D_ab D_cd].
 */
final class OutputsContraction extends Contraction {
  private final int points;
  private final int outputs;
  private final Multisets pairs;
  private final List<Split> sextuples;
  private final List<int[]> couples;
  private final List<Terms> second;
  private final List<Terms> fourth;
  private final List<List<Terms>> mixed;

  /** f_i(a) f_i(b), by output and pair. */
  private final double[][][] products;

  /** The same; of several hidden layers less K. */
  private final double[][][] factors;

  /** The sum of these over outputs 0 … i. */
  private final double[][][] sums;

  /** Their mean over outputs. */
  private final double[][] means2;

  /** The mean over outputs of products of four, less G0⁽⁴⁾. */
  private final double[][] means4;

  private final double[] four = arrays(1)[0];

  OutputsContraction(Measurement measurement, ProductLoops loops) {
    super(measurement, loops);
    Layout layout = measurement.layout();
    this.points = measurement.shard().points().count();
    this.outputs = measurement.shard().ensemble().dOut();
    this.pairs = layout.multisets(2);
    this.sextuples = Split.all(layout, 6);
    this.couples = layout.couples().map(OutputsContraction::members).orElse(List.of());
    this.second = prepared(columns(layout, 2, deep ? new double[kernel.length] : kernel));
    this.fourth = prepared(columns(layout, 4, new double[quadruples.size()]));
    this.mixed = tiles(layout.mixedFourth(0), couples.size(), sharedScale.couples());
    this.products = new double[outputs][][];
    this.factors = new double[outputs][][];
    this.sums = new double[outputs][][];
    for (int i = 0; i < outputs; i++) {
      products[i] = arrays(pairs.size());
      factors[i] = deep ? arrays(pairs.size()) : products[i];
      sums[i] = i == 0 ? factors[0] : arrays(pairs.size());
    }
    this.means2 = arrays(pairs.size());
    this.means4 = arrays(quadruples.size());
  }

  private static List<int[]> members(Multisets of) {
    return IntStream.range(0, of.size()).mapToObj(of::indices).toList();
  }

  @Override
  void add(NetworkBatch batch, int n, Accumulator into) {
    for (int k = 0; k < means2.length; k++) {
      multiplyFields(batch.values, k, n);
    }
    for (int k = 0; k < means4.length; k++) {
      averageFourth(quadruples.get(k), means4[k], n);
      Columns.subtract(means4[k], free4[k], means4[k], n);
    }
    add(second, means2, means2, n, into);
    add(fourth, means4, means4, n, into);
    for (int g = 0; g < mixed.size(); g++) {
      addMixed(g, n, into);
    }
  }

  /** What is made of the fields at a pair of points. */
  private void multiplyFields(double[][] field, int pair, int n) {
    int[] ab = pairs.indices(pair);
    for (int i = 0; i < outputs; i++) {
      double[] at = field[i * points + ab[0]];
      Columns.multiply(at, field[i * points + ab[1]], products[i][pair], n);
      if (deep) {
        Columns.subtract(products[i][pair], kernel[pair], factors[i][pair], n);
      }
      if (i > 0) {
        Columns.add(sums[i - 1][pair], factors[i][pair], sums[i][pair], n);
      }
    }
    Columns.scale(1.0 / outputs, sums[outputs - 1][pair], means2[pair], n);
  }

  /** The mean over outputs of the product of four fields. */
  private void averageFourth(Split split, double[] into, int n) {
    Arrays.fill(into, 0, n, 0);
    for (double[][] ofOutput : products) {
      Columns.addProduct(ofOutput[split.pairs()[0]], ofOutput[split.rests()[0]], into, n);
    }
    Columns.scale(1.0 / outputs, into, into, n);
  }

  /** The functions of a tile that mix two outputs. */
  private void addMixed(int tile, int n, Accumulator into) {
    int first = tile * Terms.TILE;
    for (int k = first; k < Math.min(first + Terms.TILE, couples.size()); k++) {
      averageMixed(couples.get(k), columns[k - first], n);
    }
    add(mixed.get(tile), columns, columns, n, into);
  }

  /** The mean over i ≠ j of two factors, of one hidden layer less K K; no term cancels another. */
  private void averageMixed(int[] couple, double[] into, int n) {
    int p = couple[0];
    int q = couple[1];
    Arrays.fill(into, 0, n, 0);
    for (int i = 1; i < outputs; i++) {
      Columns.addProduct(factors[i][p], sums[i - 1][q], into, n);
      Columns.addProduct(factors[i][q], sums[i - 1][p], into, n);
    }
    Columns.scale(1.0 / (outputs * (outputs - 1)), into, into, n);
    if (!deep) {
      Columns.subtract(into, kernel[p] * kernel[q], into, n);
    }
  }

  @Override
  void sixth(int k, boolean connected, double[] y, int n) {
    Split split = sextuples.get(k);
    Split rest = quadruples.get(split.rests()[0]);
    Arrays.fill(y, 0, n, 0);
    for (double[][] ofOutput : products) {
      Columns.multiply(ofOutput[rest.pairs()[0]], ofOutput[rest.rests()[0]], four, n);
      Columns.addProduct(ofOutput[split.pairs()[0]], four, y, n);
    }
    Columns.scale(1.0 / outputs, y, y, n);
    Columns.subtract(y, free6[k], y, n);
    for (int way = 0; connected && way < split.count(); way++) {
      Columns.addMultiple(-kernel[split.pairs()[way]], means4[split.rests()[way]], y, n);
      if (deep) {
        Columns.addMultiple(free4[split.rests()[way]], means2[split.pairs()[way]], y, n);
      }
    }
  }
}
