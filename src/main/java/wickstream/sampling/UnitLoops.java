package wickstream.sampling;

import wickstream.numeric.NearOne;

/**
 * Sums over hidden units: the loops from one number a unit, laid out as in {@link HiddenUnits}, to
 * {@link UnitSums}. Every implementation adds in the order of the units and gives the same bits.
 */
public interface UnitLoops {
  /** How many terms of a recurrence one pass adds. */
  int TERMS_PER_PASS = 6;

  /** One number after the other: the reference for all others. */
  UnitLoops SCALAR = new ScalarUnitLoops();

  /**
   * Adds value, value · factor, value · factor² … of each unit to the sums {@code slots[first]},
   * {@code slots[first + 1]} … of its network, {@link #TERMS_PER_PASS} in all, and writes the last
   * of them to {@code last}, which may be the array of values.
   */
  void addPowers(
      HiddenUnits piece,
      double[] value,
      double[] factor,
      double[] last,
      UnitSums sums,
      int[] slots,
      int first);

  /**
   * A whole recurrence of at most {@link #TERMS_PER_PASS} terms and fine steps at once: adds v, v
   * q, v q² … of each unit to the sums {@code slots[0]}, {@code slots[1]} …, where v = value · W1
   * and q = exp(growth · W0) as {@link NearOne} computes it.
   */
  void addPowersFused(HiddenUnits piece, double[] value, double growth, UnitSums sums, int[] slots);

  /**
   * Two such ladders from the same term: adds v, v q, v q² … to the sums {@code up[0]}, {@code
   * up[1]} … and v/q, v/q² … to {@code down[1]}, {@code down[2]} …, where v = value.
   */
  void addPowersFused(
      HiddenUnits piece, double[] value, double growth, UnitSums sums, int[] up, int[] down);

  /** How many sums {@link #addTaylorSums} adds to. */
  int TAYLOR_SUMS = 13;

  /**
   * Adds value · rᵏ, r = growth · W0, of each unit to sum k of its network, k = 0, 1 … {@link
   * #TAYLOR_SUMS} − 1: where the recurrence {@link GeometricRecurrence#isFlat}, all its terms
   * follow from these.
   */
  void addTaylorSums(HiddenUnits piece, double[] value, double growth, UnitSums sums);

  /**
   * The terms of a recurrence in both directions from the sums S_k of {@link #addTaylorSums}: Σ_k
   * (±m)ᵏ/k! S_k to the sums {@code up[m]} and {@code down[m]}, m = 0, 1 … {@link #TERMS_PER_PASS}
   * − 1, for {@code rows} networks of every lane.
   */
  void taylorTerms(UnitSums taylor, UnitSums sums, int[] up, int[] down, int rows);

  /** mᵏ/k!, k = 0, 1 … {@link #TAYLOR_SUMS} − 1. */
  static double[] taylorCoefficients(int m) {
    double[] coefficients = new double[TAYLOR_SUMS];
    coefficients[0] = 1;
    for (int k = 1; k < TAYLOR_SUMS; k++) {
      coefficients[k] = coefficients[k - 1] * m / k;
    }
    return coefficients;
  }

  /** Adds a · b of each unit to a sum of its network, with one rounding. */
  void addProducts(HiddenUnits piece, double[] a, double[] b, UnitSums sums, int slot);

  /** into = scale · sum + shift for {@code rows} networks of every lane, with one rounding. */
  void affine(double scale, UnitSums sums, int slot, double shift, double[] into, int rows);
}
