package wickstream.physics.theory;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A function of symmetric matrices and its derivatives at a matrix of eigenvalues λ, all matrices
 * in its eigenbasis (Daleckii and Krein 1965; Bhatia, "Matrix Analysis", section V.3):
 *
 * <pre>
 *   f'[E]_ij     = f[λ_i, λ_j] E_ij
 *   f''[E, F]_ij = Σ_k f[λ_i, λ_k, λ_j] (E_ik F_kj + F_ik E_kj)
 * </pre>
 */
final class MatrixFunction {
  private final double[] values;
  private final double[][] first;
  private final double[][][] second;

  private MatrixFunction(int size) {
    this.values = new double[size];
    this.first = new double[size][size];
    this.second = new double[size][size][size];
  }

  /** The function at a matrix of these eigenvalues. */
  static MatrixFunction of(SpectralFunction function, double[] eigenvalues) {
    MatrixFunction of = new MatrixFunction(eigenvalues.length);
    for (int i = 0; i < eigenvalues.length; i++) {
      for (int j = 0; j <= i; j++) {
        for (int k = 0; k <= j; k++) {
          of.set(
              new int[] {i, j, k},
              function.dividedDifferences(eigenvalues[i], eigenvalues[j], eigenvalues[k]));
        }
      }
    }
    return of;
  }

  private void set(int[] at, double[] differences) {
    int i = at[0];
    int j = at[1];
    int k = at[2];
    if (j == k) {
      first[i][j] = differences[1];
      first[j][i] = differences[1];
    }
    if (i == k) {
      values[i] = differences[0];
    }
    second[i][j][k] = differences[2];
    second[i][k][j] = differences[2];
    second[j][i][k] = differences[2];
    second[j][k][i] = differences[2];
    second[k][i][j] = differences[2];
    second[k][j][i] = differences[2];
  }

  /** f, a diagonal matrix. */
  RealMatrix value() {
    return MatrixUtils.createRealDiagonalMatrix(values);
  }

  /** f'[E]. */
  RealMatrix first(RealMatrix e) {
    double[][] derivative = new double[values.length][values.length];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values.length; j++) {
        derivative[i][j] = first[i][j] * e.getEntry(i, j);
      }
    }
    return new Array2DRowRealMatrix(derivative, false);
  }

  /** f''[E, F], of symmetric E and F. */
  RealMatrix second(RealMatrix e, RealMatrix f) {
    double[][] derivative = new double[values.length][values.length];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j <= i; j++) {
        derivative[i][j] = second(e.getRow(i), e.getRow(j), f.getRow(i), f.getRow(j), second[i][j]);
        derivative[j][i] = derivative[i][j];
      }
    }
    return new Array2DRowRealMatrix(derivative, false);
  }

  private static double second(double[] ei, double[] ej, double[] fi, double[] fj, double[] by) {
    double sum = 0;
    for (int k = 0; k < by.length; k++) {
      sum += by[k] * (ei[k] * fj[k] + fi[k] * ej[k]);
    }
    return sum;
  }
}
