package wickstream.sampling;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Kernel;
import wickstream.physics.TextbookUnit;

/**
 * The textbook formulas of one hidden unit: its value at a point, and K_W as the mean of a product
 * of two values.
 */
final class NaiveUnit {
  /** Known ones, as each network of a bag needs the same. */
  private static final Map<List<Double>, Double> MEANS_OF_TANHS = new ConcurrentHashMap<>();

  private NaiveUnit() {}

  /** g(W0·x + b0; x), W0 and b0 with their variances. */
  static Sized value(Ensemble ensemble, double[] w0, double b0, double[] x) {
    Sized z = Sized.of(b0);
    for (int k = 0; k < x.length; k++) {
      z = z.plus(Sized.of(w0[k] * x[k]));
    }
    double sigmaB = ensemble.sigmaB();
    double shift = sigmaB * sigmaB + slope(ensemble) * dot(x, x);
    return switch (ensemble.activation().family()) {
      case GAUSS -> Sized.of(StrictMath.exp(z.value() - shift));
      // Slopes are at most 2/√π, and what cancels in z is lost in g as well.
      case ERF -> new Sized(erf(z.value()), 2 * z.size());
      case TANH -> new Sized(StrictMath.tanh(z.value()), z.size());
      case RECTIFIED -> new Sized(TextbookUnit.value(ensemble.activation(), z.value()), z.size());
      case COS -> new Sized(Math.sqrt(2) * StrictMath.cos(z.value()), 2 * (1 + z.size()));
      case SIN, FORMULA -> formula(ensemble, z);
    };
  }

  /** g of what goes into a unit of a further layer. */
  static Sized further(Ensemble ensemble, Sized z) {
    return switch (ensemble.activation().family()) {
      case ERF -> new Sized(erf(z.value()), 2 * z.size());
      case RECTIFIED -> new Sized(TextbookUnit.value(ensemble.activation(), z.value()), z.size());
      case TANH -> new Sized(StrictMath.tanh(z.value()), z.size());
      case SIN, FORMULA -> formula(ensemble, z);
      default -> throw new IllegalArgumentException("one hidden layer only");
    };
  }

  /** With slopes of at most 2 max(1, |z|), and values of at most 1 + z². */
  private static Sized formula(Ensemble ensemble, Sized z) {
    double size = Math.abs(z.value());
    return new Sized(
        TextbookUnit.value(ensemble.activation(), z.value()),
        2 * Math.max(1, size) * z.size() + 1 + size * size);
  }

  /** K_W of the last hidden layer for N → ∞: layer by layer from c = σ_b² + K_W. */
  static double lastKernel(Ensemble ensemble, double[] x, double[] y) {
    double xx = weightKernel(ensemble, x, x);
    double yy = weightKernel(ensemble, y, y);
    double xy = weightKernel(ensemble, x, y);
    double biasVariance = ensemble.sigmaB() * ensemble.sigmaB();
    for (int l = 1; l < ensemble.depth(); l++) {
      double cxx = biasVariance + xx;
      double cyy = biasVariance + yy;
      xy = fromCovariance(ensemble, cxx, cyy, biasVariance + xy);
      xx = fromCovariance(ensemble, cxx, cxx, cxx);
      yy = fromCovariance(ensemble, cyy, cyy, cyy);
    }
    return xy;
  }

  /** E[h(x) h(y)] σ_W². */
  static double weightKernel(Ensemble ensemble, double[] x, double[] y) {
    double variance = ensemble.sigmaW() * ensemble.sigmaW();
    if (ensemble.activation() == Activation.GAUSS || ensemble.activation() == Activation.COS) {
      double distance2 = dot(x, x) + dot(y, y) - 2 * dot(x, y);
      return variance * StrictMath.exp(-slope(ensemble) * distance2 / 2);
    }
    double biasVariance = ensemble.sigmaB() * ensemble.sigmaB();
    double xx = biasVariance + slope(ensemble) * dot(x, x);
    double yy = biasVariance + slope(ensemble) * dot(y, y);
    double xy = biasVariance + slope(ensemble) * dot(x, y);
    return fromCovariance(ensemble, xx, yy, xy);
  }

  /** K_W of a layer whose units are given what has these variances and this covariance. */
  static double fromCovariance(Ensemble ensemble, double xx, double yy, double xy) {
    double variance = ensemble.sigmaW() * ensemble.sigmaW();
    if (ensemble.activation() == Activation.ERF) {
      double sine = 2 * xy / Math.sqrt((1 + 2 * xx) * (1 + 2 * yy));
      return variance * 2 / Math.PI * StrictMath.asin(sine);
    }
    if (ensemble.activation() == Activation.TANH) {
      return variance
          * MEANS_OF_TANHS.computeIfAbsent(List.of(xx, yy, xy), known -> meanOfTanhs(xx, yy, xy));
    }
    if (ensemble.activation() != Activation.RELU) {
      return Kernel.of(ensemble.withDepth(1)).ofLayer(xx, yy, xy);
    }
    if (xx == 0 || yy == 0) {
      return 0; // all units below are off
    }
    double cosine = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
    double angle = StrictMath.acos(cosine);
    return variance
        / (2 * Math.PI)
        * Math.sqrt(xx * yy)
        * (StrictMath.sin(angle) + (Math.PI - angle) * cosine);
  }

  /**
   * E[tanh u tanh v] over u = ag, v = bg + cg' by the trapezoidal rule, whose steps h err by
   * exp(−2π(0.9π/2)/(h·slope)) = 1e-17.
   */
  private static double meanOfTanhs(double uu, double vv, double uv) {
    double a = Math.sqrt(uu);
    double b = a > 0 ? uv / a : 0;
    double c = Math.sqrt(Math.max(0, vv - b * b));
    double h = Math.min(0.3, 0.22 / Math.sqrt(Math.max(uu, vv)));
    int last = (int) Math.ceil(8.7 / h);
    double sum = 0;
    for (int i = -last; i <= last; i++) {
      double inner = 0;
      for (int j = -last; j <= last; j++) {
        inner += StrictMath.exp(-h * h * j * j / 2) * StrictMath.tanh(b * h * i + c * h * j);
      }
      sum += StrictMath.exp(-h * h * i * i / 2) * StrictMath.tanh(a * h * i) * inner;
    }
    return sum * h * h / (2 * Math.PI);
  }

  private static double slope(Ensemble ensemble) {
    return ensemble.sigmaW() * ensemble.sigmaW() / ensemble.dIn();
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }

  /** 2/√π e^{−z²} Σ 2ⁿ z^{2n+1}/(2n+1)!!, whose terms all have the same sign. */
  static double erf(double z) {
    if (Math.abs(z) > 6) {
      return Math.signum(z);
    }
    double term = z;
    double sum = z;
    for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
      term *= 2 * z * z / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-z * z) * sum;
  }
}
