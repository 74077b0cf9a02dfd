package wickstream.sampling;

import wickstream.numeric.NearOne;
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
  public void climbFinely(
      HiddenUnits piece, double[] value, double growth, UnitSums sums, int[] slots) {
    for (int i = 0; i < piece.size(); i++) {
      double v = value[i] * piece.outputWeights()[i];
      int at = at(piece, i, sums);
      sums.values[at + LANES * slots[0]] += v;
      climb(v, NearOne.up(growth * piece.inputWeights(0)[i]), sums, at, slots);
    }
  }

  @Override
  public void climbFinely(
      HiddenUnits piece, double[] value, double growth, UnitSums sums, int[] up, int[] down) {
    for (int i = 0; i < piece.size(); i++) {
      double r = growth * piece.inputWeights(0)[i];
      int at = at(piece, i, sums);
      sums.values[at + LANES * up[0]] += value[i];
      climb(value[i], NearOne.up(r), sums, at, up);
      climb(value[i], NearOne.down(r), sums, at, down);
    }
  }

  /** Where sum 0 of the network of entry i of a piece is. */
  private static int at(HiddenUnits piece, int i, UnitSums sums) {
    return sums.at(piece.firstRow() + i / LANES / piece.units(), 0) + i % LANES;
  }

  /** All rungs but the first, which is v. */
  private static void climb(double v, double factor, UnitSums sums, int at, int[] slots) {
    double value = v;
    for (int rung = 1; rung < RUNGS; rung++) {
      value *= factor;
      sums.values[at + LANES * slots[rung]] += value;
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
  public void addRow(
      double[] weights,
      int from,
      double[][] values,
      int first,
      int units,
      double[][] into,
      int at) {
    for (int a = 0; a < values.length; a++) {
      for (int i = 0; i < units * LANES; i += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
          double sum = into[a][at + lane];
          into[a][at + lane] = Math.fma(weights[from + i + lane], values[a][first + i + lane], sum);
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
