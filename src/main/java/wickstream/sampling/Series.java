package wickstream.sampling;

/**
 * A scalar series of one number a network, each with moments to order four and a tail of its own.
 *
 * @param label its name in result files
 */
record Series(String label) {
  /** Contributions to ⟨u4⟩. */
  static final Series U4 = new Series("u4");

  /** Contributions to ⟨G_c⁽⁶⁾/I6⟩, the linear part of ⟨u6⟩. */
  static final Series CONNECTED6 = new Series("connected6");

  /** Contributions to ⟨ΔG⁽²⁾/G0⁽²⁾⟩. */
  static final Series M2 = new Series("m2");

  /** Contributions to ⟨ΔG⁽⁴⁾/G0⁽⁴⁾⟩. */
  static final Series M4 = new Series("m4");

  /** Contributions to ⟨ΔG⁽⁶⁾/G0⁽⁶⁾⟩. */
  static final Series M6 = new Series("m6");

  /** Contributions to ⟨u4⟩ from products of different outputs. */
  static final Series U4_MIXED = new Series("u4_mixed");

  /** The weights of the tilted estimator, whose mean is 1. */
  static final Series WEIGHT = new Series("weight");
}
