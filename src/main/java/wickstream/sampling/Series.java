package wickstream.sampling;

/**
 * The scalar series of one number a network, each with moments to order four and a tail of its own.
 */
enum Series {
  /** Contributions to ⟨u4⟩. */
  U4,
  /** Contributions to ⟨G_c⁽⁶⁾/I6⟩, the linear part of ⟨u6⟩. */
  CONNECTED6,
  /** Contributions to ⟨ΔG⁽²⁾/G0⁽²⁾⟩. */
  M2,
  /** Contributions to ⟨ΔG⁽⁴⁾/G0⁽⁴⁾⟩. */
  M4,
  /** Contributions to ⟨ΔG⁽⁶⁾/G0⁽⁶⁾⟩. */
  M6,
  /** Contributions to ⟨u4⟩ from products of different outputs. */
  U4_MIXED,
  /** The weights of the tilted estimator, whose mean is 1. */
  WEIGHT
}
