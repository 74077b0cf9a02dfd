package wickstream.physics.theory;

import java.util.List;
import wickstream.physics.Multisets;
import wickstream.physics.Splits;
import wickstream.physics.WickPairings;

/**
 * The covariance C of the outputs of one layer at pairs of points, given the layers below it, to
 * first order in 1/N. Pairs are in the order of {@link Multisets}.
 *
 * @param points how many points there are
 * @param kernel K, of N → ∞
 * @param kernelCorrection G¹ of E[C] = K + G¹/N
 * @param covariance V of Cov(C_p, C_q) = V_pq/N, symmetric
 * @param ofReadout κ4 σ_W⁴ E[h h h h] of all multisets of four points, which N G_c⁽⁴⁾ has more if
 *     the fourth cumulant κ4 of readout weights is not 0; else empty
 */
public record LayerStatistics(
    int points,
    double[] kernel,
    double[] kernelCorrection,
    double[][] covariance,
    double[] ofReadout) {

  /** Of a layer below normal weights. */
  LayerStatistics(int points, double[] kernel, double[] kernelCorrection, double[][] covariance) {
    this(points, kernel, kernelCorrection, covariance, new double[0]);
  }

  /** N G_c⁽⁴⁾ = V_12,34 + V_13,24 + V_14,23 of all multisets of four points. */
  public double[] connected4() {
    Multisets pairs = Multisets.of(points, 2);
    Multisets quads = Multisets.of(points, 4);
    List<int[][]> pairings = WickPairings.of(4);
    double[] connected = new double[quads.size()];
    for (int k = 0; k < connected.length; k++) {
      int[] x = quads.indices(k);
      for (int[][] pairing : pairings) {
        connected[k] += covariance[index(pairs, x, pairing[0])][index(pairs, x, pairing[1])];
      }
      connected[k] += ofReadout.length > 0 ? ofReadout[k] : 0;
    }
    return connected;
  }

  /**
   * N ΔG⁽ⁿ⁾ of all multisets of n points, n even: of each product of C over the pairs of a pairing,
   * one factor is corrected or two vary together; and what the readout makes of four points.
   */
  public double[] deviations(int order) {
    Multisets pairs = Multisets.of(points, 2);
    Multisets quads = Multisets.of(points, 4);
    Multisets multisets = Multisets.of(points, order);
    List<int[][]> pairings = WickPairings.of(order);
    double[] deviations = new double[multisets.size()];
    int[] factors = new int[order / 2];
    for (int k = 0; k < deviations.length; k++) {
      int[] x = multisets.indices(k);
      for (int[][] pairing : pairings) {
        for (int i = 0; i < factors.length; i++) {
          factors[i] = index(pairs, x, pairing[i]);
        }
        deviations[k] += ofProduct(factors);
      }
      deviations[k] += ofReadout.length > 0 ? ofReadout(x, pairs, quads) : 0;
    }
    return deviations;
  }

  /** Of two points 0, of six Σ_15 K(pair) times that of the other four. */
  private double ofReadout(int[] x, Multisets pairs, Multisets quads) {
    if (x.length < 6) {
      return x.length == 4 ? ofReadout[quads.indexOf(x)] : 0;
    }
    double sum = 0;
    for (int[] s : Splits.PAIR_AND_QUAD) {
      int quad = quads.indexOf(x[s[2]], x[s[3]], x[s[4]], x[s[5]]);
      sum += kernel[pairs.indexOf(x[s[0]], x[s[1]])] * ofReadout[quad];
    }
    return sum;
  }

  private double ofProduct(int[] factors) {
    double sum = 0;
    for (int i = 0; i < factors.length; i++) {
      sum += kernelCorrection[factors[i]] * productWithout(factors, i, i);
      for (int j = 0; j < i; j++) {
        sum += covariance[factors[i]][factors[j]] * productWithout(factors, i, j);
      }
    }
    return sum;
  }

  private double productWithout(int[] factors, int i, int j) {
    double product = 1;
    for (int k = 0; k < factors.length; k++) {
      product *= k == i || k == j ? 1 : kernel[factors[k]];
    }
    return product;
  }

  private static int index(Multisets pairs, int[] x, int[] pair) {
    return pairs.indexOf(x[pair[0]], x[pair[1]]);
  }
}
