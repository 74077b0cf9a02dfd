package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside the library's decomposition of the same matrices, with columns of very unequal sizes. */
class HouseholderQrTest {
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
      HouseholderQr of = new HouseholderQr(columns);
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

  /** RᵀR = AᵀA, and Rᵀx = y for the x that y is whitened to. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void whitens(int count) {
    for (int rows = count; rows < 25; rows++) {
      double[][] columns = columns(rows, count);
      HouseholderQr of = new HouseholderQr(columns);
      double[] weights = numbers(count, 1);
      double[] y = new double[count];
      for (int j = 0; j < count; j++) {
        for (int i = 0; i <= j; i++) {
          y[j] += of.triangle(i, j) * weights[i];
          ArrayRealVector left = new ArrayRealVector(columns[i]);
          ArrayRealVector right = new ArrayRealVector(columns[j]);
          double product = 0;
          for (int k = 0; k <= i; k++) {
            product += of.triangle(k, i) * of.triangle(k, j);
          }
          double sizes = left.getNorm() * right.getNorm();
          assertThat(product / sizes).isCloseTo(left.dotProduct(right) / sizes, within(ROUNDING));
        }
      }
      areAlike(of.whitened(y), weights);
    }
  }

  @Test
  void aColumnOfNothingLeavesTheOthersAlone() {
    double[][] columns = columns(9, 3);
    columns[1] = new double[9];
    HouseholderQr of = new HouseholderQr(columns);
    HouseholderQr ofOthers = new HouseholderQr(new double[][] {columns[0], columns[2]});
    assertThat(of.triangle(0, 1)).isZero();
    assertThat(of.triangle(1, 1)).isZero();
    assertThat(of.triangle(0, 2)).isEqualTo(ofOthers.triangle(0, 1));
    assertThat(Math.hypot(of.triangle(1, 2), of.triangle(2, 2)))
        .isCloseTo(Math.abs(ofOthers.triangle(1, 1)), withinPercentage(1e-10));
  }
}
