package wickstream.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import wickstream.physics.Multisets;
import wickstream.physics.Readout;
import wickstream.random.LaneStreams;

/**
 * The connected functions of a network as cumulants of one hidden unit, with A = h_a h_b and so on:
 *
 * <pre>
 *   G_c⁽⁴⁾ = (σ_W⁴/N) Σ_3 (E[AB] − E[A] E[B])
 *   G_c⁽⁶⁾ = (σ_W⁶/N²) Σ_15 (E[ABC] − Σ_3 E[AB] E[C] + 2 E[A] E[B] E[C])
 * </pre>
 *
 * <p>or, with fourth and sixth moments e4 and e6 of the readout weights instead of 3 and 15, from
 * 15 ways to take a pair A of points and leave Q, E[ABC] with a factor e6, and e4 E[A] E[Q].
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
  private final Readout readout;
  private final double width;
  private final double scale;
  private final double[] kernel;
  private final Pointwise units;
  private final Optional<UnitTilting> tilting;
  private final PowerSums sums;
  private final List<Split> pairings4;
  private final List<Split> pairings6;
  private final List<Split> splits6;
  private final double[] column = new double[NetworkBatch.MAX_NETWORKS];
  private BagStreams streams;

  PooledSums(Measurement measurement, LaneOps laneOps) {
    Shard shard = measurement.shard();
    this.layout = measurement.layout();
    this.readout = shard.ensemble().priors().readout();
    this.width = shard.width();
    this.scale = shard.ensemble().sigmaW() * shard.ensemble().sigmaW();
    this.kernel = measurement.theory().weightKernel();
    this.units = new Pointwise(shard, laneOps.functions());
    this.tilting = UnitTilting.of(shard, laneOps);
    this.sums = new PowerSums(measurement, tilting.isPresent(), laneOps.layers());
    this.pairings4 = Split.withFirstPoint(layout, 4);
    this.pairings6 = Split.withFirstPoint(layout, 6);
    this.splits6 = Split.all(layout, 6);
  }

  /**
   * How many arrays a batch needs: D, G_c⁽⁴⁾, G_c⁽⁶⁾, Cov of all couples of pairs, and what is
   * linear in fluctuations.
   */
  static int arrays(Layout layout) {
    return firstLinear(layout) + layout.linearSize();
  }

  static int firstLinear(Layout layout) {
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
    sums.begin(rows);
  }

  @Override
  public void add(HiddenUnits piece) {
    tilting.ifPresent(t -> t.shift(streams, piece, sums.weights()));
    sums.add(piece, units.evaluate(piece));
  }

  @Override
  public void finish(BagStreams streams, int rows, NetworkBatch batch) {
    int n = rows * LANES;
    for (int p = 0; p < kernel.length; p++) {
      Columns.scale(scale / width, sums.second()[p], batch.values[p], n);
      Columns.subtract(batch.values[p], kernel[p], batch.values[p], n);
    }
    for (int k = 0; k < pairings4.size() && layout.hasOrder(4); k++) {
      covariance(k, batch.values[first(layout, 4) + k], n);
    }
    for (int k = 0; k < pairings6.size() && layout.hasOrder(6); k++) {
      thirdCumulant(k, batch.values[first(layout, 6) + k], n);
    }
    layout
        .couples()
        .ifPresent(
            couples -> {
              for (int k = 0; k < couples.size(); k++) {
                sums.covariance(couples.indices(k), batch.values[firstCouple(layout) + k], n);
              }
            });
  }

  /** G_c⁽⁴⁾ of a multiset. */
  private void covariance(int k, double[] into, int n) {
    wick(pairings4.get(k), into, n);
    Columns.scale(-sums.twoUnits(), into, into, n);
    Columns.addMultiple(readout.moment(4) / width, sums.fourth(1, k), into, n);
    Columns.addMultiple(3 * sums.twoUnits(), sums.fourth(2, k), into, n);
    Columns.scale(scale * scale / width, into, into, n);
  }

  /** G_c⁽⁶⁾ of a multiset: each split into a pair and four points belongs to three pairings. */
  private void thirdCumulant(int k, double[] into, int n) {
    double two = sums.twoUnits();
    double three = 2 * two / (width - 2);
    double[][] second = sums.second();
    Split pairings = pairings6.get(k);
    Arrays.fill(into, 0, n, 0);
    for (int way = 0; way < pairings.count(); way++) {
      wick(pairings4.get(pairings.rests()[way]), column, n);
      Columns.addProduct(second[pairings.pairs()[way]], column, into, n);
    }
    Columns.scale(three, into, into, n);
    addSplits(splits6.get(k), 1, -readout.moment(4) * two, into, n);
    addSplits(splits6.get(k), 2, -3 * three, into, n);
    Columns.addMultiple(readout.moment(6) / width, sums.sixth(1, k), into, n);
    Columns.addMultiple(15 * readout.moment(4) * two, sums.sixth(2, k), into, n);
    Columns.addMultiple(30 * three, sums.sixth(3, k), into, n);
    Columns.scale(scale * scale * scale / (width * width), into, into, n);
  }

  /** Σ_3 S₁ S₁. */
  private void wick(Split split, double[] into, int n) {
    double[][] of = sums.second();
    Columns.multiply(of[split.pairs()[0]], of[split.rests()[0]], into, n);
    for (int way = 1; way < split.count(); way++) {
      Columns.addProduct(of[split.pairs()[way]], of[split.rests()[way]], into, n);
    }
  }

  /** Adds factor · Σ_15 S₁(pair) S_power(rest). */
  private void addSplits(Split split, int power, double factor, double[] into, int n) {
    double[] first = sums.second()[split.pairs()[0]];
    Columns.multiply(first, sums.fourth(power, split.rests()[0]), column, n);
    for (int way = 1; way < split.count(); way++) {
      double[] pair = sums.second()[split.pairs()[way]];
      Columns.addProduct(pair, sums.fourth(power, split.rests()[way]), column, n);
    }
    Columns.addMultiple(factor, column, into, n);
  }
}
