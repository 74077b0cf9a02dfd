package wickstream.sampling;

import java.util.List;
import wickstream.physics.Multisets;
import wickstream.physics.Theory;

/**
 * The plain estimator (paper, eq. 5), centred: f(x1)…f(xn) − G0⁽ⁿ⁾ for ΔG⁽ⁿ⁾; for the connected
 * function ΔG⁽⁶⁾ − Σ_15 K(pair) ΔG⁽⁴⁾(rest), which is linear because G⁽²⁾ = K is known.
 */
final class FieldContraction extends Contraction {
  private final double[] kernel;
  private final double[] free4;
  private final double[] free6;
  private final Multisets couples;
  private final List<Split> quadruples;
  private final List<Split> sextuples;
  private final double[][] products2;
  private final double[][] products4;
  private final double[][] deviations4;

  FieldContraction(Layout layout, Theory theory) {
    super(layout);
    this.kernel = theory.kernel();
    this.free4 = layout.hasOrder(4) ? theory.free(4) : new double[0];
    this.free6 = layout.hasOrder(6) ? theory.free(6) : new double[0];
    this.couples = layout.multisets(2);
    this.quadruples = layout.hasOrder(4) ? Split.withFirstPoint(layout, 4) : List.of();
    this.sextuples = layout.hasOrder(6) ? Split.all(layout, 6) : List.of();
    this.products2 = arrays(couples.size());
    this.products4 = arrays(quadruples.size());
    this.deviations4 = arrays(quadruples.size());
  }

  @Override
  void prepare(double[][] field, int n) {
    for (int k = 0; k < products2.length; k++) {
      int[] ab = couples.indices(k);
      Columns.multiply(field[ab[0]], field[ab[1]], products2[k], n);
    }
  }

  @Override
  void deviation(int order, int k, double[] y, int n) {
    switch (order) {
      case 2 -> Columns.subtract(products2[k], kernel[k], y, n);
      case 4 -> {
        Columns.multiply(
            first(quadruples.get(k), products2),
            rest(quadruples.get(k), products2),
            products4[k],
            n);
        Columns.subtract(products4[k], free4[k], deviations4[k], n);
        System.arraycopy(deviations4[k], 0, y, 0, n);
      }
      default -> {
        Columns.multiply(
            first(sextuples.get(k), products2), rest(sextuples.get(k), products4), y, n);
        Columns.subtract(y, free6[k], y, n);
      }
    }
  }

  @Override
  void connectedSixth(int k, double[] y, int n) {
    deviation(6, k, y, n);
    Split split = sextuples.get(k);
    for (int way = 0; way < split.count(); way++) {
      Columns.addMultiple(-kernel[split.pairs()[way]], deviations4[split.rests()[way]], y, n);
    }
  }

  private static double[] first(Split split, double[][] products) {
    return products[split.pairs()[0]];
  }

  private static double[] rest(Split split, double[][] products) {
    return products[split.rests()[0]];
  }
}
