package wickstream.sampling;

/**
 * Sums over hidden units: the loops from one number a unit, laid out as in {@link HiddenUnits}, to
 * {@link UnitSums}. Every implementation adds in the order of the units and gives the same bits.
 */
interface UnitLoops {
  /** How many rungs of a ladder one pass adds. */
  int RUNGS = 6;

  /** One number after the other: the reference for all others. */
  UnitLoops SCALAR = new ScalarUnitLoops();

  /**
   * Adds value, value · factor, value · factor² … of each unit to the sums {@code slots[first]},
   * {@code slots[first + 1]} … of its network, {@link #RUNGS} in all, and writes the last of them
   * to {@code last}, which may be the array of values.
   */
  void climb(
      HiddenUnits piece,
      double[] value,
      double[] factor,
      double[] last,
      UnitSums sums,
      int[] slots,
      int first);

  /** Adds a · b of each unit to a sum of its network, with one rounding. */
  void addProducts(HiddenUnits piece, double[] a, double[] b, UnitSums sums, int slot);

  /** into = scale · sum + shift for {@code rows} networks of every lane, with one rounding. */
  void affine(double scale, UnitSums sums, int slot, double shift, double[] into, int rows);
}
