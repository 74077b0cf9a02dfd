package wickstream.physics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Moments of one hidden unit with d_in = 1 straight from its definition: ∬ of Π h(x_s) times the
 * densities of weight and bias, by composite Gauss-Legendre rules that are split at every kink;
 * over one turn for the phase of cos.
 */
public final class OneUnit {
  private static final double REACH = 16;
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(20);

  private final Ensemble ensemble;
  private final InputPoints points;
  private final Map<List<Integer>, Double> known = new HashMap<>();

  public OneUnit(Ensemble ensemble, InputPoints points) {
    this.ensemble = ensemble;
    this.points = points;
  }

  public double moment(int... s) {
    List<Integer> key = Arrays.stream(s).sorted().boxed().toList();
    if (!known.containsKey(key)) {
      known.put(key, ensemble.activation() == Activation.COS ? overPhase(s) : overBias(s));
    }
    return known.get(key);
  }

  private double overBias(int[] s) {
    double[] halves = {-REACH, 0, REACH};
    return integral(halves, b -> density(b) * givenBias(s, b * ensemble.sigmaB()));
  }

  private double overPhase(int[] s) {
    double[] turn = {0, 2 * Math.PI};
    return integral(turn, phase -> givenBias(s, phase) / (2 * Math.PI));
  }

  private double givenBias(int[] s, double b) {
    double[] kinks =
        Arrays.stream(s)
            .mapToDouble(a -> -b / (ensemble.sigmaW() * points.coordinate(a, 0)))
            .filter(u -> Math.abs(u) < REACH)
            .toArray();
    double[] ends =
        DoubleStream.concat(DoubleStream.of(-REACH, REACH), Arrays.stream(kinks)).toArray();
    return integral(ends, u -> density(u) * product(s, u * ensemble.sigmaW(), b));
  }

  private double product(int[] s, double w, double b) {
    double product = 1;
    for (int a : s) {
      product *= unit(points.coordinate(a, 0), w, b);
    }
    return product;
  }

  private double unit(double x, double w, double b) {
    double z = w * x + b;
    double varianceX = ensemble.sigmaW() * x * ensemble.sigmaW() * x;
    return switch (ensemble.activation().family()) {
      case GAUSS -> Math.exp(z - ensemble.sigmaB() * ensemble.sigmaB() - varianceX);
      case ERF, SIN, TANH, RECTIFIED, FORMULA -> TextbookUnit.value(ensemble.activation(), z);
      case COS -> Math.sqrt(2) * Math.cos(z);
    };
  }

  private static double density(double u) {
    return Math.exp(-u * u / 2) / Math.sqrt(2 * Math.PI);
  }

  /** Between neighbours of the ends, in panels of length 1.5 at most. */
  private static double integral(double[] ends, DoubleUnaryOperator f) {
    double[] sorted = Arrays.stream(ends).sorted().distinct().toArray();
    double sum = 0;
    for (int k = 1; k < sorted.length; k++) {
      int panels = (int) Math.ceil((sorted[k] - sorted[k - 1]) / 1.5);
      double half = (sorted[k] - sorted[k - 1]) / panels / 2;
      for (int p = 0; p < panels; p++) {
        double middle = sorted[k - 1] + (2 * p + 1) * half;
        sum += half * RULE.integrate(t -> f.applyAsDouble(middle + half * t));
      }
    }
    return sum;
  }
}
