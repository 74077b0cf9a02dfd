package wickstream.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PivotedCholeskyTest {

  /**
   * X Xᵀ of random X with as many columns as the rank, and rows whose sizes differ by up to 10²⁴:
   * the error is relative to √(C_aa C_bb), some units in the last place each step, and 10⁻¹⁵ that
   * is left.
   */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 3", "6, 6", "6, 2", "7, 4", "20, 20", "20, 3", "40, 11"})
  void theFactorSquaredIsTheMatrix(int variables, int rank) {
    SplittableRandom random = new SplittableRandom(31L * variables + rank);
    int matrices = 40;
    double[][] covariances = new double[variables * (variables + 1) / 2][matrices];
    for (int i = 0; i < matrices; i++) {
      double[][] x = new double[variables][rank];
      for (double[] row : x) {
        double size = Math.pow(10, random.nextDouble(-12, 12));
        for (int k = 0; k < rank; k++) {
          row[k] = size * random.nextDouble(-1, 1);
        }
      }
      int next = 0;
      for (int a = 0; a < variables; a++) {
        for (int b = a; b < variables; b++) {
          for (int k = 0; k < rank; k++) {
            covariances[next][i] += x[a][k] * x[b][k];
          }
          next++;
        }
      }
    }
    PivotedCholesky cholesky = new PivotedCholesky(variables, matrices);
    int columns = cholesky.factor(covariances, matrices);
    assertThat(columns).isBetween(rank, variables);
    double tolerance = (2 + variables) * 1e-15;
    for (int i = 0; i < matrices; i++) {
      check(covariances, cholesky.columns(), columns, i, tolerance);
    }
  }

  private static void check(
      double[][] covariances, double[][][] factor, int columns, int i, double tolerance) {
    int variables = factor.length;
    double[] variances = new double[variables];
    int next = 0;
    for (int a = 0; a < variables; a++) {
      variances[a] = covariances[next][i];
      next += variables - a;
    }
    next = 0;
    for (int a = 0; a < variables; a++) {
      for (int b = a; b < variables; b++) {
        double product = 0;
        for (int k = 0; k < columns; k++) {
          product += factor[a][k][i] * factor[b][k][i];
        }
        double size = Math.sqrt(variances[a]) * Math.sqrt(variances[b]);
        assertThat(Math.abs(product - covariances[next][i])).isLessThanOrEqualTo(tolerance * size);
        next++;
      }
    }
  }

  /** Covariances exp(−(x−y)²/2) of close points: their eigenvalues fall by 10⁴ each. */
  @Test
  void nearlySingularMatricesHaveFewColumns() {
    int variables = 6;
    double[][] covariances = new double[21][1];
    int next = 0;
    for (int a = 0; a < variables; a++) {
      for (int b = a; b < variables; b++) {
        double distance = 0.01 * (a - b);
        covariances[next++][0] = Math.exp(-distance * distance / 2);
      }
    }
    PivotedCholesky cholesky = new PivotedCholesky(variables, 1);
    int columns = cholesky.factor(covariances, 1);
    assertThat(columns).isEqualTo(4);
    check(covariances, cholesky.columns(), columns, 0, 4e-15);
  }

  @Test
  void aVariableWithoutVarianceHasAnEmptyRow() {
    double[][] covariances = {{0}, {0}, {0}, {2}, {1}, {2}};
    PivotedCholesky cholesky = new PivotedCholesky(3, 1);
    assertThat(cholesky.factor(covariances, 1)).isEqualTo(2);
    double[][][] factor = cholesky.columns();
    assertThat(new double[] {factor[0][0][0], factor[0][1][0]}).containsExactly(0, 0);
    check(covariances, factor, 2, 0, 1e-15);
  }

  @Test
  void nothingHasNoColumns() {
    assertThat(new PivotedCholesky(2, 3).factor(new double[3][3], 3)).isZero();
  }

  /** What is no number must not become one. */
  @ParameterizedTest
  @CsvSource({"Infinity", "NaN"})
  void whatIsNoNumberStaysNone(double variance) {
    double[][] covariances = {{1, variance}, {0.5, 0.5}, {1, 1}};
    PivotedCholesky cholesky = new PivotedCholesky(2, 2);
    assertThat(cholesky.factor(covariances, 2)).isEqualTo(2);
    check(covariances, cholesky.columns(), 2, 0, 1e-15);
    assertThat(cholesky.columns()[0][0][1]).isNaN();
    assertThat(cholesky.columns()[1][0][1]).isNaN();
  }

  /** Among a thousand and alone. */
  @Test
  void theBitsOfAFactorDoNotDependOnItsNeighbours() {
    int matrices = 1000;
    SplittableRandom random = new SplittableRandom(5);
    double[][] covariances = new double[6][matrices];
    for (int i = 0; i < matrices; i++) {
      double x = random.nextDouble(-1, 1);
      double y = random.nextDouble(-1, 1);
      double[] of = {1, x, y, 1, x * y, 1};
      for (int k = 0; k < of.length; k++) {
        covariances[k][i] = of[k];
      }
    }
    PivotedCholesky together = new PivotedCholesky(3, matrices);
    int columns = together.factor(covariances, matrices);
    assertThat(columns).isEqualTo(3);
    PivotedCholesky alone = new PivotedCholesky(3, 1);
    for (int i = 0; i < matrices; i++) {
      double[][] one = new double[6][1];
      for (int k = 0; k < one.length; k++) {
        one[k][0] = covariances[k][i];
      }
      alone.factor(one, 1);
      for (int a = 0; a < 3; a++) {
        for (int k = 0; k < 3; k++) {
          assertThat(together.columns()[a][k][i]).isEqualTo(alone.columns()[a][k][0]);
        }
      }
    }
  }
}
