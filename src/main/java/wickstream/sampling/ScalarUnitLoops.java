package wickstream.sampling;

import wickstream.random.LaneStreams;

/** One number after the other. */
final class ScalarUnitLoops implements UnitLoops {
  private static final int LANES = LaneStreams.LANES;

  @Override
  public void climb(
      HiddenUnits piece,
      double[] value,
      double[] factor,
      double[] last,
      UnitSums sums,
      int[] slots,
      int first) {
    for (int row = 0; row < piece.rows(); row++) {
      int begin = row * piece.units() * LANES;
      int end = begin + piece.units() * LANES;
      for (int rung = 0; rung < RUNGS; rung++) {
        int at = sums.at(piece.firstRow() + row, slots[first + rung]);
        for (int i = begin; i < end; i += LANES) {
          for (int lane = 0; lane < LANES; lane++) {
            double v = rung == 0 ? value[i + lane] : last[i + lane] * factor[i + lane];
            sums.values[at + lane] += v;
            last[i + lane] = v;
          }
        }
      }
    }
  }

  @Override
  public void addProducts(HiddenUnits piece, double[] a, double[] b, UnitSums sums, int slot) {
    for (int row = 0; row < piece.rows(); row++) {
      int begin = row * piece.units() * LANES;
      int end = begin + piece.units() * LANES;
      int at = sums.at(piece.firstRow() + row, slot);
      for (int i = begin; i < end; i += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
          sums.values[at + lane] = Math.fma(a[i + lane], b[i + lane], sums.values[at + lane]);
        }
      }
    }
  }

  @Override
  public void affine(double scale, UnitSums sums, int slot, double shift, double[] into, int rows) {
    for (int row = 0; row < rows; row++) {
      int at = sums.at(row, slot);
      for (int lane = 0; lane < LANES; lane++) {
        into[row * LANES + lane] = Math.fma(scale, sums.values[at + lane], shift);
      }
    }
  }
}
