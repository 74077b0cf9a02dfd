package wickstream.physics.theory;

import java.util.Optional;
import wickstream.physics.Activation;
import wickstream.physics.ErrorFunctionMixture;

/**
 * Where the kernel neither grows nor falls exponentially with depth: at its fixed point K* = σ_b² +
 * σ_W² E[g(z)²] small changes of K, and small differences between points, are passed on by the
 * susceptibility σ_W² E[g′(z)²] = 1 (Poole et al., arXiv 1606.05340; Roberts, Yaida and Hanin, The
 * Principles of Deep Learning Theory, 2022, chapter 5).
 *
 * @param sigmaW σ_W*
 * @param sigmaB σ_b*
 * @param explanation why, in one sentence
 */
public record Criticality(double sigmaW, double sigmaB, String explanation) {

  /** That of an activation; empty for those of a single hidden layer. */
  public static Optional<Criticality> of(Activation activation) {
    return switch (activation.family()) {
      case ERF -> Optional.of(atZero(ErrorFunctionMixture.ERF.slopeAtZero(), "2/√π"));
      case TANH -> Optional.of(atZero(ErrorFunctionMixture.TANH.slopeAtZero(), "1"));
      case SIN -> Optional.of(atZero(1, "1"));
      case RECTIFIED -> Optional.of(ofRectified(activation));
      case GAUSS, COS, FORMULA -> Optional.empty();
    };
  }

  /** E[g′²] = (1 + s²)/2. */
  private static Criticality ofRectified(Activation activation) {
    double s = activation.negativeSlope();
    return new Criticality(
        Math.sqrt(2 / (1 + s * s)),
        0,
        "%s keeps its form at every scale, and E[g′²] = %s at any K"
            .formatted(activation.label(), s == 0 ? "1/2" : "%.6g".formatted((1 + s * s) / 2)));
  }

  /** Of a smooth odd g: E[g′²] is largest at K = 0, where it is g′(0)². */
  private static Criticality atZero(double slope, String text) {
    return new Criticality(
        1 / slope, 0, "the fixed point is K = 0, where E[g′²] = g′(0)², g′(0) = " + text);
  }
}
