package wickstream.sampling;

/** What is summed over the hidden units, in the order of the units, for all networks of a batch. */
interface LayerSums {
  /** Back to the empty sum, for {@code rows} networks of every lane of a bag. */
  void begin(BagStreams streams, int rows);

  /** Adds a piece of the batch. */
  void add(HiddenUnits units);

  /**
   * Turns the sums into the values of the batch; may draw what is left to draw of each network.
   * Sets the weights where networks have weights.
   */
  void finish(BagStreams streams, int rows, NetworkBatch batch);
}
