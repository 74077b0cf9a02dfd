package wickstream.physics.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import wickstream.formula.Formula;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.Readout;

/**
 * From the statistics of what goes into a hidden layer to those of what comes out (Yaida, arXiv
 * 1910.00019; Roberts, Yaida and Hanin, The Principles of Deep Learning Theory, 2022, chapter 4).
 * With A = (ab) a pair of points, p of {aa, ab, bb}, and moments of z of covariance K
 *
 * <pre>
 *   G¹_A ← σ_W² [ Σ_p ∂_p m_A G¹_p + ½ Σ_pq ∂_p ∂_q m_A V_pq ]
 *   V_AB ← σ_W⁴ [ M_AB − m_A m_B + Σ_pq ∂_p m_A ∂_q m_B V_pq ]
 *   K    ← σ_b² + σ_W² m
 * </pre>
 */
final class LayerRecursion {
  private final Activation activation;
  private final double variance;
  private final double biasVariance;
  private final int points;
  private final Multisets pairs;
  private final Multisets quads;
  private final Kernel kernel;
  private final Optional<Formula> formula;
  private final Optional<FourPointMoments> moments;
  private final Readout readout;

  private LayerRecursion(Ensemble ensemble, int points) {
    this.activation = ensemble.activation();
    this.variance = ensemble.sigmaW() * ensemble.sigmaW();
    this.biasVariance = ensemble.sigmaB() * ensemble.sigmaB();
    this.points = points;
    this.pairs = Multisets.of(points, 2);
    this.quads = Multisets.of(points, 4);
    this.kernel = Kernel.of(ensemble.withDepth(1));
    this.formula = FormulaCovariances.formula(ensemble.activation());
    this.moments =
        formula.isPresent()
            ? Optional.empty()
            : Optional.of(FourPointMoments.of(ensemble.activation(), quads.size()));
    this.readout = ensemble.priors().readout();
  }

  /** The statistics of all hidden layers, from the first on. */
  static List<LayerStatistics> layers(Ensemble ensemble, InputPoints points) {
    LayerRecursion recursion = new LayerRecursion(ensemble, points.count());
    int size = recursion.pairs.size();
    LayerStatistics below =
        new LayerStatistics(
            points.count(),
            recursion.ofInputs(ensemble, points),
            new double[size],
            new double[size][size]);
    double[] weightPart = recursion.kernel.weightPairs(points);
    List<LayerStatistics> layers = new ArrayList<>();
    while (layers.size() < ensemble.depth()) {
      below = recursion.above(below, weightPart);
      layers.add(below);
      weightPart = recursion.kernel.ofLayer(below.kernel(), recursion.pairs);
    }
    return List.copyOf(layers);
  }

  private double[] ofInputs(Ensemble ensemble, InputPoints points) {
    double[] covariances = new double[pairs.size()];
    for (int k = 0; k < covariances.length; k++) {
      int[] ab = pairs.indices(k);
      double dot = points.dot(ab[0], ab[1]);
      covariances[k] = Math.fma(variance / ensemble.dIn(), dot, biasVariance);
    }
    return covariances;
  }

  private LayerStatistics above(LayerStatistics below, double[] weightPart) {
    int size = pairs.size();
    int[][] three = new int[size][];
    PairDerivatives[] derivatives = new PairDerivatives[size];
    double[] kernels = new double[size];
    double[] corrections = new double[size];
    for (int k = 0; k < size; k++) {
      three[k] = pairs.pairsWithin(k);
      double[] c = below.kernel();
      derivatives[k] =
          PairDerivatives.of(activation, c[three[k][0]], c[three[k][1]], c[three[k][2]]);
      kernels[k] = biasVariance + weightPart[k];
      corrections[k] = variance * correction(below, three[k], derivatives[k]);
    }
    Optional<double[][]> ofFormula =
        formula.map(g -> FormulaCovariances.of(g, below.kernel(), points));
    double[] fourth =
        ofFormula
            .map(covariances -> fourthMoments(covariances, weightPart))
            .orElseGet(() -> fourthMoments(below.kernel()));
    double[][] covariance = new double[size][size];
    for (int a = 0; a < size; a++) {
      for (int b = 0; b <= a; b++) {
        double fresh =
            ofFormula.isPresent()
                ? variance * variance * ofFormula.get()[a][b]
                : variance * variance * fourth[quad(a, b)] - weightPart[a] * weightPart[b];
        double passedOn = 0;
        for (int p = 0; p < 3; p++) {
          for (int q = 0; q < 3; q++) {
            passedOn +=
                derivatives[a].first()[p]
                    * derivatives[b].first()[q]
                    * below.covariance()[three[a][p]][three[b][q]];
          }
        }
        covariance[a][b] = fresh + variance * variance * passedOn;
        covariance[b][a] = covariance[a][b];
      }
    }
    return new LayerStatistics(points, kernels, corrections, covariance, ofReadout(fourth));
  }

  private double[] ofReadout(double[] fourth) {
    return readout == Readout.NORMAL
        ? new double[0]
        : Arrays.stream(fourth)
            .map(moment -> readout.fourthCumulant() * variance * variance * moment)
            .toArray();
  }

  private static double correction(LayerStatistics below, int[] three, PairDerivatives of) {
    double sum = 0;
    for (int p = 0; p < 3; p++) {
      sum += of.first()[p] * below.kernelCorrection()[three[p]];
      for (int q = 0; q < 3; q++) {
        sum += of.second()[p][q] * below.covariance()[three[p]][three[q]] / 2;
      }
    }
    return sum;
  }

  private int quad(int pair, int other) {
    int[] ab = pairs.indices(pair);
    int[] cd = pairs.indices(other);
    return quads.indexOf(ab[0], ab[1], cd[0], cd[1]);
  }

  /** M_AB from M_AB − m_A m_B. */
  private double[] fourthMoments(double[][] covariances, double[] weightPart) {
    double[] fourth = new double[quads.size()];
    for (int a = 0; a < covariances.length; a++) {
      for (int b = 0; b <= a; b++) {
        double means = weightPart[a] * weightPart[b] / (variance * variance);
        fourth[quad(a, b)] = covariances[a][b] + means;
      }
    }
    return fourth;
  }

  private double[] fourthMoments(double[] c) {
    double[] fourth = new double[quads.size()];
    double[][] s = new double[4][4];
    for (int k = 0; k < fourth.length; k++) {
      int[] x = quads.indices(k);
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          s[i][j] = c[pairs.indexOf(x[i], x[j])];
        }
      }
      fourth[k] = moments.orElseThrow().at(s);
    }
    return fourth;
  }
}
