package wickstream.sampling;

/**
 * What is made of the last of several hidden layers, and of those below where they are drawn in the
 * space of the points.
 */
interface LastLayer {
  /** What a measurement's estimator makes of it. */
  static LastLayer of(Measurement measurement, LayerLoops loops) {
    Shard shard = measurement.shard().untrained();
    return switch (shard.estimator()) {
      case PLAIN ->
          measurement.shard().training().isPresent()
              ? new BothOfLastLayer(shard, covariance(measurement, loops), loops)
              : new LastLayerField(shard, loops);
      case CONDITIONAL, TILTED -> covariance(measurement, loops);
      case POOLED -> new IntegratedLastLayer(measurement, loops);
    };
  }

  private static LastLayer covariance(Measurement measurement, LayerLoops loops) {
    return new LastLayerCovariance(
        measurement.shard().untrained(),
        measurement.drawnKernel(),
        HigherCumulants.of(measurement, loops),
        loops);
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
