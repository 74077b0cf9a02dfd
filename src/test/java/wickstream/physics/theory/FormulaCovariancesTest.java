package wickstream.physics.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.formula.Formula;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;

class FormulaCovariancesTest {
  private static final int POINTS = 5;
  private static final Multisets PAIRS = Multisets.of(POINTS, 2);
  private static final Multisets QUADS = Multisets.of(POINTS, 4);

  /**
   * Formulas that are not recognised against the closed forms of what they mean, of points that are
   * far apart, near and nearly one, on a line, in a plane and beyond; relative to the variances of
   * products.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "abs; abs(z)*1; 1; 5e-3",
        "relu; max(z*1, 0); 1; 5e-3",
        "relu; max(z*1, 0); 0.05; 4e-4",
        "relu; max(z*1, 0); 0.001; 4e-4",
        "leaky-relu; 0.99*max(z, 0) + 0.01*z; 1; 5e-3",
        "step; step(z*1); 1; 5e-3",
        "erf; erf(z*1); 0.3; 1e-3",
        "tanh; tanh(z*1); 0.3; 1e-3",
        "sin; sin(z*1); 0.5; 5e-3",
        "linear; z + 0*z^2; 0.5; 5e-3",
      })
  void areThoseOfClosedForms(Activation known, String formula, double spread, double tolerance) {
    for (int rank = 1; rank <= POINTS; rank++) {
      double[] c = covariances(rank, spread);
      double[][] actual = FormulaCovariances.of(Formula.parse(formula), c, POINTS);
      double[][] expected = expected(known, c);
      for (int p = 0; p < PAIRS.size(); p++) {
        for (int q = 0; q < PAIRS.size(); q++) {
          double size = Math.sqrt(expected[p][p] * expected[q][q]);
          double allowed = (rank <= 2 ? 1e-8 : tolerance) * size + 1e-15;
          assertThat(actual[p][q])
              .as("rank %d, %d, %d", rank, p, q)
              .isCloseTo(expected[p][q], within(allowed));
        }
      }
    }
  }

  private static double[] covariances(int rank, double spread) {
    Random random = new Random(4);
    double[][] rows = new double[POINTS][rank];
    for (double[] row : rows) {
      row[0] = 1 + spread * random.nextGaussian();
      for (int k = 1; k < rank; k++) {
        row[k] = spread * random.nextGaussian();
      }
    }
    double[] c = new double[PAIRS.size()];
    for (int p = 0; p < c.length; p++) {
      int[] ab = PAIRS.indices(p);
      for (int k = 0; k < rank; k++) {
        c[p] += rows[ab[0]][k] * rows[ab[1]][k];
      }
    }
    return c;
  }

  private static double[][] expected(Activation known, double[] c) {
    FourPointMoments moments = FourPointMoments.of(known, QUADS.size());
    double[] means = Kernel.of(Ensemble.of(known, 1, 1, 0)).ofLayer(c, PAIRS);
    double[][] expected = new double[c.length][c.length];
    for (int p = 0; p < c.length; p++) {
      for (int q = 0; q < c.length; q++) {
        int[] ab = PAIRS.indices(p);
        int[] cd = PAIRS.indices(q);
        int[] x = {ab[0], ab[1], cd[0], cd[1]};
        double[][] s = new double[4][4];
        for (int i = 0; i < 4; i++) {
          for (int j = 0; j < 4; j++) {
            s[i][j] = c[PAIRS.indexOf(x[i], x[j])];
          }
        }
        expected[p][q] = moments.at(s) - means[p] * means[q];
      }
    }
    return expected;
  }

  /** Moments that are made of what is never drawn are not given. */
  @ParameterizedTest
  @ValueSource(strings = {"exp(4*z)", "exp(6*z)"})
  void areNotGivenWhereTheyAreNotKnown(String formula) {
    double[][] actual = FormulaCovariances.of(Formula.parse(formula), covariances(4, 0.5), POINTS);
    assertThat(actual[0][0]).isNaN();
  }
}
