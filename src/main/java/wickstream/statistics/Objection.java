package wickstream.statistics;

/**
 * Why a sample cannot vouch for the error of a value that was measured on it.
 *
 * @param kind what is wrong
 * @param why one clause, with the numbers, that reads well after a comma
 */
public record Objection(Kind kind, String why) {
  /** A sentence for samples that lack rare networks. */
  static final String WHAT_HELPS =
      "Points closer to 0 and to each other, a smaller sigma-w or sigma-b, or wider networks would help";

  /** What can be wrong with a sample. */
  public enum Kind {
    /** Too few networks or blocks for any diagnosis to be able to fail. */
    TOO_FEW,
    /** All contributions are equal, at least to rounding. */
    NO_SPREAD,
    /** Rounding is not small against the standard error. */
    UNRESOLVED,
    /** An average whose exact value is known came out otherwise. */
    KNOWN_MEAN_MISSED,
    /** The sample has far less variance than is known to be there. */
    VARIANCE_UNSEEN,
    /** The variance of the sample says nothing of that of the contributions. */
    HEAVY_TAIL,
    /** The value is too far from the exact one. */
    CONTRADICTED,
    /** Too few of the networks count, by the weights that they have. */
    WEIGHTS_COLLAPSED
  }
}
