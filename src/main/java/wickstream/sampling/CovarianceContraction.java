package wickstream.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import wickstream.physics.Estimator;
import wickstream.physics.Multisets;

/**
 * The conditional estimator: given the hidden layer, f is Gaussian with covariance C = K + D, so
 * that ΔG⁽²⁾ = E[D], ΔG⁽⁴⁾ = E[Σ_3 D D], G_c⁽⁶⁾ = E[Σ_15 D D D] and ΔG⁽⁶⁾ = E[Σ_15 (D D D + K D D +
 * D K D + D D K)], each pairing expanded along its first point. Of several hidden layers E[D] is
 * not 0, and the terms linear in D are there as well: ΔG⁽⁴⁾ = E[Σ_3 (D D + K D + D K)], ΔG⁽⁶⁾
 * likewise.
 *
 * <p>Of readout weights that are not normal, but independent, f given the hidden layer has
 * cumulants X = κ4 (σ_W⁴/N²) Σ_j h h h h and Y = κ6 (σ_W⁶/N³) Σ_j h h h h h h, so that G_c⁽⁴⁾ =
 * E[Σ_3 D D + X] and G_c⁽⁶⁾ = E[Σ_15 D D D + Σ_{15 (pair|rest)} D X + Y]. Different outputs i ≠ j
 * are independent: ΔG⁽⁴⁾_iijj(ab; cd) = E[D_ab D_cd], and of several hidden layers this is what is
 * measured.
 */
final class CovarianceContraction extends Contraction {
  private final List<Split> sextuples;
  private final List<Split> allSextuples;
  private final List<Terms> second;
  private final List<Terms> wick;
  private final List<Terms> couples;

  /** Whether there are X and Y. */
  private final boolean hasHigher;

  private final boolean hasPriors;
  private final double[][] fourth;
  private final double[][] mixed;
  private final double[][] deviations4;

  /** √w D, so that a product of two has the weight of its network; empty without weights. */
  private final double[][] weighted;

  /** √w. */
  private final double[][] roots = arrays(1);

  private final int pairs;
  private double[][] d;

  CovarianceContraction(Measurement measurement, ProductLoops loops) {
    super(measurement, loops);
    Layout layout = measurement.layout();
    this.sextuples = Split.withFirstPoint(layout, 6);
    this.pairs = kernel.length;
    this.hasHigher = HigherCumulants.arePresent(measurement.shard());
    this.hasPriors = hasHigher || !sharedScale.isNone();
    this.allSextuples = deep || hasPriors ? Split.all(layout, 6) : List.of();
    this.fourth = arrays(sextuples.isEmpty() && !deep && !hasPriors ? 0 : quadruples.size());
    this.mixed = arrays(fourth.length);
    this.deviations4 = arrays(deep || hasPriors ? fourth.length : 0);
    this.weighted = arrays(measurement.shard().estimator() == Estimator.TILTED ? kernel.length : 0);
    this.second = prepared(second(layout));
    this.wick = prepared(deep || hasPriors ? columns(layout) : pairings(layout));
    this.couples = prepared(layout.couples().map(of -> couples(layout, of)).orElse(List.of()));
  }

  private List<Term> second(Layout layout) {
    return weighted.length == 0
        ? columns(layout, 2, new double[kernel.length])
        : IntStream.range(0, kernel.length)
            .mapToObj(k -> Term.product(layout.deviation(2, k), new int[] {k, 0}, 0))
            .toList();
  }

  private List<Term> columns(Layout layout) {
    return IntStream.range(0, quadruples.size())
        .mapToObj(k -> sharedScale.fourth(layout.deviation(4, k), k, k))
        .toList();
  }

  private List<Term> pairings(Layout layout) {
    return IntStream.range(0, quadruples.size())
        .mapToObj(k -> Term.wick(layout.deviation(4, k), quadruples.get(k)))
        .toList();
  }

  private List<Term> couples(Layout layout, Multisets couples) {
    return IntStream.range(0, couples.size())
        .mapToObj(k -> couple(layout.mixedFourth(k), couples.indices(k), k))
        .toList();
  }

