package wickstream.physics.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.TextbookNetwork;
import wickstream.physics.Training;
import wickstream.physics.Training.Example;

class TangentTheoryTest {
  private static final InputPoints POINTS =
      InputPoints.ofDimension(
          2, List.of(List.of(-1.0, 0.2), List.of(0.8, -0.3), List.of(0.1, 1.0)));

  /** Of a network's loss for one example of target f(x) − 1 the gradient is that of f(x). */
  private static double[] gradient(Ensemble ensemble, int width, double[] x, double[] theta) {
    double[][] input = {x};
    TextbookNetwork free = new TextbookNetwork(ensemble, width, input, new double[][] {{0}}, theta);
    double[][] target = {{free.output(0, x) - 1}};
    return new TextbookNetwork(ensemble, width, input, target, theta).gradient();
  }

  /** At every width Θ is what products of gradients are on average. */
  @ParameterizedTest
  @CsvSource({"erf, 0.4", "tanh, 0.4", "cos, 0.4", "erf, 0"})
  void theKernelIsTheMeanProductOfGradients(Activation activation, double sigmaB) {
    Ensemble ensemble = Ensemble.of(activation, 2, 1.25, sigmaB);
    int width = 20;
    int networks = 4000;
    double[] theta = new TangentKernel(ensemble).pairs(POINTS);
    Multisets pairs = Multisets.of(3, 2);
    double[] sum = new double[theta.length];
    double[] squares = new double[theta.length];
    Well19937c random = new Well19937c(5);
    for (int network = 0; network < networks; network++) {
      double[] drawn = new double[TextbookNetwork.parameters(ensemble, width)];
      for (int p = 0; p < drawn.length; p++) {
        boolean isPhase = activation == Activation.COS && p >= drawn.length - width;
        drawn[p] = isPhase ? 2 * Math.PI * random.nextDouble() : random.nextGaussian();
      }
      double[][] gradients = new double[3][];
      for (int a = 0; a < 3; a++) {
        gradients[a] = gradient(ensemble, width, POINTS.point(a), drawn);
      }
      for (int k = 0; k < sum.length; k++) {
        double product = 0;
        for (int p = 0; p < drawn.length; p++) {
          product += gradients[pairs.indices(k)[0]][p] * gradients[pairs.indices(k)[1]][p];
        }
        sum[k] += product / networks;
        squares[k] += product * product / networks;
      }
    }
    for (int k = 0; k < sum.length; k++) {
      double error = Math.sqrt((squares[k] - sum[k] * sum[k]) / networks);
      assertThat(sum[k]).isCloseTo(theta[k], within(4.5 * error));
    }
  }

  /** Networks linear in their parameters, step by step: f −= η Θ_·X (f(X) − y). */
  @Test
  void theLimitIsThatOfLinearNetworks() {
    Ensemble ensemble = Ensemble.of(Activation.ERF, 2, 1.25, 0.4);
    List<Example> examples =
        List.of(
            new Example(List.of(-1.0, 0.2), List.of(1.0)),
            new Example(List.of(0.5, 0.5), List.of(-0.5)),
            new Example(List.of(0.5, 0.5), List.of(0.25)));
    double rate = 1.0 / 32;
    Training training = Training.ofAllLayers(examples, rate, List.of(0.0, 0.125, 4.0));
    InputPoints all = training.pointsWith(POINTS);
    int[] positions = training.positions(all);
    double[] theta = new TangentKernel(ensemble).pairs(all);
    double[] kernel = Kernel.of(ensemble).pairs(all);
    Multisets pairs = Multisets.of(all.count(), 2);
    // f = M f_0 + m
    double[][] map = new double[4][4];
    double[] mean = new double[4];
    for (int a = 0; a < 4; a++) {
      map[a][a] = 1;
    }
    long steps = 0;
    for (int t = 0; t < 3; t++) {
      for (; steps < training.steps(training.times().get(t)); steps++) {
        double[][] before = {map[0].clone(), map[1].clone(), map[2].clone(), map[3].clone()};
        double[] meanBefore = mean.clone();
        for (int a = 0; a < 4; a++) {
          for (int x = 0; x < 3; x++) {
            double by = rate * theta[pairs.indexOf(a, positions[x])];
            double target = examples.get(x).targets().get(0);
            mean[a] -= by * (meanBefore[positions[x]] - target);
            for (int b = 0; b < 4; b++) {
              map[a][b] -= by * before[positions[x]][b];
            }
          }
        }
      }
      TrainedFunctions functions =
          TrainedTheory.of(ensemble, POINTS, training).orElseThrow().at(t, 0);
      Multisets own = Multisets.of(3, 2);
      for (int k = 0; k < own.size(); k++) {
        double covariance = 0;
        for (int a = 0; a < 4; a++) {
          for (int b = 0; b < 4; b++) {
            covariance +=
                map[own.indices(k)[0]][a] * map[own.indices(k)[1]][b] * kernel[pairs.indexOf(a, b)];
          }
        }
        assertThat(functions.covariance()[k]).isCloseTo(covariance, within(1e-13));
      }
      assertThat(functions.mean())
          .containsExactly(new double[] {mean[0], mean[1], mean[2]}, within(1e-13));
      assertThat(functions.connected4Order1()).isEmpty();
    }
  }
}
