package wickstream.sampling;

/** Draws batches of networks and computes what the estimator needs of each. */
interface NetworkSampler {
  /**
   * Draws {@code rows} networks of every lane, at most {@link NetworkBatch#MAX_ROWS}, and fills the
   * batch. All lanes go on by the same number of draws, whether or not their last network is
   * wanted.
   *
   * @param between run between pieces of work of a few milliseconds; what it throws ends the work
   */
  void sample(BagStreams streams, int rows, NetworkBatch batch, Runnable between);
}
