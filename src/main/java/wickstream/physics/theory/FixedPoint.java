package wickstream.physics.theory;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import wickstream.physics.Ensemble;
import wickstream.physics.Kernel;

/**
 * Where the variance of what goes into a unit settles with depth: K* = σ_b² + σ_W² E[g(z)²], z of
 * variance K*. Small differences between points are multiplied there by √χ in each layer, χ = σ_W²
 * E[g′(z)²] (Poole et al., arXiv 1606.05340; Schoenholz et al., arXiv 1611.01232).
 *
 * @param kernel K*, the one that is reached from all variances above 0; infinite where they grow
 *     without bound, and NaN where each stays what it is
 * @param susceptibility χ
 */
public record FixedPoint(double kernel, double susceptibility) {
  /** χ − 1 of rounding. */
  private static final double ROUNDING = 1e-14;

  private static final int HALVINGS = 200;

  /** What becomes of the difference between the outputs of near points as networks get deeper. */
  public enum Phase {
    /** It falls exponentially: χ &lt; 1. */
    ORDERED,
    /** It neither falls nor grows exponentially: χ = 1. */
    CRITICAL,
    /** It grows, however close the points are: χ &gt; 1. */
    CHAOTIC;

    /** Its name in texts and files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** That of an ensemble, whatever its depth; empty for gauss and cos, which are not deep. */
  public static Optional<FixedPoint> of(Ensemble ensemble) {
    return switch (ensemble.activation().family()) {
      case GAUSS, COS, FORMULA -> Optional.empty();
      case RECTIFIED -> Optional.of(ofRectified(ensemble));
      case ERF, SIN, TANH -> Optional.of(ofBounded(ensemble));
    };
  }

  /** E[g²] = K (1 + s²)/2 and E[g′²] = (1 + s²)/2 at any K. */
  private static FixedPoint ofRectified(Ensemble ensemble) {
    double chi =
        square(ensemble.sigmaW()) * (1 + square(ensemble.activation().negativeSlope())) / 2;
    double bias = square(ensemble.sigmaB());
    boolean settles = chi < 1 - ROUNDING;
    boolean stays = bias == 0 && chi <= 1 + ROUNDING;
    return new FixedPoint(
        settles ? bias / (1 - chi) : stays ? Double.NaN : Double.POSITIVE_INFINITY, chi);
  }

  /**
   * Of odd g, |g| ≤ 1, for which E[g²] is a concave function of K: it lies above K from 0 to K*,
   * which is 0 if the slope at 0 is at most 1 and there is no bias.
   */
  private static FixedPoint ofBounded(Ensemble ensemble) {
    double atZero = susceptibility(ensemble, 0);
    if (ensemble.sigmaB() == 0 && atZero <= 1 + ROUNDING) {
      return new FixedPoint(0, atZero);
    }
    Kernel layer = Kernel.of(ensemble.withDepth(1));
    double bias = square(ensemble.sigmaB());
    DoubleUnaryOperator above = k -> bias + layer.ofLayer(k, k, k) - k;
    double low = 0;
    double high = bias + square(ensemble.sigmaW());
    for (int i = 0; i < HALVINGS && low < high; i++) {
      double middle = low + (high - low) / 2;
      if (above.applyAsDouble(middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new FixedPoint(high, susceptibility(ensemble, high));
  }

  /** σ_W² E[g′(z)²] is σ_W² ∂E[g(u) g(v)]/∂Cov(u, v) at u = v = z. */
  private static double susceptibility(Ensemble ensemble, double k) {
    return square(ensemble.sigmaW())
        * PairDerivatives.of(ensemble.activation(), k, k, k).first()[1];
  }

  private static double square(double x) {
    return x * x;
  }

  /** The phase of deep networks of this ensemble. */
  public Phase phase() {
    if (Math.abs(susceptibility - 1) <= ROUNDING) {
      return Phase.CRITICAL;
    }
    return susceptibility < 1 ? Phase.ORDERED : Phase.CHAOTIC;
  }
}
