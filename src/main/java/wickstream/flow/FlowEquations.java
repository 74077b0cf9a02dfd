package wickstream.flow;

import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;

/**
 * The flow equations of arXiv 2108.01403, eqs. 64–66, without units:
 *
 * <pre>
 *   k = m sinh s,  u2 = m² a,  u4 = m^{4−d} b/V_d,  u6 = m^{6−2d} c/V_d²,   m² = u2(0)
 *
 *   da/ds = −p b/w²                          w = sinh² s + a
 *   db/ds =  p (−c + 6 b²/w)/w²              p = sinh^{d+1} s · cosh s
 *   dc/ds =  p b (30 c − 90 b²/w)/w³
 * </pre>
 *
 * <p>In these variables the powers k^{4−d} and k^{6−2d} of the equations cancel against those in
 * ū2, ū4, ū6: what is left is p, which vanishes at k = 0 for every d, so that flows start at k = 0
 * itself. Near it s is proportional to k, far from it to log k: one step size serves all scales.
 */
final class FlowEquations implements FirstOrderDifferentialEquations {

  private final int dIn;

  FlowEquations(int dIn) {
    this.dIn = dIn;
  }

  @Override
  public int getDimension() {
    return 3;
  }

  @Override
  public void computeDerivatives(double s, double[] y, double[] yDot) {
    double x = StrictMath.sinh(s);
    double b = y[1];
    double c = y[2];
    double w = x * x + y[0];
    double square = b * b / w;
    double rate = StrictMath.pow(x, dIn + 1) * StrictMath.cosh(s) / (w * w);
    yDot[0] = -rate * b;
    yDot[1] = rate * (6 * square - c);
    yDot[2] = rate * b / w * (30 * c - 90 * square);
  }

  /**
   * b sinh^{d+2} s/w³, which is V_d ū4/(1+ū2)³: the rate at which the couplings grow with log k
   * where they diverge. There 1 + ū2 goes to zero as (k*−k)^α with α = 0.188 or 0.047, u4 diverges
   * as (k*−k)^{3α−1}, and this as α k/(k*−k). Infinite where 1 + ū2 is not above 0.
   */
  double growth(double s, double[] y) {
    double x = StrictMath.sinh(s);
    double w = x * x + y[0];
    return w > 0 ? StrictMath.pow(x, dIn + 2) * y[1] / (w * w * w) : Double.POSITIVE_INFINITY;
  }
}
