package wickstream.sampling;

import java.util.Arrays;
import wickstream.numeric.NearOne;
import wickstream.random.LaneStreams;

/** One number after the other. */
final class ScalarUnitLoops implements UnitLoops {
  private static final int LANES = LaneStreams.LANES;

  /** What leaves a product as it is. */
  private static final double[] ONES = new double[HiddenUnits.LENGTH];

  static {
    Arrays.fill(ONES, 1);
  }

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
    double[] output = piece.outputWeights();
    double[] w = piece.inputWeights(0);
    eachLane(
        piece,
        sums,
        (begin, end, at) ->
            addPowers(value, output, w, growth, begin, end, sums.values, at, slots));
  }

  @Override
  public void addPowersFused(
      HiddenUnits piece, double[] value, double growth, UnitSums sums, int[] up, int[] down) {
    double[] w = piece.inputWeights(0);
    eachLane(
        piece,
        sums,
        (begin, end, at) -> {
          double middle = sums.values[at + LANES * down[0]];
          addPowers(value, ONES, w, -growth, begin, end, sums.values, at, down);
          sums.values[at + LANES * down[0]] = middle; // which the others count
          addPowers(value, ONES, w, growth, begin, end, sums.values, at, up);
        });
  }

  @Override
  public void addTaylorSums(HiddenUnits piece, double[] value, double growth, UnitSums sums) {
    eachLane(
        piece,
        sums,
        (begin, end, at) ->
            addTaylorSums(value, piece.inputWeights(0), growth, begin, end, sums.values, at));
  }

  /** The units of one lane in one row: every eighth entry of a piece. */
  private interface OfLane {
    void add(int begin, int end, int at);
  }

  private static void eachLane(HiddenUnits piece, UnitSums sums, OfLane units) {
    for (int row = 0; row < piece.rows(); row++) {
      int begin = row * piece.units() * LANES;
      int at = sums.at(piece.firstRow() + row, 0);
      for (int lane = 0; lane < LANES; lane++) {
        units.add(begin + lane, begin + piece.units() * LANES, at + lane);
      }
    }
  }

  private static void addPowers(
      double[] value,
      double[] output,
      double[] w,
      double growth,
      int begin,
      int end,
      double[] sums,
      int at,
      int[] slots) {
    double sum0 = sums[at + LANES * slots[0]];
    double sum1 = sums[at + LANES * slots[1]];
    double sum2 = sums[at + LANES * slots[2]];
    double sum3 = sums[at + LANES * slots[3]];
    double sum4 = sums[at + LANES * slots[4]];
    double sum5 = sums[at + LANES * slots[5]];
    for (int i = begin; i < end; i += LANES) {
      double factor = NearOne.up(growth * w[i]);
      double v = value[i] * output[i];
      sum0 += v;
      v *= factor;
      sum1 += v;
      v *= factor;
      sum2 += v;
      v *= factor;
      sum3 += v;
      v *= factor;
      sum4 += v;
      v *= factor;
      sum5 += v;
    }
    sums[at + LANES * slots[0]] = sum0;
    sums[at + LANES * slots[1]] = sum1;
    sums[at + LANES * slots[2]] = sum2;
    sums[at + LANES * slots[3]] = sum3;
    sums[at + LANES * slots[4]] = sum4;
    sums[at + LANES * slots[5]] = sum5;
  }

  private static void addTaylorSums(
      double[] value, double[] w, double growth, int begin, int end, double[] sums, int at) {
    double sum0 = sums[at];
    double sum1 = sums[at + LANES];
    double sum2 = sums[at + 2 * LANES];
    double sum3 = sums[at + 3 * LANES];
    double sum4 = sums[at + 4 * LANES];
    double sum5 = sums[at + 5 * LANES];
    double sum6 = sums[at + 6 * LANES];
    double sum7 = sums[at + 7 * LANES];
    double sum8 = sums[at + 8 * LANES];
    double sum9 = sums[at + 9 * LANES];
    double sum10 = sums[at + 10 * LANES];
    double sum11 = sums[at + 11 * LANES];
    double sum12 = sums[at + 12 * LANES];
    for (int i = begin; i < end; i += LANES) {
      double r = growth * w[i];
      double square = r * r;
      double even = value[i];
      double odd = even * r;
      sum0 += even;
      sum1 += odd;
      even *= square;
      odd *= square;
      sum2 += even;
      sum3 += odd;
      even *= square;
      odd *= square;
      sum4 += even;
      sum5 += odd;
      even *= square;
      odd *= square;
      sum6 += even;
      sum7 += odd;
      even *= square;
      odd *= square;
      sum8 += even;
      sum9 += odd;
      even *= square;
      odd *= square;
      sum10 += even;
      sum11 += odd;
      sum12 += even * square;
    }
    sums[at] = sum0;
    sums[at + LANES] = sum1;
    sums[at + 2 * LANES] = sum2;
    sums[at + 3 * LANES] = sum3;
    sums[at + 4 * LANES] = sum4;
    sums[at + 5 * LANES] = sum5;
    sums[at + 6 * LANES] = sum6;
    sums[at + 7 * LANES] = sum7;
    sums[at + 8 * LANES] = sum8;
    sums[at + 9 * LANES] = sum9;
    sums[at + 10 * LANES] = sum10;
    sums[at + 11 * LANES] = sum11;
    sums[at + 12 * LANES] = sum12;
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
