package wickstream.physics.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import wickstream.physics.Multisets;

/**
 * Correlators of networks that are Gaussian given their hidden layers, to first order in the
 * fluctuations V/N of C about K. With D the derivative by C at K of their mean μ and covariance Σ
 *
 * <pre>
 *   E f    = μ + (1/N) [½ D²μ : V + Dμ · G¹]
 *   Cov f  = Σ + (1/N) [½ D²Σ : V + DΣ · G¹ + Dμ V Dμᵀ]
 *   G_c⁽³⁾ = (1/N) Σ_3 DΣ_ab V Dμ_c
 *   G_c⁽⁴⁾ = (1/N) Σ_3 DΣ_ab V DΣ_cd
 * </pre>
 *
 * V is contracted as it is, Σ_p ∂_p ∂_(V_p) over pairs p of points: neither its eigenvectors nor
 * its being positive to rounding are needed.
 */
final class ReadoutExpansion {
  private final LayerStatistics layer;
  private final Multisets allPairs;

  /** The expansion about the last hidden layer. */
  ReadoutExpansion(LayerStatistics layer) {
    this.layer = layer;
    this.allPairs = Multisets.of(layer.points(), 2);
  }

  /** A covariance or what is added to it, by pairs of points, in a basis. */
  Variation variation(double[] values, DataBasis basis) {
    return Variation.of(values, allPairs, basis);
  }

  /**
   * The correlators of each output at the first points.
   *
   * @param basis in which φ and ψ are functions of K_XX
   * @param targets y in it, one row an output
   * @param drift N (E[C] − K), by pairs
   */
  List<TrainedFunctions> functions(
      int points,
      DataBasis basis,
      MatrixFunction phi,
      MatrixFunction psi,
      RealMatrix targets,
      double[] drift) {
    Variation kernel = variation(layer.kernel(), basis);
    GivenHiddenLayers given = new GivenHiddenLayers(kernel, phi, psi, targets, allPairs);
    double[] value = given.value();
    double[] order1 = given.first(variation(drift, basis));
    double[][] gradients = new double[allPairs.size()][];
    for (int p = 0; p < gradients.length; p++) {
      double[] unit = new double[gradients.length];
      unit[p] = 1;
      Variation along = variation(unit, basis);
      gradients[p] = given.first(along);
      double[] curvature = given.second(along, variation(layer.covariance()[p], basis));
      Arrays.setAll(order1, i -> order1[i] + curvature[i] / 2);
    }
    RealMatrix derivative = new Array2DRowRealMatrix(gradients, false);
    RealMatrix spread =
        derivative
            .transpose()
            .multiply(new Array2DRowRealMatrix(layer.covariance(), false))
            .multiply(derivative);
    List<TrainedFunctions> functions = new ArrayList<>();
    for (int output = 0; output < targets.getRowDimension(); output++) {
      functions.add(
          new OfOutput(points, output, targets.getRowDimension()).functions(value, order1, spread));
    }
    return functions;
  }

  /** What belongs to one output and the first points in lists of {@link GivenHiddenLayers}. */
  private final class OfOutput {
    private final int points;
    private final int firstMean;
    private final int firstCovariance;
    private final Multisets pairs;

    OfOutput(int points, int output, int outputs) {
      this.points = points;
      this.firstMean = output * layer.points();
      this.firstCovariance = outputs * layer.points();
      this.pairs = Multisets.of(points, 2);
    }

    TrainedFunctions functions(double[] value, double[] order1, RealMatrix spread) {
      double[] covariance = new double[pairs.size()];
      double[] covarianceOrder1 = new double[pairs.size()];
      double[][] ofCovariances = new double[pairs.size()][pairs.size()];
      double[] varianceOfMean = new double[points];
      Arrays.setAll(varianceOfMean, a -> spread.getEntry(firstMean + a, firstMean + a));
      for (int k = 0; k < covariance.length; k++) {
        int[] ab = pairs.indices(k);
        covariance[k] = value[of(ab)];
        covarianceOrder1[k] =
            order1[of(ab)] + spread.getEntry(firstMean + ab[0], firstMean + ab[1]);
        for (int l = 0; l < covariance.length; l++) {
          ofCovariances[k][l] = spread.getEntry(of(ab), of(pairs.indices(l)));
        }
      }
      return new TrainedFunctions(
          Arrays.copyOfRange(value, firstMean, firstMean + points),
          Arrays.copyOfRange(order1, firstMean, firstMean + points),
          covariance,
          covarianceOrder1,
          varianceOfMean,
          connected3(spread),
          new LayerStatistics(points, covariance, covarianceOrder1, ofCovariances).connected4());
    }

    private double[] connected3(RealMatrix spread) {
      Multisets triples = Multisets.of(points, 3);
      double[] connected = new double[triples.size()];
      for (int k = 0; k < connected.length; k++) {
        int[] x = triples.indices(k);
        for (int c = 0; c < 3; c++) {
          int ab = of(x[(c + 1) % 3], x[(c + 2) % 3]);
          connected[k] += spread.getEntry(ab, firstMean + x[c]);
        }
      }
      return connected;
    }

    private int of(int... ab) {
      return firstCovariance + allPairs.indexOf(ab);
    }
  }
}
