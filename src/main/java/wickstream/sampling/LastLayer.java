package wickstream.sampling;

/**
 * What is made of the last of several hidden layers, and of those below where they are drawn in the
 * space of the points.
 */
interface LastLayer {
  /** What a measurement's estimator makes of it. */
  static LastLayer of(Measurement measurement, LayerLoops loops) {
    Shard shard = measurement.shard();
    return switch (shard.estimator()) {
      case PLAIN -> new LastLayerField(shard, loops);
      case CONDITIONAL, TILTED ->
          new LastLayerCovariance(shard, measurement.theory().weightKernel(), loops);
      case POOLED -> new IntegratedLastLayer(measurement, loops);
    };
  }

  /** Begins a batch of {@code rows} networks of every lane. */
  void begin(NetworkBatch batch, int rows);

  /**
   * Adds a piece of the batch of a layer below.
   *
   * @param values h_j(x_a), one array a point, and any others after them
   */
  default void addBelow(HiddenUnits piece, double[][] values) {}

  /**
   * Ends a layer below.
   *
   * @param covariance C_ab of what goes into the next layer, one array a pair of points
   */
  default void endBelow(double[][] covariance, int rows) {}

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
