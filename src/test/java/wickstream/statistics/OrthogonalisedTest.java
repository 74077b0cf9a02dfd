package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside the library's decomposition of the same matrices, with columns of very unequal sizes. */
class OrthogonalisedTest {
  private static final double ROUNDING = 1e-12;

  private final Random random = new Random(11);

  private double[] numbers(int count, double size) {
    return random.doubles(count).map(u -> size * (u - 0.5)).toArray();
  }

  private double[][] columns(int rows, int count) {
    double[][] columns = new double[count][];
    Arrays.setAll(columns, j -> numbers(rows, Math.pow(10, 40 * random.nextGaussian() / 3)));
    return columns;
  }

  private static RealMatrix matrix(double[][] columns) {
    return new Array2DRowRealMatrix(columns).transpose();
  }

  private static void areAlike(double[] found, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i] / expected[i]).isCloseTo(1, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void leavesTheLeastSquares(int count) {
    for (int rows = count; rows < 25; rows++) {
      double[][] columns = columns(rows, count);
      double[] y = numbers(rows, 1);
      Orthogonalised of = new Orthogonalised(columns);
      RealMatrix scaled = matrix(columns);
      double[] sizes = new double[count];
      for (int j = 0; j < count; j++) {
        sizes[j] = scaled.getColumnVector(j).getNorm();
        scaled.setColumnVector(j, scaled.getColumnVector(j).mapDivide(sizes[j]));
      }
      QRDecomposition library = new QRDecomposition(scaled);
      double[] expected = library.getSolver().solve(new ArrayRealVector(y)).toArray();
      double[] found = of.leastSquares(y);
      Arrays.setAll(found, j -> found[j] * sizes[j]);
      areAlike(found, expected);
      double left = 0;
      double[] rotated = of.rotated(y);
      for (int i = count; i < rows; i++) {
        left += rotated[i] * rotated[i];
      }
      double[] residuals =
          new ArrayRealVector(y).subtract(new ArrayRealVector(scaled.operate(expected))).toArray();
      assertThat(left).isCloseTo(Arrays.stream(residuals).map(x -> x * x).sum(), within(ROUNDING));
    }
  }

  /** RᵀR = AᵀA, and x of unit covariance: |x|² = yᵀ(AᵀA)⁻¹y. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void whitens(int count) {
    for (int rows = count; rows < 25; rows++) {
      double[][] columns = columns(rows, count);
      Orthogonalised of = new Orthogonalised(columns);
      double[] weights = numbers(count, 1);
      // The y that the whitening takes to the weights.
      double[] y = new double[count];
      for (int j = 0; j < count; j++) {
        double squared = 0;
        for (int i = 0; i <= j; i++) {
          y[j] += of.triangle(i, j) * weights[i];
          squared += of.triangle(i, j) * of.triangle(i, j);
        }
        double size = new ArrayRealVector(columns[j]).getNorm();
        assertThat(Math.sqrt(squared) / size).isCloseTo(1, within(ROUNDING));
      }
      areAlike(of.whitened(y), weights);
    }
  }
}
