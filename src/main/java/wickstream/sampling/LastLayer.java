package wickstream.sampling;

/** What is made of the last of several hidden layers. */
interface LastLayer {
  /** Begins a batch of {@code rows} networks of every lane. */
  void begin(NetworkBatch batch, int rows);

  /**
   * Adds a row of the batch.
   *
   * @param values h_j(x_a), as in {@link LayerValues}
   */
  void add(BagStreams streams, double[][] values, int row);

  /** Turns the sums into the values of the batch; may draw what is left to draw. */
  void finish(BagStreams streams, int rows);
}
