package wickstream.sampling;

import java.util.Optional;

/**
 * Draws a batch of networks of one hidden layer and computes what the estimator needs of each,
 * piece by piece. Used by one thread.
 */
final class BatchSampler implements NetworkSampler {
  private final HiddenUnits piece;
  private final LayerSums sums;
  private final Optional<ExponentialTilting> tilting;
  private final Pieces pieces;

  BatchSampler(Shard shard, LayerSums sums, Optional<ExponentialTilting> tilting) {
    this.pieces = new Pieces(shard.width());
    this.piece = new HiddenUnits(shard);
    this.sums = sums;
    this.tilting = tilting;
  }

  @Override
  public void sample(BagStreams streams, int rows, NetworkBatch batch, Runnable between) {
    tilting.ifPresent(t -> t.draw(streams, rows));
    sums.begin(streams, rows);
    pieces.forEach(
        rows,
        (row, together, unit, units) -> {
          piece.draw(streams, row, together, unit, units);
          tilting.ifPresent(t -> t.shift(piece));
          sums.add(piece);
        },
        between);
    sums.finish(streams, rows, batch);
  }
}
