package wickstream.physics;

import java.util.OptionalDouble;

/**
 * The powers of σ_W and N with which measured quantities scale, as far as they are known (arXiv
 * 2212.11811).
 *
 * <p>In σ_W they are those of the {@link ScalingIdentity}: G_c⁽ⁿ⁾ at points x is σ_Wⁿ times what it
 * is at points σ_W x and σ_W = 1, with d = d_in I_n likewise σ_W^{2n−d} times, J σ_W^{14−2d} times
 * and Z0 σ_W^{d−4} times. A slope in σ_W at fixed points is such a power where the couplings at σ_W
 * x and σ_W = 1 do not vary: for points small against 1/σ_W, unless the leading term vanishes
 * there. Without biases those of ΔG⁽⁴⁾ and G_c⁽⁶⁾ of gauss do: at σ_W = 1 they go as |x|² and |x|⁴,
 * so that in σ_W they are ∝ σ_W⁶/N and ∝ σ_W¹⁰/N².
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

  /** Whether it is of a coupling of the canonically normalised field. */
  public boolean isCanonical() {
    return this == U4_CANONICAL || this == U6_CANONICAL;
  }

  /** Whether it is of a connected function. */
  public boolean isConnected() {
    return this == CONNECTED4 || this == CONNECTED6;
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
   * The slope in σ_W of points small against 1/σ_W where it is a power of the identity: for a
   * kernel that decays and products of hidden units and readout weights that vary more than normal
   * ones even where all points are one, those of cos by their phases, those of gauss by biases or
   * the laws of readouts only. Empty elsewhere, and for quantities that are no couplings.
   */
  public OptionalDouble ofSigmaW(Ensemble ensemble) {
    boolean holds =
        switch (ensemble.activation().family()) {
          case COS -> true;
          case GAUSS -> ensemble.sigmaB() > 0 || !ensemble.priors().hasNormalReadout();
          case ERF, RECTIFIED, SIN, TANH, FORMULA -> false;
        };
    return holds ? leading(ensemble.dIn()) : OptionalDouble.empty();
  }

  /**
   * The power p of the {@link ScalingIdentity} of networks with one hidden layer: the quantity at
   * points x is σ_W^p times what it is at points σ_W x and σ_W = 1. Exact at every width. Of m4 and
   * m6 there is one without biases only, because G0 has σ_b² beside K_W.
   */
  public OptionalDouble ofIdentity(Ensemble ensemble) {
    return switch (this) {
      case U4, U4_CANONICAL, U6, U6_CANONICAL -> leading(ensemble.dIn());
      case CONNECTED4 -> OptionalDouble.of(4);
      case CONNECTED6 -> OptionalDouble.of(6);
      case M4, M6 -> ensemble.sigmaB() == 0 ? OptionalDouble.of(0) : OptionalDouble.empty();
    };
  }

  /**
   * The power of σ_W of a coupling where its connected function at σ_W = 1 does not vary with the
   * points, which is the power of the {@link ScalingIdentity}; also that of the noise of plain
   * averages (eq. 5).
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
