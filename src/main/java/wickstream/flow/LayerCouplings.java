package wickstream.flow;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import wickstream.physics.FreeGreens;
import wickstream.physics.Multisets;
import wickstream.physics.quadrature.CouplingIntegrals;
import wickstream.physics.theory.LayerStatistics;
import wickstream.physics.theory.LeadingOrder;

/**
 * What theory says, to leading order in 1/N, of networks that end after some hidden layer. NaN
 * stands for what is not defined.
 *
 * @param layer from 1
 * @param kernel K(x, x), mean over the points
 * @param variance V/K² of N Var C(x, x) = V, mean over the points
 * @param correction G¹/K of N (E[C(x, x)] − K) = G¹, mean over the points
 * @param freeGreen ⟨G0⁽⁴⁾⟩, mean over multisets, as are all that follow
 * @param c4 N c4 = N ⟨G_c⁽⁴⁾⟩/⟨G0⁽⁴⁾⟩: at a single point this is V/K²
 * @param m2 N m2
 * @param m4 N m4
 * @param u4 N u4
 */
public record LayerCouplings(
    int layer,
    double kernel,
    double variance,
    double correction,
    double freeGreen,
    double c4,
    double m2,
    double m4,
    double u4) {

  /**
   * Those of the last layer of a theory.
   *
   * @param integrals for u4; empty if they are not wanted or not defined
   */
  static LayerCouplings of(LeadingOrder theory, Optional<CouplingIntegrals> integrals) {
    LayerStatistics last = theory.last();
    Multisets pairs = Multisets.of(last.points(), 2);
    double free =
        Arrays.stream(
                FreeGreens.of(theory.ensemble(), theory.points(), Multisets.of(last.points(), 4)))
            .average()
            .orElseThrow();
    return new LayerCouplings(
        theory.layers().size(),
        mean(last.points(), pairs, k -> last.kernel()[k]),
        mean(last.points(), pairs, k -> last.covariance()[k][k] / square(last.kernel()[k])),
        mean(last.points(), pairs, k -> last.kernelCorrection()[k] / last.kernel()[k]),
        free,
        theory.connected4(1) / free,
        theory.m2(1),
        theory.m4(1),
        integrals.map(known -> theory.u4(1, known.i4())).orElse(Double.NaN));
  }

  /** Over the pairs of a point with itself. */
  private static double mean(int points, Multisets pairs, IntToDoubleFunction ofPair) {
    double sum = 0;
    for (int a = 0; a < points; a++) {
      sum += ofPair.applyAsDouble(pairs.indexOf(a, a));
    }
    return sum / points;
  }

  private static double square(double x) {
    return x * x;
  }
}
