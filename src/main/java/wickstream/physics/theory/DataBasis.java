package wickstream.physics.theory;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import wickstream.physics.Multisets;
import wickstream.physics.Training;

/**
 * The eigenbasis of K_XX, the covariance for N → ∞ of networks at the examples X they are trained
 * on. Of n examples with one input only the direction (1 … 1)/√n is in it: in the others, in which
 * their targets differ, C_XX of every network is zero.
 *
 * @param vectors one column an eigenvector v, one row a point: Σ v_i over the examples i at it
 * @param eigenvalues of K_XX, falling
 */
record DataBasis(RealMatrix vectors, double[] eigenvalues) {
  /** Eigenvalues smaller than so much of the largest are rounding errors. */
  private static final double NULL = 1e-13;

  /**
   * The basis of some examples.
   *
   * @param layer of which K is taken
   * @param positions at which of its points each example is
   */
  static DataBasis of(LayerStatistics layer, int[] positions) {
    RealMatrix kernel = Variation.matrix(layer.kernel(), Multisets.of(layer.points(), 2));
    int[] inputs = Arrays.stream(positions).distinct().toArray();
    RealMatrix sums = new Array2DRowRealMatrix(kernel.getRowDimension(), inputs.length);
    for (int u = 0; u < inputs.length; u++) {
      sums.setEntry(inputs[u], u, Math.sqrt(count(inputs[u], positions)));
    }
    RealMatrix ofInputs = sums.transpose().multiply(kernel).multiply(sums);
    RealMatrix symmetric = ofInputs.add(ofInputs.transpose()).scalarMultiply(0.5);
    EigenDecomposition eigen = new EigenDecomposition(symmetric);
    return new DataBasis(sums.multiply(eigen.getV()), eigen.getRealEigenvalues());
  }

  private static long count(int input, int[] positions) {
    return Arrays.stream(positions).filter(position -> position == input).count();
  }

  /** The basis without directions in which K_XX, and so C_XX of every network, is zero. */
  DataBasis ofRange() {
    int size =
        (int) Arrays.stream(eigenvalues).filter(each -> each > NULL * eigenvalues[0]).count();
    int kept = Math.max(1, size); // of networks that all are zero at the examples, one null
    return new DataBasis(
        vectors.getSubMatrix(0, vectors.getRowDimension() - 1, 0, kept - 1),
        Arrays.copyOf(eigenvalues, kept));
  }

  /**
   * N E‖W − 1‖² of the fluctuations of C_XX in units of K_XX, W = K^−½ C K^−½, in Frobenius' norm,
   * with each direction as far as it has been learnt.
   *
   * @param learnt between 0 and 1, of a direction, by its eigenvalue
   */
  double fluctuation(LayerStatistics layer, DoubleUnaryOperator learnt) {
    Multisets pairs = Multisets.of(layer.points(), 2);
    RealMatrix covariance = new Array2DRowRealMatrix(layer.covariance(), false);
    double sum = 0;
    for (int k = 0; k < eigenvalues.length; k++) {
      for (int l = 0; l < eigenvalues.length; l++) {
        double share = learnt.applyAsDouble(eigenvalues[k]) * learnt.applyAsDouble(eigenvalues[l]);
        RealVector along = product(vectors.getColumn(k), vectors.getColumn(l), pairs);
        double variance = along.dotProduct(covariance.operate(along));
        sum += share > 0 ? share * variance / (eigenvalues[k] * eigenvalues[l]) : 0;
      }
    }
    return sum;
  }

  /** vᵀ C w as a function of C, by pairs of points. */
  private static RealVector product(double[] v, double[] w, Multisets pairs) {
    double[] along = new double[pairs.size()];
    for (int p = 0; p < along.length; p++) {
      int[] ab = pairs.indices(p);
      along[p] = v[ab[0]] * w[ab[1]] + (ab[0] == ab[1] ? 0 : v[ab[1]] * w[ab[0]]);
    }
    return new ArrayRealVector(along, false);
  }

  /** A function at K_XX. */
  MatrixFunction function(SpectralFunction function) {
    return MatrixFunction.of(function, eigenvalues);
  }

  /** The largest eigenvalue over the smallest, infinite where that is null. */
  double condition() {
    return eigenvalues[0] / Math.max(0, eigenvalues[eigenvalues.length - 1]);
  }

  /** The targets of a training in the basis, one row an output. */
  RealMatrix targets(Training training, int[] positions) {
    RealMatrix means = new Array2DRowRealMatrix(training.outputs(), vectors.getRowDimension());
    for (int output = 0; output < training.outputs(); output++) {
      double[] targets = training.targets(output);
      for (int i = 0; i < positions.length; i++) {
        means.addToEntry(output, positions[i], targets[i] / count(positions[i], positions));
      }
    }
    return means.multiply(vectors);
  }
}
