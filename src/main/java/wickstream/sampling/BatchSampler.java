package wickstream.sampling;

import java.util.Optional;

/**
 * Draws a batch of networks and computes what the estimator needs of each: piece by piece, either
 * some units of one network of every lane, or all units of several. For one hidden layer. Used by
 * one thread.
 */
final class BatchSampler implements NetworkSampler {
  private final int width;
  private final HiddenUnits piece;
  private final LayerSums sums;
  private final Optional<ExponentialTilting> tilting;
  private final YieldPoints pieces = new YieldPoints();

  BatchSampler(Shard shard, LayerSums sums, Optional<ExponentialTilting> tilting) {
    this.width = shard.width();
    this.piece = new HiddenUnits(shard);
    this.sums = sums;
    this.tilting = tilting;
  }

  @Override
  public void sample(BagStreams streams, int rows, NetworkBatch batch, Runnable between) {
    tilting.ifPresent(t -> t.draw(streams, rows));
    sums.clear(rows);
    int count = (width + HiddenUnits.MAX_UNITS - 1) / HiddenUnits.MAX_UNITS;
    int units = (width + count - 1) / count;
    int together = HiddenUnits.MAX_UNITS / units;
    for (int row = 0; row < rows; row += together) {
      for (int unit = 0; unit < width; unit += units) {
        add(streams, row, Math.min(together, rows - row), unit, Math.min(units, width - unit));
        pieces.done(between);
      }
    }
    sums.finish(streams, rows, batch);
  }

  private void add(BagStreams streams, int row, int rows, int unit, int units) {
    piece.draw(streams, row, rows, unit, units);
    tilting.ifPresent(t -> t.shift(piece));
    sums.add(piece);
  }
}
