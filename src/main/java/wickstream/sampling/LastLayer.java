package wickstream.sampling;

import wickstream.physics.Estimator;

/** What is made of the last of several hidden layers. */
interface LastLayer {
  /** What a measurement's estimator makes of it. */
  static LastLayer of(Measurement measurement, LayerLoops loops) {
    Shard shard = measurement.shard();
    return shard.estimator() == Estimator.PLAIN
        ? new LastLayerField(shard, loops)
        : new LastLayerCovariance(shard, measurement.theory().weightKernel(), loops);
  }

  /** Begins a batch of {@code rows} networks of every lane. */
  void begin(NetworkBatch batch, int rows);

  /**
   * Adds a piece of the batch.
   *
   * @param piece which units of which networks
   * @param values h_j(x_a), one array a point, as many as {@link LayerValues#padded} makes of them
   * @param from the entry of the piece's first unit
   */
  void add(BagStreams streams, HiddenUnits piece, double[][] values, int from);

  /** Turns the sums into the values of the batch; may draw what is left to draw. */
  void finish(BagStreams streams, int rows);
}
