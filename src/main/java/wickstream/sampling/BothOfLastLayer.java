package wickstream.sampling;

/** The outputs of networks and, for when they are trained, D of all pairs of points after them. */
final class BothOfLastLayer implements LastLayer {
  private final LastLayer field;
  private final LastLayer covariance;
  private final int fields;

  /**
   * @param covariance makes D
   */
  BothOfLastLayer(Shard shard, LastLayer covariance, LayerLoops loops) {
    this.field = new LastLayerField(shard, loops);
    this.covariance = covariance;
    this.fields = shard.ensemble().dOut() * shard.points().count();
  }

  @Override
  public void begin(NetworkBatch batch, int rows) {
    field.begin(batch.part(0, fields), rows);
    covariance.begin(batch.part(fields, batch.values.length), rows);
  }

  @Override
  public void add(BagStreams streams, HiddenUnits piece, double[][] values, int from) {
    field.add(streams, piece, values, from);
    covariance.add(streams, piece, values, from);
  }

  @Override
  public void finish(BagStreams streams, int rows) {
    field.finish(streams, rows);
    covariance.finish(streams, rows);
  }
}
