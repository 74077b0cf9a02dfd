package wickstream.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import wickstream.physics.Ensemble;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.theory.KernelResponse;
import wickstream.random.LaneStreams;

/**
 * Averages of D = C − K with the last hidden layer integrated, and less of what fluctuates in the
 * layers below. Given the covariance C of what goes into a layer, that of what leaves it has a
 * known mean κ(C) and, of independent units, the covariance S, measured by all of them. With ε =
 * C^l − κ(C^{l−1}), of mean 0 given the layers below, and J the response of κ at N → ∞, layer by
 * layer
 *
 * <pre>
 *   Λ^l = J Λ^{l−1} + ε^l,   T^l = J T^{l−1} Jᵀ + S^l,   so that E[Λ] = 0 and E[Λ Λᵀ] = E[T]
 * </pre>
 *
 * <p>whatever J is. At the last layer, with A = κ(C^{L−1}) − K and M = J Λ^{L−1}, close to A,
 *
 * <pre>
 *   E[D] = E[A − M],   E[D Dᵀ] = E[A Aᵀ − M Mᵀ + J T^{L−1} Jᵀ + S^L]
 * </pre>
 *
 * <p>Networks measure the right-hand sides, where what is of order 1/√N in a relative sense is left
 * of fluctuations of order 1 in D Dᵀ. Used by one thread.
 */
final class IntegratedLastLayer implements LastLayer {
  private static final int LANES = LaneStreams.LANES;

  private final Layout layout;
  private final double biasVariance;
  private final Kernel mean;
  private final List<KernelResponse> responses;
  private final double[] firstKernel;
  private final double[] lastKernel;
  private final double[] fullKernel;
  private final double[] rounding;
  private final Multisets pairs;
  private final Multisets couples;
  private final Optional<PowerSums> units;
  private final List<Split> quadruples;

  /** κ(C) − σ_b² of the layer that comes next. */
  private final double[][] expected;

  /** Λ of all pairs, and T of all couples of pairs. */
  private double[][] fluctuation;

  private double[][] spread;

  /** Where those of the layer above are made. */
  private double[][] fluctuationAbove;

  private double[][] spreadAbove;
  private final double[] column = new double[NetworkBatch.MAX_NETWORKS];
  private int layersBelow;
  private NetworkBatch batch;

  IntegratedLastLayer(Measurement measurement, LayerLoops loops) {
    Shard shard = measurement.shard();
    Ensemble ensemble = shard.ensemble();
    this.layout = measurement.layout();
    this.biasVariance = ensemble.sigmaB() * ensemble.sigmaB();
    this.mean = Kernel.of(ensemble.withDepth(1));
    this.responses = KernelResponse.ofFurtherLayers(ensemble, shard.points());
    this.pairs = layout.multisets(2);
    this.firstKernel = mean.weightPairs(shard.points());
    this.lastKernel = measurement.theory().weightKernel();
    this.fullKernel = measurement.theory().kernel();
    this.rounding = new double[pairs.size()];
    Arrays.setAll(rounding, new RoundingBound(measurement)::ofPair);
    this.couples = Multisets.of(layout.hasOrder(4) ? pairs.size() : 0, 2);
    this.units =
        layout.hasOrder(4)
            ? Optional.of(new PowerSums(measurement, false, loops))
            : Optional.empty();
    this.quadruples = Split.withFirstPoint(layout, 4);
    this.expected = Contraction.arrays(pairs.size());
    this.fluctuation = Contraction.arrays(pairs.size());
    this.fluctuationAbove = Contraction.arrays(pairs.size());
    this.spread = Contraction.arrays(couples.size());
    this.spreadAbove = Contraction.arrays(couples.size());
  }

  @Override
  public void begin(NetworkBatch batch, int rows) {
    this.batch = batch;
    this.layersBelow = 0;
    int n = rows * LANES;
    for (int k = 0; k < expected.length; k++) {
      Arrays.fill(expected[k], 0, n, firstKernel[k]);
      Arrays.fill(fluctuation[k], 0, n, 0);
    }
    for (double[] couple : spread) {
      Arrays.fill(couple, 0, n, 0);
    }
    units.ifPresent(sums -> sums.begin(rows));
  }

  @Override
  public void addBelow(HiddenUnits piece, double[][] values) {
    units.ifPresent(sums -> sums.add(piece, values));
  }

  @Override
  public void endBelow(double[][] covariance, int rows) {
    int n = rows * LANES;
    if (layersBelow > 0) {
      passOn(n);
    }
    for (int k = 0; k < expected.length; k++) {
      Columns.add(fluctuation[k], covariance[k], fluctuation[k], n);
      Columns.subtract(fluctuation[k], expected[k], fluctuation[k], n);
      Columns.subtract(fluctuation[k], biasVariance, fluctuation[k], n);
    }
    addSpreadOfUnits(n);
    expect(covariance, n);
    layersBelow++;
    units.ifPresent(sums -> sums.begin(rows));
  }

