package wickstream.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigensystemTest {
  private static final int MATRICES = 37;

  /** Gram matrices of fewer vectors than rows in every third case, of all scales. */
  private static double[][] matrices(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] elements = new double[size * (size + 1) / 2][MATRICES];
    for (int m = 0; m < MATRICES; m++) {
      int rank = m % 3 == 0 ? Math.max(1, size / 2) : size + 3;
      double scale = Math.pow(10, m % 7 * 3 - 9);
      double[][] rows = new double[size][rank];
      for (double[] row : rows) {
        Arrays.setAll(row, k -> random.nextDouble(-1, 1) * scale);
      }
      int k = 0;
      for (int i = 0; i < size; i++) {
        for (int j = i; j < size; j++) {
          elements[k++][m] = dot(rows[i], rows[j]);
        }
      }
    }
    return elements;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 20})
  void vectorsAreOrthonormalAndMakeUpTheMatrix(int size) {
    double[][] elements = matrices(size, size);
    SymmetricEigensystem system = new SymmetricEigensystem(size, MATRICES);
    system.decompose(elements, MATRICES);
    for (int m = 0; m < MATRICES; m++) {
      int index = 0;
      double trace = 0;
      for (int k = 0; k < size; k++) {
        trace += system.values()[k][m];
      }
      for (int i = 0; i < size; i++) {
        for (int j = i; j < size; j++) {
          double sum = 0;
          double product = 0;
          for (int k = 0; k < size; k++) {
            double q = system.vectors()[i][k][m] * system.vectors()[j][k][m];
            sum += system.values()[k][m] * q;
            product += q;
          }
          assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-14 * size));
          assertThat(sum).isCloseTo(elements[index++][m], within(1e-14 * trace));
        }
      }
    }
  }

  /** Bits of a matrix do not depend on the others, nor on what was decomposed before. */
  @Test
  void everyMatrixIsOnItsOwn() {
    int size = 5;
    double[][] elements = matrices(size, 3);
    SymmetricEigensystem together = new SymmetricEigensystem(size, MATRICES);
    together.decompose(elements, MATRICES);
    SymmetricEigensystem alone = new SymmetricEigensystem(size, MATRICES);
    for (int m = 0; m < MATRICES; m++) {
      int at = m;
      alone.decompose(
          Arrays.stream(elements).map(x -> new double[] {x[at]}).toArray(double[][]::new), 1);
      for (int k = 0; k < size; k++) {
        assertThat(alone.values()[k][0]).isEqualTo(together.values()[k][m]);
        assertThat(alone.vectors()[2][k][0]).isEqualTo(together.vectors()[2][k][m]);
      }
    }
  }

  /** Scales of 10⁻¹⁰ to 1: each eigenvalue to its own last digits, which QR would lose. */
  @Test
  void smallEigenvaluesOfScaledMatricesAreExact() {
    double s = 1e-10;
    SymmetricEigensystem system = new SymmetricEigensystem(2, 1);
    system.decompose(new double[][] {{1}, {0.5 * s}, {s * s}}, 1);
    double small = Math.min(system.values()[0][0], system.values()[1][0]);
    assertThat(small).isCloseTo(0.75 * s * s, within(1e-15 * s * s));
  }

  /** A row that comes twice makes one eigenvalue exactly 0. */
  @Test
  void equalRowsHaveANullVector() {
    SymmetricEigensystem system = new SymmetricEigensystem(2, 1);
    system.decompose(new double[][] {{0.3}, {0.3}, {0.3}}, 1);
    assertThat(new double[] {system.values()[0][0], system.values()[1][0]})
        .containsExactlyInAnyOrder(0, 0.6);
  }

  @Test
  void whatIsNotANumberEnds() {
    SymmetricEigensystem system = new SymmetricEigensystem(2, 2);
    system.decompose(new double[][] {{Double.NaN, 2}, {1, 0}, {1, 3}}, 2);
    assertThat(system.values()[0][0]).isNaN();
    assertThat(system.values()[0][1]).isEqualTo(2);
  }
}
