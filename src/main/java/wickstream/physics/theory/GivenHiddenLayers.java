package wickstream.physics.theory;

import org.apache.commons.math3.linear.RealMatrix;
import wickstream.physics.Multisets;

/**
 * The mean and covariance of networks' outputs given their hidden layers, as functions of the
 * covariance C of the last of these, and the derivatives of both at K:
 *
 * <pre>
 *   μ(C) = C_{·X} φ(C_XX) y,   Σ(C) = C − C_{·X} ψ(C_XX) C_{X·}
 * </pre>
 *
 * Together they are one list: μ_a of all points for the first output, for the second …, then Σ_ab
 * by pairs of points.
 */
final class GivenHiddenLayers {
  private final Variation kernel;
  private final Regression ofMean;
  private final Regression ofCovariance;
  private final RealMatrix targets;
  private final Multisets pairs;

  /**
   * @param kernel K
   * @param phi of K_XX in the basis
   * @param psi likewise
   * @param targets y in the basis, one row an output
   */
  GivenHiddenLayers(
      Variation kernel,
      MatrixFunction phi,
      MatrixFunction psi,
      RealMatrix targets,
      Multisets pairs) {
    this.kernel = kernel;
    this.ofMean = new Regression(kernel, phi);
    this.ofCovariance = new Regression(kernel, psi);
    this.targets = targets;
    this.pairs = pairs;
  }

  /** μ and Σ at K. */
  double[] value() {
    RealMatrix explained = ofCovariance.value().multiply(fromExamples(kernel));
    return list(ofMean.value(), kernel.values(), explained);
  }

  /** Their derivatives along a variation of C. */
  double[] first(Variation e) {
    RealMatrix explained =
        ofCovariance
            .first(e)
            .multiply(fromExamples(kernel))
            .add(ofCovariance.value().multiply(fromExamples(e)));
    return list(ofMean.first(e), e.values(), explained);
  }

  /** Their second derivatives along two variations. */
  double[] second(Variation e, Variation f) {
    RealMatrix explained =
        ofCovariance
            .second(e, f)
            .multiply(fromExamples(kernel))
            .add(ofCovariance.first(e).multiply(fromExamples(f)))
            .add(ofCovariance.first(f).multiply(fromExamples(e)));
    return list(ofMean.second(e, f), new double[pairs.size()], explained);
  }

  private static RealMatrix fromExamples(Variation of) {
    return of.toExamples().transpose();
  }

  private double[] list(RealMatrix regression, double[] prior, RealMatrix explained) {
    RealMatrix mean = targets.multiply(regression.transpose());
    int points = mean.getColumnDimension();
    int means = mean.getRowDimension() * points;
    double[] list = new double[means + pairs.size()];
    for (int i = 0; i < means; i++) {
      list[i] = mean.getEntry(i / points, i % points);
    }
    for (int k = 0; k < pairs.size(); k++) {
      int[] ab = pairs.indices(k);
      list[means + k] = prior[k] - explained.getEntry(ab[0], ab[1]);
    }
    return list;
  }
}
