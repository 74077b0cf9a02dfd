package wickstream.sampling;

import wickstream.random.LaneStreams;

/** Draws a batch of networks and computes what the estimator needs of each. Used by one thread. */
interface BatchKernel {
  /**
   * Draws {@code rows} networks of every lane, at most {@link NetworkBatch#MOST_ROWS}, and fills
   * the batch. All lanes go on by the same number of draws, whether or not their last network is
   * wanted.
   */
  void sample(LaneStreams streams, int rows, NetworkBatch batch);
}
