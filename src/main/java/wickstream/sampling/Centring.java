package wickstream.sampling;

import java.util.List;
import wickstream.statistics.Means;

/**
 * Connected functions of networks with several hidden layers, whose second function is K + δ at
 * finite N with K that of N → ∞. All follow from averages:
 *
 * <pre>
 *   P⁽⁴⁾   = ΔG⁽⁴⁾ − Σ_3 (K δ′ + δ K′)            ( = E[Σ_3 D D′] )
 *   G_c⁽⁴⁾ = P⁽⁴⁾ − Σ_3 δ δ′                      ( = Σ_3 Cov(C, C′) )
 *   G_c⁽⁶⁾ = P⁽⁶⁾ − Σ_15 δ(pair) P⁽⁴⁾(rest) + 2 Σ_15 δ δ′ δ″   ( = Σ_15 κ3(C, C′, C″) )
 * </pre>
 *
 * with P⁽⁶⁾ = E[Σ_15 D D′ D″]. The choice of K drops out of the connected functions; it only makes
 * the products of averages small, of order N⁻², and with them the bias of estimating them, which
 * the jackknife corrects.
 */
final class Centring {
  private final Layout layout;
  private final double[] kernel;
  private final List<Split> quadruples;
  private final List<Split> pairings;
  private final List<Split> sextuples;

  /**
   * @param kernel K of all pairs, for N → ∞
   */
  Centring(Layout layout, double[] kernel) {
    this.layout = layout;
    this.kernel = kernel;
    this.quadruples = Split.withFirstPoint(layout, 4);
    this.pairings = Split.withFirstPoint(layout, 6);
    this.sextuples = Split.all(layout, 6);
  }

  /** What P⁽⁴⁾ of a multiset has of ΔG⁽²⁾, as a list of coefficients: −K′ for each δ. */
  void addLinear(int quadruple, double factor, double[] row) {
    Split split = quadruples.get(quadruple);
    for (int way = 0; way < split.count(); way++) {
      int pair = split.pairs()[way];
      int rest = split.rests()[way];
      row[layout.deviation(2, pair)] -= factor * kernel[rest];
      row[layout.deviation(2, rest)] -= factor * kernel[pair];
    }
  }

  /** P⁽⁴⁾ of a multiset. */
  double fourthProduct(Means means, int quadruple) {
    Split split = quadruples.get(quadruple);
    double sum = means.componentMean(layout.deviation(4, quadruple));
    for (int way = 0; way < split.count(); way++) {
      int pair = split.pairs()[way];
      int rest = split.rests()[way];
      sum -= kernel[pair] * delta(means, rest) + kernel[rest] * delta(means, pair);
    }
    return sum;
  }

  /** G_c⁽⁴⁾ − P⁽⁴⁾ of a multiset. */
  double fourth(Means means, int quadruple) {
    return -products(means, quadruples.get(quadruple));
  }

  /** Σ_3 δ δ′. */
  private double products(Means means, Split split) {
    double sum = 0;
    for (int way = 0; way < split.count(); way++) {
      sum += delta(means, split.pairs()[way]) * delta(means, split.rests()[way]);
    }
    return sum;
  }

  /** G_c⁽⁶⁾ − P⁽⁶⁾ of every multiset. */
  double[] sixth(Means means) {
    double[] fourth = new double[quadruples.size()];
    double[] pairs = new double[quadruples.size()];
    for (int k = 0; k < fourth.length; k++) {
      fourth[k] = fourthProduct(means, k);
      pairs[k] = products(means, quadruples.get(k));
    }
    double[] sixth = new double[sextuples.size()];
    for (int k = 0; k < sixth.length; k++) {
      sixth[k] =
          2 * contract(means, pairings.get(k), pairs) - contract(means, sextuples.get(k), fourth);
    }
    return sixth;
  }

  /** Σ over the ways: δ(pair) times what {@code rests} holds. */
  private double contract(Means means, Split split, double[] rests) {
    double sum = 0;
    for (int way = 0; way < split.count(); way++) {
      sum += delta(means, split.pairs()[way]) * rests[split.rests()[way]];
    }
    return sum;
  }

  /** δ = ΔG⁽²⁾ of a pair. */
  private double delta(Means means, int pair) {
    return means.componentMean(layout.deviation(2, pair));
  }
}
