package wickstream.physics;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import wickstream.numeric.Elementary;

/**
 * A network of one hidden layer as textbooks have it: one list of parameters, forward and backward.
 * They are the weights of outputs, output by output, the biases of outputs, the weights of inputs,
 * unit by unit, and biases, or phases, of units.
 */
public final class TextbookNetwork {
  private final Ensemble ensemble;
  private final int width;
  private final double[][] inputs;
  private final double[][] targets;
  private final double[] theta;

  /**
   * @param targets one row an example
   */
  public TextbookNetwork(
      Ensemble ensemble, int width, double[][] inputs, double[][] targets, double[] theta) {
    this.ensemble = ensemble;
    this.width = width;
    this.inputs = inputs;
    this.targets = targets;
    this.theta = theta.clone();
  }

  public static int parameters(Ensemble ensemble, int width) {
    return ensemble.dOut() * (width + 1) + width * (ensemble.dIn() + 1);
  }

  private TextbookNetwork at(double[] other) {
    return new TextbookNetwork(ensemble, width, inputs, targets, other);
  }

  private int outputWeight(int i, int j) {
    return i * width + j;
  }

  private int outputBias(int i) {
    return ensemble.dOut() * width + i;
  }

  private int inputWeight(int j, int k) {
    return ensemble.dOut() * (width + 1) + j * ensemble.dIn() + k;
  }

  private int bias(int j) {
    return ensemble.dOut() * (width + 1) + width * ensemble.dIn() + j;
  }

  private double ofBias() {
    return ensemble.activation() == Activation.COS ? 1 : ensemble.sigmaB();
  }

  private double preactivation(int j, double[] x) {
    double z = ofBias() * theta[bias(j)];
    for (int k = 0; k < x.length; k++) {
      z += ensemble.sigmaW() / Math.sqrt(ensemble.dIn()) * theta[inputWeight(j, k)] * x[k];
    }
    return z;
  }

  private double unit(double z) {
    return switch (ensemble.activation().family()) {
      case ERF -> Elementary.erf(z);
      case TANH -> Math.tanh(z);
      default -> Math.sqrt(2) * Math.cos(z);
    };
  }

  private double slope(double z) {
    return switch (ensemble.activation().family()) {
      case ERF -> 2 / Math.sqrt(Math.PI) * Math.exp(-z * z);
      case TANH -> 1 / (Math.cosh(z) * Math.cosh(z));
      default -> -Math.sqrt(2) * Math.sin(z);
    };
  }

  public double output(int i, double[] x) {
    double f = ensemble.sigmaB() * theta[outputBias(i)];
    for (int j = 0; j < width; j++) {
      double weight = ensemble.sigmaW() / Math.sqrt(width) * theta[outputWeight(i, j)];
      f += weight * unit(preactivation(j, x));
    }
    return f;
  }

  public double loss() {
    double loss = 0;
    for (int x = 0; x < inputs.length; x++) {
      for (int i = 0; i < ensemble.dOut(); i++) {
        double residual = output(i, inputs[x]) - targets[x][i];
        loss += residual * residual / 2;
      }
    }
    return loss;
  }

  public double[] gradient() {
    double[] gradient = new double[theta.length];
    double scale = ensemble.sigmaW() / Math.sqrt(width);
    for (int x = 0; x < inputs.length; x++) {
      for (int i = 0; i < ensemble.dOut(); i++) {
        double residual = output(i, inputs[x]) - targets[x][i];
        gradient[outputBias(i)] += ensemble.sigmaB() * residual;
        for (int j = 0; j < width; j++) {
          double z = preactivation(j, inputs[x]);
          gradient[outputWeight(i, j)] += residual * scale * unit(z);
          double back = residual * scale * theta[outputWeight(i, j)] * slope(z);
          gradient[bias(j)] += back * ofBias();
          for (int k = 0; k < inputs[x].length; k++) {
            double slope = ensemble.sigmaW() / Math.sqrt(ensemble.dIn()) * inputs[x][k];
            gradient[inputWeight(j, k)] += back * slope;
          }
        }
      }
    }
    return gradient;
  }

  public void descend(double rate, long steps) {
    for (long step = 0; step < steps; step++) {
      double[] gradient = gradient();
      for (int p = 0; p < theta.length; p++) {
        theta[p] -= rate * gradient[p];
      }
    }
  }

  /** The sum of the squares of weights and biases of outputs. */
  public double squareOfReadout() {
    double sum = 0;
    for (int p = 0; p < ensemble.dOut() * (width + 1); p++) {
      sum += theta[p] * theta[p];
    }
    return sum;
  }

  /** ∂L/∂θ_p by differences of the loss. */
  public double difference(int p) {
    double h = 1e-5;
    return (moved(p, h).loss() - moved(p, -h).loss()) / (2 * h);
  }

  private TextbookNetwork moved(int p, double by) {
    double[] other = theta.clone();
    other[p] += by;
    return at(other);
  }

  /** The largest eigenvalue of the Hessian of the loss, by differences of the gradient. */
  public double largestCurvature() {
    double h = 1e-5;
    double[][] hessian = new double[theta.length][];
    for (int p = 0; p < theta.length; p++) {
      double[] up = moved(p, h).gradient();
      double[] down = moved(p, -h).gradient();
      hessian[p] = new double[theta.length];
      for (int q = 0; q < theta.length; q++) {
        hessian[p][q] = (up[q] - down[q]) / (2 * h);
      }
    }
    Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(hessian, false);
    double largest = Double.NEGATIVE_INFINITY;
    for (double value :
        new EigenDecomposition(matrix.add(matrix.transpose()).scalarMultiply(0.5))
            .getRealEigenvalues()) {
      largest = Math.max(largest, value);
    }
    return largest;
  }
}
