package wickstream.random;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * The boxes under the normal curve and what is left beside them, computed apart from the sampler:
 * Brent's method for the edges, Gauss-Legendre for the areas.
 */
final class Staircase {
  /** The area of the half-normal exp(−x²/2), x &gt; 0. */
  static final double HALF_AREA = Math.sqrt(Math.PI / 2);

  private static final double BOX_AREA = HALF_AREA / 4096;
  private static final BrentSolver SOLVER = new BrentSolver(1e-16, 1e-16, 1e-17);
  private static final GaussIntegrator ON_UNIT = new GaussIntegratorFactory().legendre(12, 0, 1);

  private static final double[] EDGES = stack();

  private Staircase() {}

  /** The right edges of the boxes from the lowest up, so descending. */
  static double[] edges() {
    return EDGES.clone();
  }

  /** How many boxes there are. */
  static int boxes() {
    return EDGES.length;
  }

  /** The boundary of region r: the edge of box r, or 0 above the highest. */
  static double inner(int region) {
    return region < EDGES.length ? EDGES[region] : 0;
  }

  /**
   * The area under the curve and over box {@code region} − 1, between two abscissae that lie
   * between the edge of box {@code region} (0 above the highest) and that of the box below.
   */
  static double areaBeside(int region, double from, double to) {
    double outer = EDGES[region - 1];
    double floor = NormalCurve.height(outer);
    return (to - from)
        * ON_UNIT.integrate(
            u -> {
              double x = from + (to - from) * u;
              return floor * Math.expm1(0.5 * (outer - x) * (outer + x));
            });
  }

  /** The area of the half-normal beyond x. */
  static double areaBeyond(double x) {
    return HALF_AREA * NormalCurve.beyond(x);
  }

  private static double[] stack() {
    List<Double> edges = new ArrayList<>();
    double previous = 6;
    double floor = 0;
    while (true) {
      double height = floor;
      UnivariateFunction slope = x -> (1 - x * x) * NormalCurve.height(x) - height;
      UnivariateFunction excess = x -> x * (NormalCurve.height(x) - height) - BOX_AREA;
      double peak = SOLVER.solve(1000, slope, 0, Math.min(1, previous));
      if (excess.value(peak) < 0) {
        return edges.stream().mapToDouble(x -> x).toArray();
      }
      previous = SOLVER.solve(1000, excess, peak, previous);
      floor = NormalCurve.height(previous);
      edges.add(previous);
    }
  }
}
