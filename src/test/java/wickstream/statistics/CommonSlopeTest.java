package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;

class CommonSlopeTest {
  private static final double[][] X = {{0, 1, 2, 4}, {1, 3}, {0.5, 1, 5}};

  /**
   * Against the normal equations of all parameters at once, of the points divided by their errors.
   */
  @Test
  void isTheLeastSquaresSolutionOfAllLinesTogether() {
    SplittableRandom random = new SplittableRandom(5);
    double[] y = new double[9];
    double[][] design = new double[9][4];
    LineFit[] lines = new LineFit[3];
    int row = 0;
    for (int g = 0; g < 3; g++) {
      double[] values = new double[X[g].length];
      double[] errors = new double[X[g].length];
      for (int i = 0; i < values.length; i++, row++) {
        values[i] = random.nextDouble(-2, 2);
        errors[i] = random.nextDouble(0.1, 1);
        design[row][g] = 1 / errors[i];
        design[row][3] = X[g][i] / errors[i];
        y[row] = values[i] / errors[i];
      }
      lines[g] = LineFit.of(X[g], values, errors);
    }
    OLSMultipleLinearRegression all = new OLSMultipleLinearRegression();
    all.setNoIntercept(true);
    all.newSampleData(y, design);

    CommonSlope common = CommonSlope.of(List.of(lines));
    assertThat(common.degreesOfFreedom()).isEqualTo(9 - 4);
    assertThat(common.slope().value())
        .isCloseTo(all.estimateRegressionParameters()[3], within(1e-12));
    assertThat(common.chiSquare()).isCloseTo(all.calculateResidualSumOfSquares(), within(1e-11));
    double scale = Math.sqrt(all.calculateResidualSumOfSquares() / 5);
    assertThat(common.slope().standardError())
        .isCloseTo(all.estimateRegressionParametersStandardErrors()[3] / scale, within(1e-12));
  }

  @Test
  void ofOneLineIsItsOwn() {
    LineFit line = LineFit.of(X[0], new double[] {1, 2, 2, 5}, new double[] {1, 1, 2, 1});
    CommonSlope common = CommonSlope.of(List.of(line));
    assertThat(common.slope().value()).isEqualTo(line.slope().value());
    assertThat(common.chiSquare()).isEqualTo(line.chiSquare());
    assertThat(common.degreesOfFreedom()).isEqualTo(2);
    assertThat(common.probability()).isEqualTo(line.probability());
  }

  @Test
  void ofNoLineThereIsNone() {
    assertThatThrownBy(() -> CommonSlope.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one line");
  }
}
