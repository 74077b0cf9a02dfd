package wickstream.sampling;

/**
 * Cuts a layer of the networks of a batch into pieces of at most {@link HiddenUnits#MAX_UNITS}
 * units a lane: either some units of one network of every lane, or all units of several. Used by
 * one thread.
 */
final class Pieces {
  private final int width;
  private final YieldPoints done = new YieldPoints();

  Pieces(int width) {
    this.width = width;
  }

  /** What is done with a piece. */
  interface Work {
    void accept(int firstRow, int rows, int firstUnit, int units);
  }

  /**
   * Does the work piece by piece, network by network and unit by unit.
   *
   * @param rows networks of every lane
   * @param between run every few milliseconds
   */
  void forEach(int rows, Work work, Runnable between) {
    int count = (width + HiddenUnits.MAX_UNITS - 1) / HiddenUnits.MAX_UNITS;
    int units = (width + count - 1) / count;
    int together = HiddenUnits.MAX_UNITS / units;
    for (int row = 0; row < rows; row += together) {
      for (int unit = 0; unit < width; unit += units) {
        work.accept(row, Math.min(together, rows - row), unit, Math.min(units, width - unit));
        done.done(between);
      }
    }
  }
}
