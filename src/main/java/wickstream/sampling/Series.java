package wickstream.sampling;

import wickstream.physics.Training;

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

  /** Contributions to the mean of G_c⁽⁴⁾, all multisets alike. */
  static final Series CONNECTED4_MEAN = new Series("connected4_mean");

  /** Contributions to the mean of G_c⁽⁶⁾, all multisets alike. */
  static final Series CONNECTED6_MEAN = new Series("connected6_mean");

  /** Contributions to the mean of the kurtosis ΔG⁽⁴⁾/K² of networks as they are drawn. */
  static final Series KURTOSIS_AS_DRAWN = new Series(Training.nameAt("kurtosis", 0));

  /** The weights of the tilted estimator, whose mean is 1. */
  static final Series WEIGHT = new Series("weight");
}
