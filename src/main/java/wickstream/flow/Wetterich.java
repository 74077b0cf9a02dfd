package wickstream.flow;

import org.apache.commons.math3.special.Gamma;
import wickstream.physics.quadrature.CouplingIntegrals;

/**
 * The quartic coupling that Wetterich's equation at order zero predicts (arXiv 2212.11811, eqs.
 * 10–13). The kernel stays as it is under a change of the cutoff Λ² = 2σ_W²/d, Γ² + r = Z0 Λ²
 * exp(p²/Λ²), with Litim's regulator r = Z0 α (Λ²−p²) θ(Λ²−p²); then
 *
 * <pre>
 *   u4/Z0² = −2 (1−α)/α · Λ^{4−d}/c_d,     c_d = ∫_{|q|&lt;1} d^dq/(2π)^d e^{−2q²}
 * </pre>
 *
 * <p>in the Fourier convention of eq. 9, which is that of {@link CouplingIntegrals#z0()}. The
 * regulator's strength α is not predicted; what becomes of it in other conventions, and if Z0 runs,
 * {@link WetterichReading} tells. The power of σ_W is that of the {@link
 * wickstream.physics.ScalingIdentity}, whatever the dynamics.
 */
public final class Wetterich {
  private Wetterich() {}

  /** c_d = (8π)^{−d/2} P(d/2, 2), P the regularised lower incomplete gamma function. */
  public static double integral(int dIn) {
    double half = dIn / 2.0;
    return StrictMath.pow(8 * Math.PI, -half) * Gamma.regularizedGammaP(half, 2);
  }

  /**
   * By what u4/Z0² changes at the same α if Z0 ∝ Λ^{d−4} is differentiated as well, which eq. 13
   * leaves out. Then
   *
   * <pre>
   *   Λ d/dΛ [Z0 Λ² (1−α)] = (d−2) Z0 Λ² (1−α)
   *   Λ dr/dΛ = Z0 α [(d−2) Λ² + (4−d) p²] θ(Λ²−p²)
   *   factor = (d−2) c_d / ( (d−2) c_d + (4−d) ∫_{|q|&lt;1} d^dq/(2π)^d q² e^{−2q²} )
   * </pre>
   *
   * <p>with ∫ q² e^{−2q²} = c_d (d/4) P(d/2+1, 2)/P(d/2, 2). It is 0 for d = 2, where Z0 Λ² is
   * constant.
   */
  public static double ofRunningZ0(int dIn) {
    double half = dIn / 2.0;
    double meanSquare =
        half / 2 * Gamma.regularizedGammaP(half + 1, 2) / Gamma.regularizedGammaP(half, 2);
    return (dIn - 2) / ((dIn - 2) + (4 - dIn) * meanSquare);
  }

  /** Λ = √(2/d) σ_W. */
  public static double scale(int dIn, double sigmaW) {
    return Math.sqrt(2.0 / dIn) * sigmaW;
  }

  /** u4/Z0² in units of (1−α)/α: −2 Λ^{4−d}/c_d. */
  public static double unit(int dIn, double sigmaW) {
    return -2 * StrictMath.pow(scale(dIn, sigmaW), 4 - dIn) / integral(dIn);
  }

  /**
   * u4/Z0² (ibid., eq. 13).
   *
   * @param alpha strength of the regulator, above 0
   */
  public static double u4Canonical(int dIn, double sigmaW, double alpha) {
    return (1 - alpha) / alpha * unit(dIn, sigmaW);
  }
}