  private Term couple(int component, int[] columns, int k) {
    return sharedScale.couple(component, new int[] {columns[0]}, new int[] {columns[1]}, k);
  }

  @Override
  void add(NetworkBatch batch, int n, Accumulator into) {
    d = batch.values;
    if (weighted.length > 0) {
      Columns.root(batch.weights, roots[0], n);
    }
    for (int k = 0; k < weighted.length; k++) {
      Columns.multiply(d[k], roots[0], weighted[k], n);
    }
    double[][] factors = weighted.length > 0 ? weighted : d;
    add(second, factors, roots, n, into);
    add(couples, factors, factors, n, into);
    for (int k = 0; k < fourth.length; k++) {
      wick(quadruples.get(k), d, fourth[k], n);
      if (hasHigher) {
        Columns.add(fourth[k], d[pairs + k], fourth[k], n);
      }
      mixedWick(quadruples.get(k), mixed[k], n);
    }
    for (int k = 0; k < deviations4.length; k++) {
      if (deep) {
        Columns.add(fourth[k], mixed[k], deviations4[k], n);
      } else {
        Columns.multiply(fourth[k], batch.weights, deviations4[k], n);
      }
    }
    if (deep || hasPriors) {
      add(wick, deviations4, deviations4, n, into);
    } else {
      add(wick, factors, factors, n, into);
    }
  }

  @Override
  void sixth(int k, boolean connected, double[] y, int n) {
    Split split = sextuples.get(k);
    wick(split, fourth, y, n);
    if (hasHigher) {
      addHigher(k, split.count(), y, n);
    }
    if (hasPriors && !deep) {
      addRests(allSextuples.get(k), connected, fourth, y, n);
      return;
    }
    for (int way = 0; !connected && way < split.count(); way++) {
      Columns.addMultiple(kernel[split.pairs()[way]], fourth[split.rests()[way]], y, n);
      Columns.addProduct(d[split.pairs()[way]], mixed[split.rests()[way]], y, n);
    }
    if (!connected && deep) {
      addLinear(allSextuples.get(k), y, n);
    }
    if (!connected && deep && hasHigher) {
      addToKernel(allSextuples.get(k), split.count(), y, n);
    }
  }

  /**
   * Adds what is left of Σ_15 D X + Y.
   *
   * @param done the ways to take a pair that have been
   */
  private void addHigher(int k, int done, double[] y, int n) {
    Split split = allSextuples.get(k);
    for (int way = done; way < split.count(); way++) {
      Columns.addProduct(d[split.pairs()[way]], d[pairs + split.rests()[way]], y, n);
    }
    Columns.add(y, d[pairs + quadruples.size() + k], y, n);
  }

  /** Adds what is left of Σ_15 K X, likewise. */
  private void addToKernel(Split split, int done, double[] y, int n) {
    for (int way = done; way < split.count(); way++) {
      Columns.addMultiple(kernel[split.pairs()[way]], d[pairs + split.rests()[way]], y, n);
    }
  }

  /** Adds Σ_15 G0⁽⁴⁾(rest) D(pair). */
  private void addLinear(Split split, double[] y, int n) {
    for (int way = 0; way < split.count(); way++) {
      Columns.addMultiple(free4[split.rests()[way]], d[split.pairs()[way]], y, n);
    }
  }

  /** Σ over the ways to split: D(pair) times what {@code rests} holds. */
  private void wick(Split split, double[][] rests, double[] into, int n) {
    Columns.multiply(d[split.pairs()[0]], rests[split.rests()[0]], into, n);
    for (int way = 1; way < split.count(); way++) {
      Columns.addProduct(d[split.pairs()[way]], rests[split.rests()[way]], into, n);
    }
  }

  /** Σ_3 (K D + D K), the part of Σ_3 C C that is linear in D. */
  private void mixedWick(Split split, double[] into, int n) {
    Arrays.fill(into, 0, n, 0);
    for (int way = 0; way < split.count(); way++) {
      int pair = split.pairs()[way];
      int rest = split.rests()[way];
      Columns.addMultiple(kernel[pair], d[rest], into, n);
      Columns.addMultiple(kernel[rest], d[pair], into, n);
    }
  }
}
