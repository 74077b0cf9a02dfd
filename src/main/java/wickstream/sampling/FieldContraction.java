package wickstream.sampling;

import java.util.ArrayList;
import java.util.List;
import wickstream.physics.Multisets;
import wickstream.physics.exact.Theory;

/**
 * The plain estimator (paper, eq. 5), centred: f(x1)…f(xn) − G0⁽ⁿ⁾ for ΔG⁽ⁿ⁾; for the connected
 * function ΔG⁽⁶⁾ − Σ_15 K(pair) ΔG⁽⁴⁾(rest), which is linear because G⁽²⁾ = K is known. Of several
 * hidden layers, where it is not, the connected function's part to first order in ΔG⁽²⁾, which has
 * Σ_15 G0⁽⁴⁾(rest) ΔG⁽²⁾(pair) more.
 */
final class FieldContraction extends Contraction {
  private final boolean deep;
  private final double[] kernel;
  private final double[] free4;
  private final double[] free6;
  private final Multisets couples;
  private final List<Split> quadruples;
  private final List<Split> sextuples;
  private final List<Terms> second;
  private final List<Terms> fourth;
  private final double[][] products2;
  private final double[][] products4;
  private final double[][] deviations4;

  FieldContraction(Measurement measurement, ProductLoops loops) {
    super(measurement, loops);
    Layout layout = measurement.layout();
    Theory theory = measurement.theory();
    this.deep = measurement.shard().ensemble().depth() > 1;
    this.kernel = theory.kernel();
    this.free4 = layout.hasOrder(4) ? theory.free(4) : new double[0];
    this.free6 = layout.hasOrder(6) ? theory.free(6) : new double[0];
    this.couples = layout.multisets(2);
    this.quadruples = layout.hasOrder(4) ? Split.withFirstPoint(layout, 4) : List.of();
    this.sextuples = layout.hasOrder(6) ? Split.all(layout, 6) : List.of();
    this.second = prepared(secondOrder(layout));
    this.fourth = prepared(fourthOrder(layout));
    this.products2 = arrays(couples.size());
    this.products4 = arrays(sextuples.isEmpty() ? 0 : quadruples.size());
    this.deviations4 = arrays(products4.length);
  }

  private List<Term> secondOrder(Layout layout) {
    List<Term> terms = new ArrayList<>();
    for (int k = 0; k < couples.size(); k++) {
      int[] ab = couples.indices(k);
      terms.add(Term.product(layout.deviation(2, k), ab[0], ab[1], kernel[k]));
    }
    return terms;
  }

  private List<Term> fourthOrder(Layout layout) {
    List<Term> terms = new ArrayList<>();
    for (int k = 0; k < quadruples.size(); k++) {
      Split split = quadruples.get(k);
      terms.add(Term.product(layout.deviation(4, k), split.pairs()[0], split.rests()[0], free4[k]));
    }
    return terms;
  }

  @Override
  void add(NetworkBatch batch, int n, Accumulator into) {
    double[][] field = batch.values;
    for (int k = 0; k < products2.length; k++) {
      int[] ab = couples.indices(k);
      Columns.multiply(field[ab[0]], field[ab[1]], products2[k], n);
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
