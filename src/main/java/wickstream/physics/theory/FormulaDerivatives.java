package wickstream.physics.theory;

import wickstream.formula.Formula;
import wickstream.numeric.PolarRule;
import wickstream.physics.PolarMeans;

/**
 * {@link PairDerivatives} of any formula g without a jump at 0, by quadrature of its first two
 * derivatives. With J the jump of g′ at 0, Stein's identity E[u F] = s E[∂_u F] + c E[∂_v F] and
 * ∂m/∂s = ½ E[g″(u) g(v)], ∂m/∂c = E[g′(u) g′(v)]
 *
 * <pre>
 *   m_c = E[g′g′]                       m_s  = (E[u g′ g] − c m_c)/2s
 *   m_cc = E[g″g″]                      m_cs = (E[u g″ g′] − c m_cc)/2s,   m_st = m_cc/4
 *   m_ss = ( (E[u² g″ g] − c E[u g″ g′])/s − 2 m_s − 2c m_cs )/4s
 * </pre>
 *
 * <p>with u in the first factor, v in the second, and g″ = J δ + g″ elsewhere, so that with p_u and
 * p the densities of u and of both
 *
 * <pre>
 *   E[g″g″] = E[g″g″]_elsewhere + J ( p_u(0) E[g″(v)|u=0] + p_v(0) E[g″(u)|v=0] ) + J² p(0, 0)
 * </pre>
 *
 * <p>and u g″ has no part at 0. No number is divided by what is small for points close together,
 * but for the last density. Where u = v, m is a function of s alone, m″ = (E[u²h″] − E[u h′])/4s²
 * with h = g², and stands in the place of m_ss.
 */
final class FormulaDerivatives {
  /** See {@link PairDerivatives}. */
  private static final double LEAST_SINE = 1e-4;

  /** The largest slope next to 0 that is taken for one. */
  private static final double STEEPEST = 1e8;

  private final PolarMeans[] derivatives;
  private final double kink;
  private final double s;
  private final double c;
  private final double t;
  private final double gram;

  private FormulaDerivatives(Formula formula, double s, double c, double t, double gram) {
    Formula[] all = formula.withDerivatives(2);
    this.derivatives = new PolarMeans[all.length];
    for (int k = 0; k < all.length; k++) {
      derivatives[k] = new PolarMeans(all[k]);
    }
    boolean isSmooth = all[0].jump() == 0 && Math.abs(all[1].at(Double.MIN_NORMAL)) < STEEPEST;
    this.kink = isSmooth ? all[1].jump() : Double.NaN;
    this.s = s;
    this.c = c;
    this.t = t;
    this.gram = gram;
  }

  /** The derivatives; NaN for a formula with a jump or infinite slope at 0. */
  static PairDerivatives of(Formula formula, double s, double c, double t) {
    double gram = PairDerivatives.gram(s, c, t);
    FormulaDerivatives of = new FormulaDerivatives(formula, s, c, t, gram);
    return s == t && gram == 0 && c > 0 ? of.ofOne() : of.ofTwo();
  }

  private PairDerivatives ofTwo() {
    double reach = reach(Math.sqrt(Math.max(s, t)));
    double angle = StrictMath.atan2(Math.sqrt(gram), c);
    double[] norms = {Math.sqrt(s), Math.sqrt(t)};
    PolarRule rule = PolarRule.of(norms, new double[] {0, angle}, reach, PolarMeans.NODES);
    double[] u = rule.numbers(norms[0], 0);
    double[] v = rule.numbers(norms[1], angle);
    double[][] ofU = values(rule, norms[0], 0);
    double[][] ofV = values(rule, norms[1], angle);
    double mc = mean(rule, ofU[1], ofV[1]);
    double ms = (mean(rule, u, ofU[1], ofV[0]) - c * mc) / (2 * s);
    double mt = (mean(rule, v, ofV[1], ofU[0]) - c * mc) / (2 * t);
    double mcc = mean(rule, ofU[2], ofV[2]) + atKinks();
    double du = mean(rule, u, ofU[2], ofV[1]);
    double dv = mean(rule, v, ofV[2], ofU[1]);
    double mcs = (du - c * mcc) / (2 * s);
    double mct = (dv - c * mcc) / (2 * t);
    double eu = mean(rule, u, u, ofU[2], ofV[0]);
    double ev = mean(rule, v, v, ofV[2], ofU[0]);
    double mss = ((eu - c * du) / s - 2 * ms - 2 * c * mcs) / (4 * s);
    double mtt = ((ev - c * dv) / t - 2 * mt - 2 * c * mct) / (4 * t);
    double[][] second = {{mss, mcs, mcc / 4}, {mcs, mcc, mct}, {mcc / 4, mct, mtt}};
    return new PairDerivatives(new double[] {ms, mc, mt}, second);
  }

  private PairDerivatives ofOne() {
    double norm = Math.sqrt(s);
    double[] norms = {norm};
    PolarRule rule = PolarRule.of(norms, new double[1], reach(norm), PolarMeans.NODES);
    double[] u = rule.numbers(norm, 0);
    double[][] g = values(rule, norm, 0);
    double mc = mean(rule, g[1], g[1]) + (Double.isNaN(kink) ? kink : 0);
    double slope = mean(rule, u, g[1], g[0]);
    double ms = (slope - s * mc) / (2 * s);
    double curvature = 2 * mean(rule, u, u, g[1], g[1]) + 2 * mean(rule, u, u, g[0], g[2]);
    double[][] second = new double[3][3];
    second[0][0] = (curvature - 2 * slope) / (4 * s * s);
    return new PairDerivatives(new double[] {ms, mc, ms}, second);
  }

  /** What the kink adds to m_cc. */
  private double atKinks() {
    if (kink == 0) {
      return 0;
    }
    double density = gram > 0 ? 1 / (2 * Math.PI * Math.sqrt(gram)) : 0;
    boolean isCurved = Math.sqrt(gram) > LEAST_SINE * Math.sqrt(s * t);
    double ofBoth = isCurved ? density : 0;
    double one = expectedCurvature(Math.sqrt(gram / s)) / Math.sqrt(2 * Math.PI * s);
    double other = expectedCurvature(Math.sqrt(gram / t)) / Math.sqrt(2 * Math.PI * t);
    return kink * (one + other + kink * ofBoth);
  }

  /** E[g″(v) | u = 0]. */
  private double expectedCurvature(double deviation) {
    double[] norms = {deviation};
    PolarRule rule = PolarRule.of(norms, new double[1], reach(deviation), PolarMeans.NODES);
    return rule.mean(derivatives[2].values(rule, deviation, 0));
  }

  private double reach(double norm) {
    double reach = 0;
    for (PolarMeans of : derivatives) {
      reach = Math.max(reach, of.reach(norm, 2));
    }
    return reach;
  }

  private double[][] values(PolarRule rule, double norm, double direction) {
    double[][] values = new double[derivatives.length][];
    for (int k = 0; k < values.length; k++) {
      values[k] = derivatives[k].values(rule, norm, direction);
    }
    return values;
  }

  private static double mean(PolarRule rule, double[]... factors) {
    double[] product = factors[0].clone();
    for (int f = 1; f < factors.length; f++) {
      for (int k = 0; k < product.length; k++) {
        product[k] *= factors[f][k];
      }
    }
    return rule.mean(product);
  }
}
