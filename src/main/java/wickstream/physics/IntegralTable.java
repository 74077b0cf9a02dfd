package wickstream.physics;

import java.util.Arrays;

/**
 * The numbers of {@link CouplingIntegrals}.
 *
 * @param i4 I4 for each multiset of four points
 * @param i6 I6 for each multiset of six points, or empty
 * @param jSum Σ of J over the 10 splits of each multiset of six points, or empty
 */
record IntegralTable(double[] i4, double[] i6, double[] jSum)
    implements Refinement.Level<IntegralTable> {

  @Override
  public double relativeDifference(IntegralTable coarser) {
    return Math.max(
        Refinement.relativeDifference(coarser.i4, i4),
        Math.max(
            Refinement.relativeDifference(coarser.i6, i6),
            Refinement.relativeDifference(coarser.jSum, jSum)));
  }

  /** Whether couplings can be had by dividing by every I_n. */
  boolean canDivide() {
    return Arrays.stream(i4).allMatch(i -> i != 0 && Double.isFinite(i))
        && Arrays.stream(i6).allMatch(i -> i != 0 && Double.isFinite(i))
        && Arrays.stream(jSum).allMatch(Double::isFinite);
  }
}
