package wickstream.sampling;

import wickstream.numeric.NearOne;
import wickstream.random.LaneStreams;

/** One number after the other. */
final class ScalarUnitLoops implements UnitLoops {
  private static final int LANES = LaneStreams.LANES;

  @Override
  public void addPowers(
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
      for (int term = 0; term < TERMS_PER_PASS; term++) {
        int at = sums.at(piece.firstRow() + row, slots[first + term]);
        for (int i = begin; i < end; i += LANES) {
          for (int lane = 0; lane < LANES; lane++) {
            double v = term == 0 ? value[i + lane] : last[i + lane] * factor[i + lane];
            sums.values[at + lane] += v;
            last[i + lane] = v;
          }
        }
      }
    }
  }

  @Override
  public void addPowersFused(
      HiddenUnits piece, double[] value, double growth, UnitSums sums, int[] slots) {
    for (int i = 0; i < piece.size(); i++) {
      double v = value[i] * piece.outputWeights()[i];
      int at = at(piece, i, sums);
      sums.values[at + LANES * slots[0]] += v;
      addPowers(v, NearOne.up(growth * piece.inputWeights(0)[i]), sums, at, slots);
    }
  }

  @Override
  public void addPowersFused(
      HiddenUnits piece, double[] value, double growth, UnitSums sums, int[] up, int[] down) {
    for (int i = 0; i < piece.size(); i++) {
      double r = growth * piece.inputWeights(0)[i];
      int at = at(piece, i, sums);
      sums.values[at + LANES * up[0]] += value[i];
      addPowers(value[i], NearOne.up(r), sums, at, up);
      addPowers(value[i], NearOne.down(r), sums, at, down);
    }
  }

  /** Where sum 0 of the network of entry i of a piece is. */
  private static int at(HiddenUnits piece, int i, UnitSums sums) {
    return sums.at(piece.firstRow() + i / LANES / piece.units(), 0) + i % LANES;
  }

  /** All terms but the first, which is v. */
  private static void addPowers(double v, double factor, UnitSums sums, int at, int[] slots) {
    double value = v;
    for (int term = 1; term < TERMS_PER_PASS; term++) {
      value *= factor;
      sums.values[at + LANES * slots[term]] += value;
    }
  }

  @Override
  public void addTaylorSums(HiddenUnits piece, double[] value, double growth, UnitSums sums) {
    for (int i = 0; i < piece.size(); i++) {
      double r = growth * piece.inputWeights(0)[i];
      double square = r * r;
      double even = value[i];
      double odd = even * r;
      int at = at(piece, i, sums);
      for (int k = 0; k < TAYLOR_SUMS; k++) {
        if (k % 2 == 0) {
          sums.values[at + LANES * k] += even;
          even *= square;
        } else {
          sums.values[at + LANES * k] += odd;
          odd *= square;
        }
      }
    }
  }

  @Override
  public void taylorTerms(UnitSums taylor, UnitSums sums, int[] up, int[] down, int rows) {
    double[] s = taylor.values;
    for (int m = 1; m < TERMS_PER_PASS; m++) {
      double[] a = UnitLoops.taylorCoefficients(m);
      for (int row = 0; row < rows; row++) {
        for (int lane = 0; lane < LANES; lane++) {
          int from = taylor.at(row, 0) + lane;
          double even = a[TAYLOR_SUMS - 1] * s[from + LANES * (TAYLOR_SUMS - 1)];
          double odd = a[TAYLOR_SUMS - 2] * s[from + LANES * (TAYLOR_SUMS - 2)];
          for (int k = TAYLOR_SUMS - 3; k > 0; k -= 2) {
            even = Math.fma(a[k], s[from + LANES * k], even);
            odd = Math.fma(a[k - 1], s[from + LANES * (k - 1)], odd);
          }
          even += s[from];
          sums.values[sums.at(row, up[0]) + lane] = s[from];
          sums.values[sums.at(row, up[m]) + lane] = even + odd;
          sums.values[sums.at(row, down[m]) + lane] = even - odd;
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
