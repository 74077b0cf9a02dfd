package wickstream.campaign;

/**
 * How the bags of a grant are cut into ranges, of which several are measured at once. Changes how
 * long it takes, never what comes out.
 */
public interface ChunkPolicy {
  /** How many ranges may be measured at once, at least 1. */
  int rangesInFlight();

  /**
   * How many bags the next range should hold, at least 1. Asked anew for every range, so that it
   * may follow how long the ones before took.
   *
   * @param left how many bags the grant has left, at least 1; a range holds no more
   */
  long bagsTogether(long left);
}