  /** J Λ and J T Jᵀ of the layer that comes next. */
  private void passOn(int n) {
    KernelResponse response = responses.get(layersBelow - 1);
    for (int k = 0; k < fluctuation.length; k++) {
      passOn(response.pairs()[k], response.coefficients()[k], fluctuationAbove[k], n);
    }
    for (int c = 0; c < spread.length; c++) {
      int[] couple = couples.indices(c);
      Arrays.fill(spreadAbove[c], 0, n, 0);
      int[] left = response.pairs()[couple[0]];
      int[] right = response.pairs()[couple[1]];
      for (int i = 0; i < left.length; i++) {
        for (int j = 0; j < right.length; j++) {
          double product =
              response.coefficients()[couple[0]][i] * response.coefficients()[couple[1]][j];
          double[] below = spread[couples.indexOf(left[i], right[j])];
          Columns.addMultiple(product, below, spreadAbove[c], n);
        }
      }
    }
    double[][] spent = fluctuation;
    fluctuation = fluctuationAbove;
    fluctuationAbove = spent;
    spent = spread;
    spread = spreadAbove;
    spreadAbove = spent;
  }

  private void passOn(int[] pairsBelow, double[] coefficients, double[] into, int n) {
    Arrays.fill(into, 0, n, 0);
    for (int i = 0; i < pairsBelow.length; i++) {
      Columns.addMultiple(coefficients[i], fluctuation[pairsBelow[i]], into, n);
    }
  }

  private void addSpreadOfUnits(int n) {
    for (int c = 0; c < spread.length; c++) {
      units.orElseThrow().covariance(couples.indices(c), column, n);
      Columns.add(spread[c], column, spread[c], n);
    }
  }

  private void expect(double[][] covariance, int n) {
    for (int k = 0; k < expected.length; k++) {
      int[] within = pairs.pairsWithin(k);
      double[] aa = covariance[within[0]];
      double[] bb = covariance[within[2]];
      for (int i = 0; i < n; i++) {
        expected[k][i] = mean.ofLayer(aa[i], bb[i], covariance[k][i]);
      }
    }
  }

  @Override
  public void add(BagStreams streams, HiddenUnits piece, double[][] values, int from) {
    addBelow(piece, values);
  }

  /**
   * Here σ_b², which stands in κ(C) and in K, cancels. Where κ is linear, as of relu at one point,
   * so does all of A − M, whose rounding errors would have a small spread about a mean that is not
   * 0.
   */
  @Override
  public void finish(BagStreams streams, int rows) {
    int n = rows * LANES;
    passOn(n);
    addSpreadOfUnits(n);
    for (int k = 0; k < expected.length; k++) {
      Columns.subtract(expected[k], lastKernel[k], expected[k], n);
      Columns.subtract(expected[k], fluctuation[k], batch.values[k], n);
      Columns.clearBelow(rounding[k], batch.values[k], n);
      System.arraycopy(fluctuation[k], 0, batch.values[PooledSums.firstLinear(layout) + k], 0, n);
    }
    for (int c = 0; c < spread.length; c++) {
      int[] couple = couples.indices(c);
      Columns.addProduct(expected[couple[0]], expected[couple[1]], spread[c], n);
      Columns.subtractProduct(fluctuation[couple[0]], fluctuation[couple[1]], spread[c], n);
    }
    for (int q = 0; q < (layout.hasOrder(4) ? quadruples.size() : 0); q++) {
      deviation(quadruples.get(q), batch.values[PooledSums.first(layout, 4) + q], n);
    }
    for (int c = 0; c < layout.couples().map(Multisets::size).orElse(0); c++) {
      System.arraycopy(spread[c], 0, batch.values[PooledSums.firstCouple(layout) + c], 0, n);
    }
  }

  /** ΔG⁽⁴⁾ = Σ_3 (D D′ + K D′ + K′ D). */
  private void deviation(Split split, double[] into, int n) {
    Arrays.fill(into, 0, n, 0);
    for (int way = 0; way < split.count(); way++) {
      int pair = split.pairs()[way];
      int rest = split.rests()[way];
      Columns.add(into, spread[couples.indexOf(pair, rest)], into, n);
      Columns.addMultiple(fullKernel[pair], batch.values[rest], into, n);
      Columns.addMultiple(fullKernel[rest], batch.values[pair], into, n);
    }
  }
}
