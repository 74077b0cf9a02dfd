package wickstream.physics.moments;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.special.Erf;

/**
 * Normal numbers z_s = a_s ξ_s + b_s ξ with independent standard normal ξ, independent of each
 * other given ξ: an integral over ξ of products of means that have closed forms.
 */
record OneFactor(double[] a, double[] b) {
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(20);
  private static final double REACH = 12;

  double[][] covariance() {
    double[][] covariance = new double[a.length][a.length];
    for (int s = 0; s < a.length; s++) {
      for (int t = 0; t < a.length; t++) {
        covariance[s][t] = b[s] * b[t] + (s == t ? a[s] * a[s] : 0);
      }
    }
    return covariance;
  }

  /** √ of the product of the variances. */
  double size() {
    double size = 1;
    for (int s = 0; s < a.length; s++) {
      size *= Math.hypot(a[s], b[s]);
    }
    return size;
  }

  double ofErf() {
    return integral((s, x) -> Erf.erf(b[s] * x / Math.sqrt(1 + 2 * a[s] * a[s])));
  }

  double ofRelu() {
    return integral(
        (s, x) -> {
          double mean = b[s] * x;
          double t = mean / a[s];
          return mean * Erf.erfc(-t / Math.sqrt(2)) / 2 + a[s] * density(t);
        });
  }

  private interface Factor {
    double mean(int s, double x);
  }

  /** In panels that halve towards 0, where functions of b_s x/a_s vary. */
  private double integral(Factor factor) {
    DoubleUnaryOperator f =
        x -> {
          double product = density(x);
          for (int s = 0; s < a.length; s++) {
            product *= factor.mean(s, x);
          }
          return product;
        };
    double sum = 0;
    for (int k = 0; k < 48; k++) {
      double to = Math.scalb(REACH, -k);
      int parts = k < 4 ? 8 : 2;
      for (int p = 0; p < parts; p++) {
        double half = to / 4 / parts;
        double middle = to / 2 + (2 * p + 1) * half;
        sum += half * RULE.integrate(t -> f.applyAsDouble(middle + half * t));
        sum += half * RULE.integrate(t -> f.applyAsDouble(-middle - half * t));
      }
    }
    return sum;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
