package wickstream.physics;

import java.util.OptionalDouble;

/**
 * The powers of σ_W and N with which measured quantities scale, as far as theory predicts them
 * (arXiv 2212.11811).
 *
 * <p>In σ_W they are what follows from K_W ∝ σ_W² of range 1/σ_W, for d = d_in and points small
 * against that range: ΔG⁽⁴⁾ ∝ σ_W⁴/N, G_c⁽⁶⁾ ∝ σ_W⁶/N², I_n ∝ σ_W^{2n−d}, J ∝ σ_W^{14−2d}, Z0 ∝
 * σ_W^{d−4}. Without biases the leading terms of ΔG⁽⁴⁾ and G_c⁽⁶⁾ cancel: there they are ∝ σ_W⁶/N
 * and ∝ σ_W¹⁰/N².
 */
public enum PowerLaw {
  /** u4 of eq. 8: σ_W^{d−4}. */
  U4("u4", -1),
  /** u4/Z0², for a canonically normalised field: σ_W^{4−d}, eq. 13. */
  U4_CANONICAL("u4Canonical", -1),
  /** u6, the sextic vertex left after tree exchange: σ_W^{d−6}. */
  U6("u6", -2),
  /** u6/Z0³: σ_W^{6−2d}, the law stated under eq. 13. */
  U6_CANONICAL("u6Canonical", -2),
  /** ⟨ΔG⁽⁴⁾/G0⁽⁴⁾⟩. */
  M4("m4", -1),
  /** ⟨ΔG⁽⁶⁾/G0⁽⁶⁾⟩ = B/N + C/N²: its leading power. */
  M6("m6", -1),
  /** ⟨G_c⁽⁴⁾⟩. */
  CONNECTED4("connected4", -1),
  /** ⟨G_c⁽⁶⁾⟩. */
  CONNECTED6("connected6", -2);

  private final String quantity;
  private final int width;

  PowerLaw(String quantity, int width) {
    this.quantity = quantity;
    this.width = width;
  }

  /** The name of the quantity in result files. */
  public String quantity() {
    return quantity;
  }

  /**
   * The power of N: m_2n = O(1/N), connected 2n-point functions O(1/N^{n−1}). Exact for one hidden
   * layer, but for m6, which has a part ∝ 1/N² beside it.
   */
  public int ofWidth() {
    return width;
  }

  /**
   * The power of N where it holds: not for networks that share a scale, whose connected functions
   * have a limit as N → ∞.
   */
  public OptionalDouble ofWidth(Priors priors) {
    return priors.sharedScale().isPresent() ? OptionalDouble.empty() : OptionalDouble.of(width);
  }

  /**
   * The power of σ_W where it holds: for a kernel that decays and products of hidden units and
   * readout weights that vary more than normal ones even where all points are one, those of cos by
   * their phases, those of gauss by biases or the laws of readouts only. Empty elsewhere, and for
   * quantities that are no couplings.
   */
  public OptionalDouble ofSigmaW(Ensemble ensemble) {
    boolean holds =
        switch (ensemble.activation().family()) {
          case COS -> true;
          case GAUSS -> ensemble.sigmaB() > 0 || !ensemble.priors().hasNormalReadout();
          case ERF, RECTIFIED, TANH -> false;
        };
    return holds ? leading(ensemble.dIn()) : OptionalDouble.empty();
  }

  /**
   * The power of σ_W of a coupling when its connected function is that of networks whose hidden
   * units all have a size of order 1; also that of the noise of plain averages (eq. 5).
   */
  public OptionalDouble leading(int dIn) {
    return switch (this) {
      case U4 -> OptionalDouble.of(dIn - 4);
      case U4_CANONICAL -> OptionalDouble.of(4 - dIn);
      case U6 -> OptionalDouble.of(dIn - 6);
      case U6_CANONICAL -> OptionalDouble.of(6 - 2 * dIn);
      case M4, M6, CONNECTED4, CONNECTED6 -> OptionalDouble.empty();
    };
  }

  /** The power of σ_W of a coupling of gauss without biases. */
  public OptionalDouble withoutBiases(int dIn) {
    return switch (this) {
      case U4, U6 -> OptionalDouble.of(dIn - 2);
      case U4_CANONICAL -> OptionalDouble.of(6 - dIn);
      case U6_CANONICAL -> OptionalDouble.of(10 - 2 * dIn);
      case M4, M6, CONNECTED4, CONNECTED6 -> OptionalDouble.empty();
    };
  }
}
