package wickstream.sampling;

/** The outputs of networks and, for when they are trained, D of all pairs of points after them. */
record FieldAndCovariance(LayerSums field, LayerSums covariance, int fields) implements LayerSums {
  @Override
  public void begin(BagStreams streams, int rows) {
    field.begin(streams, rows);
    covariance.begin(streams, rows);
  }

  @Override
  public void add(HiddenUnits units) {
    field.add(units);
    covariance.add(units);
  }

  @Override
  public void finish(BagStreams streams, int rows, NetworkBatch batch) {
    field.finish(streams, rows, batch.part(0, fields));
    covariance.finish(streams, rows, batch.part(fields, batch.values.length));
  }
}
