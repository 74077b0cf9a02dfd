package wickstream.sampling;

import java.util.List;
import java.util.stream.IntStream;
import wickstream.physics.Multisets;

/**
 * The plain estimator (paper, eq. 5), centred: f(x1)…f(xn) − G0⁽ⁿ⁾ for ΔG⁽ⁿ⁾; for the connected
 * function ΔG⁽⁶⁾ − Σ_15 K(pair) ΔG⁽⁴⁾(rest), which is linear because G⁽²⁾ = K is known. Of several
 * hidden layers, where it is not, the connected function's part to first order in ΔG⁽²⁾, which has
 * Σ_15 G0⁽⁴⁾(rest) ΔG⁽²⁾(pair) more.
 */
final class FieldContraction extends Contraction {
  private final int[][] couples;
  private final List<Split> sextuples;
  private final List<Terms> second;
  private final List<Terms> fourth;
  private final double[][] products2;
  private final double[][] products4;
  private final double[][] deviations4;

  FieldContraction(Measurement measurement, ProductLoops loops) {
    super(measurement, loops);
    Layout layout = measurement.layout();
    Multisets pairs = layout.multisets(2);
    this.couples = IntStream.range(0, pairs.size()).mapToObj(pairs::indices).toArray(int[][]::new);
    this.sextuples = Split.all(layout, 6);
    this.second = prepared(secondOrder(layout));
    this.fourth = prepared(fourthOrder(layout));
    this.products2 = arrays(couples.length);
    this.products4 = arrays(sextuples.isEmpty() ? 0 : quadruples.size());
    this.deviations4 = arrays(products4.length);
  }

  private List<Term> secondOrder(Layout layout) {
    return IntStream.range(0, couples.length)
        .mapToObj(k -> Term.product(layout.deviation(2, k), couples[k], kernel[k]))
        .toList();
  }

  private List<Term> fourthOrder(Layout layout) {
    return IntStream.range(0, quadruples.size())
        .mapToObj(k -> Term.product(layout.deviation(4, k), quadruples.get(k).first(), free4[k]))
        .toList();
  }

  @Override
  void add(NetworkBatch batch, int n, Accumulator into) {
    double[][] field = batch.values;
    for (int k = 0; k < products2.length; k++) {
      Columns.multiply(field[couples[k][0]], field[couples[k][1]], products2[k], n);
    }
    for (int k = 0; k < products4.length; k++) {
      Split split = quadruples.get(k);
      Columns.multiply(products2[split.pairs()[0]], products2[split.rests()[0]], products4[k], n);
      Columns.subtract(products4[k], free4[k], deviations4[k], n);
    }
    add(second, field, field, n, into);
    add(fourth, products2, products2, n, into);
  }

  @Override
  void sixth(int k, boolean connected, double[] y, int n) {
    Split split = sextuples.get(k);
    Columns.multiply(products2[split.pairs()[0]], products4[split.rests()[0]], y, n);
    Columns.subtract(y, free6[k], y, n);
    for (int way = 0; connected && way < split.count(); way++) {
      Columns.addMultiple(-kernel[split.pairs()[way]], deviations4[split.rests()[way]], y, n);
    }
    if (connected && deep) {
      addLinear(split, y, n);
      Columns.subtract(y, 3 * free6[k], y, n); // Σ_15 G0⁽⁴⁾ K = 3 G0⁽⁶⁾
    }
  }

  /** Adds Σ_15 G0⁽⁴⁾(rest) f f(pair). */
  private void addLinear(Split split, double[] y, int n) {
    for (int way = 0; way < split.count(); way++) {
      Columns.addMultiple(free4[split.rests()[way]], products2[split.pairs()[way]], y, n);
    }
  }
}
