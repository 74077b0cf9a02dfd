package wickstream.physics;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import wickstream.numeric.DifferenceOfProducts;
import wickstream.physics.Activation.Family;

/**
 * The covariance of the outputs of an ensemble, K(x, y) = σ_b² + K_W(x, y), exact at every width
 * for one hidden layer (arXiv 2212.11811, section 2) and in the limit N → ∞ for more. With s =
 * σ_W²/d and c_xy = σ_b² + s x·y,
 *
 * <pre>
 *   gauss  K_W = σ_W² exp(−s|x−y|²/2), and so for cos
 *   cos    K_W = σ_W² exp(−σ_W|x−y|) with Cauchy frequencies
 *   erf    K_W = σ_W² (2/π) arcsin( 2c_xy / √((1+2c_xx)(1+2c_yy)) )
 *   tanh   K_W = σ_W² times a mixture of such arcsines, see {@link ErrorFunctionMixture}
 *   relu   K_W = (σ_W²/2π) √(c_xx c_yy) (sin θ + (π−θ) cos θ),  cos θ = c_xy/√(c_xx c_yy)
 *   s z below 0   K_W = σ_W² s c_xy + (1−s)² times that of relu
 *   sin    K_W = σ_W² exp(−(c_xx + c_yy)/2) sinh c_xy
 *   formulas by quadrature, see {@link PolarMeans}
 * </pre>
 *
 * <p>The arcsin and θ are taken from the Gram determinant c_xx c_yy − c_xy² = σ_b² s|x−y|² +
 * s²(|x|²|y|² − (x·y)²), a sum of squares: no cosine near ±1 is ever inverted, none has to be
 * clamped, and the relative error stays that of the inputs.
 *
 * <p>Of several hidden layers, each further one takes the covariance c^{l+1} = σ_b² + K_W^l of what
 * goes into it to K_W^{l+1} by the same formula (Lee et al., arXiv 1711.00165, eq. 5).
 */
public final class Kernel {
  private static final double SERIES_BELOW = 0.5;

  /** Of sums over the nodes of a quadrature. */
  private static final double FORMULA_ULPS = 64;

  /** What c_xx c_yy − c_xy² may have lost in {@link #uncertainty}. */
  private static final double ULPS_LOST = 4;

  private final Activation activation;
  private final int dIn;
  private final int depth;
  private final double variance;
  private final double biasVariance;
  private final double slope;
  private final Optional<PolarMeans> means;
  private final boolean isExponential;

  private final Ensemble ensemble;
  private final int nodes;

  private Kernel(Ensemble ensemble, int nodes) {
    this.ensemble = ensemble;
    this.nodes = nodes;
    this.activation = ensemble.activation();
    this.dIn = ensemble.dIn();
    this.depth = ensemble.depth();
    this.variance = ensemble.sigmaW() * ensemble.sigmaW();
    this.biasVariance = ensemble.sigmaB() * ensemble.sigmaB();
    this.slope = variance / ensemble.dIn();
    this.means =
        activation.family() == Family.FORMULA
            ? activation.formula().map(PolarMeans::new)
            : Optional.empty();
    this.isExponential = ensemble.hasExponentialKernel();
  }

  /** The kernel of an ensemble. */
  public static Kernel of(Ensemble ensemble) {
    return new Kernel(ensemble, PolarMeans.NODES);
  }

  /**
   * K_W(x, y) = σ_W² E[h(x) h(y)] for two points of as many coordinates each; others up to d_in are
   * 0.
   */
  public double weightPart(double[] x, double[] y) {
    return weightPart(x, y, 0);
  }

  /** The same if so many units in the last place were lost of each c_xx c_yy − c_xy². */
  private double weightPart(double[] x, double[] y, double ulpsLost) {
    double xx = 0;
    double yy = 0;
    double xy = 0;
    double distance2 = 0;
    double wedge2 = 0;
    for (int k = 0; k < x.length; k++) {
      xx = Math.fma(x[k], x[k], xx);
      yy = Math.fma(y[k], y[k], yy);
      xy = Math.fma(x[k], y[k], xy);
      distance2 = Math.fma(x[k] - y[k], x[k] - y[k], distance2);
      for (int l = 0; l < k; l++) {
        double minor = minor(x[k], x[l], y[k], y[l]);
        wedge2 = Math.fma(minor, minor, wedge2);
      }
    }
    return fromInvariants(xx, yy, xy, distance2, wedge2, ulpsLost);
  }

  /**
   * K_W(x, y) with a bound on its rounding error, for one hidden layer and for relu and its like.
   * An exponent t costs t times its own error. The arcsines are concave functions of c_xy, odd and
   * increasing, so that an error of c_xy, which two terms of opposite signs may nearly cancel in,
   * changes them by at most their values at that error; relu's kernel keeps its digits where c_xy
   * loses them, for then √(c_xx c_yy) sin θ is larger, and of several layers each adds as much,
   * because no correlation is negative after the first.
   */
  public Ball bounded(double[] x, double[] y) {
    return bounded(x, y, variance(x), variance(y));
  }

  /**
   * K_W(x, x) where a bound takes it, which many pairs of points may share; else NaN.
   *
   * @see #bounded(double[], double[], double, double)
   */
  public double variance(double[] x) {
    boolean isTaken =
        switch (activation.family()) {
          case FORMULA -> true;
          case RECTIFIED -> activation.negativeSlope() != 0;
          case GAUSS, COS, ERF, TANH, SIN -> false;
        };
    return isTaken ? weightPart(x, x) : Double.NaN;
  }

  /**
   * The same from the {@link #variance}s of both points.
   *
   * @param ofX that of x
   * @param ofY that of y
   */
  public Ball bounded(double[] x, double[] y, double ofX, double ofY) {
    double value = weightPart(x, y);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    double distance2 = 0;
    for (int k = 0; k < x.length; k++) {
      xx += x[k] * x[k];
      yy += y[k] * y[k];
      xy += Math.abs(x[k] * y[k]);
      distance2 += (x[k] - y[k]) * (x[k] - y[k]);
    }
    double ulp = Ball.ULP * (x.length + 4); // of sums over coordinates
    return switch (activation.family()) {
      case GAUSS, COS ->
          new Ball(value, value * (StrictMath.expm1(decay(distance2) * ulp) + 4 * Ball.ULP))
              .widened(variance * Double.MIN_VALUE); // where the exponential underflows
      case RECTIFIED -> {
        double size = // of terms, which cancel where one side of 0 is −1 times the other
            activation.negativeSlope() == 0 ? value : Math.abs(value) + 4 * Math.sqrt(ofX * ofY);
        yield new Ball(value, 8 * depth * ulp * size)
            .widened(biasVariance == 0 ? 0 : Double.MIN_VALUE);
      }
      case SIN -> {
        double exponent = Math.fma(slope, Math.max(xx, yy), biasVariance);
        double size = variance * StrictMath.exp(-slope * distance2 / 2);
        yield new Ball(value, 4 * ulp * (1 + exponent) * size).widened(variance * Double.MIN_VALUE);
      }
      case FORMULA -> {
        double size = Math.sqrt(ofX * ofY);
        double finer = new Kernel(ensemble, PolarMeans.MORE_NODES).weightPart(x, y);
        yield new Ball(value, Math.abs(value - finer) + FORMULA_ULPS * ulp * size);
      }
      case ERF, TANH -> {
        double lost = ulp * Math.fma(slope, xy, biasVariance);
        double cxx = Math.fma(slope, xx, biasVariance);
        double cyy = Math.fma(slope, yy, biasVariance);
        yield new Ball(value, 2 * ulp * Math.abs(value) + layer(cxx, cyy, cxx + cyy, lost, 0));
      }
    };
  }

  /** K(x, y) = σ_b² + K_W(x, y). */
  public double full(double[] x, double[] y) {
    return biasVariance + weightPart(x, y);
  }

  /** K of all pairs of points, with bounds; those are for one hidden layer, and for relu. */
  public PairTable bounded(InputPoints points) {
    return bounded(points, biasVariance == 0 ? Ball.ZERO : Ball.rounded(biasVariance, 1));
  }

  /** K_W likewise. */
  public PairTable boundedWeightPart(InputPoints points) {
    return bounded(points, Ball.ZERO);
  }

  private PairTable bounded(InputPoints points, Ball ofBias) {
    points.requireDimension(dIn);
    Multisets multisets = Multisets.of(points.count(), 2);
    Ball[] pairs = new Ball[multisets.size()];
    for (int k = 0; k < pairs.length; k++) {
      int[] ab = multisets.indices(k);
      pairs[k] = ofBias.plus(bounded(points.point(ab[0]), points.point(ab[1])));
    }
    return new PairTable(pairs, points.count());
  }

  /**
   * How uncertain K_W(x, y) of several hidden layers is, relative to √(K_W(x, x) K_W(y, y)): what
   * cancels in c_xx c_yy − c_xy² of points close together is lost to the angle between them, which
   * saturated layers enlarge. 0 for one layer and for relu and its like, whose kernel has no term
   * linear in it; of formulas what a finer quadrature changes.
   */
  public double uncertainty(double[] x, double[] y) {
    if (depth == 1 && activation.family() == Family.FORMULA) {
      return bounded(x, y).error() / Math.sqrt(weightPart(x, x) * weightPart(y, y));
    }
    if (depth == 1 || activation.family() == Family.RECTIFIED) {
      return 0;
    }
    double spread = weightPart(x, y, -ULPS_LOST) - weightPart(x, y, ULPS_LOST);
    return spread / Math.sqrt(weightPart(x, x) * weightPart(y, y));
  }

  /** K for all pairs of points, repeats included, in the order of {@link Multisets}. */
  public double[] pairs(InputPoints points) {
    points.requireDimension(dIn);
    return ofPairs(points, this::full);
  }

  /** K_W likewise; points may have fewer coordinates than d_in. */
  public double[] weightPairs(InputPoints points) {
    return ofPairs(points, this::weightPart);
  }

  private static double[] ofPairs(
      InputPoints points, ToDoubleBiFunction<double[], double[]> function) {
    Multisets multisets = Multisets.of(points.count(), 2);
    double[] pairs = new double[multisets.size()];
    for (int k = 0; k < pairs.length; k++) {
      int[] ab = multisets.indices(k);
      pairs[k] = function.applyAsDouble(points.point(ab[0]), points.point(ab[1]));
    }
    return pairs;
  }

  /**
   * K_W of a further hidden layer, for all pairs.
   *
   * @param covariances of what goes into a unit of it
   * @param multisets the pairs
   */
  public double[] ofLayer(double[] covariances, Multisets multisets) {
    double[] pairs = new double[covariances.length];
    for (int k = 0; k < pairs.length; k++) {
      int[] of = multisets.pairsWithin(k);
      pairs[k] = ofLayer(covariances[of[0]], covariances[of[2]], covariances[k]);
    }
    return pairs;
  }

  /** Whether it is that of a formula, by quadrature. */
  public boolean isOfFormula() {
    return means.isPresent();
  }

  /**
   * K_W of all pairs of many points at d_in = 1, of a formula and one hidden layer, at less cost
   * than one by one and to some 1e-10 of its size.
   */
  public double[][] weightParts(double[] xs) {
    double[] norms = new double[xs.length];
    double[] directions = new double[xs.length];
    for (int i = 0; i < xs.length; i++) {
      double weight = ensemble.sigmaW() * xs[i];
      norms[i] = Math.hypot(weight, ensemble.sigmaB());
      directions[i] = StrictMath.atan2(ensemble.sigmaB(), weight);
    }
    double[][] parts = means.orElseThrow().products(norms, directions);
    for (double[] row : parts) {
      Arrays.setAll(row, j -> variance * row[j]);
    }
    return parts;
  }

  /** K_W(x, y) for d_in = 1, without arrays: the integrand of quadratures. */
  public double weightPart(double x, double y) {
    return fromInvariants(x * x, y * y, x * y, (x - y) * (x - y), 0, 0);
  }

  /** The same from the {@link #variances} of x and of y, which many pairs of points share. */
  public double weightPart(double x, double y, double[] ofX, double[] ofY) {
    return further(ofX, ofY, first(x * x, y * y, x * y, (x - y) * (x - y), 0), 0);
  }

  /** From |x|², |y|², x·y, |x−y|² and |x|²|y|² − (x·y)². */
  private double fromInvariants(
      double xx, double yy, double xy, double distance2, double wedge2, double ulpsLost) {
    if (activation.hasGaussianKernel()) {
      return variance * StrictMath.exp(-decay(distance2));
    }
    double cxx = Math.fma(slope, xx, biasVariance);
    double cyy = Math.fma(slope, yy, biasVariance);
    double first = first(xx, yy, xy, distance2, wedge2);
    return depth == 1 ? first : further(layersFrom(cxx), layersFrom(cyy), first, ulpsLost);
  }

  /** −log(K_W/σ_W²) of a kernel of the distance alone. */
  private double decay(double distance2) {
    return isExponential ? Math.sqrt(variance * distance2) : slope * distance2 / 2;
  }

  /** K_W of the first hidden layer. */
  private double first(double xx, double yy, double xy, double distance2, double wedge2) {
    double c = Math.fma(slope, xy, biasVariance);
    double gram = slope * Math.fma(biasVariance, distance2, slope * wedge2);
    double cxx = Math.fma(slope, xx, biasVariance);
    double cyy = Math.fma(slope, yy, biasVariance);
    return layer(cxx, cyy, Math.fma(slope, xx + yy, 2 * biasVariance), c, gram);
  }

  /**
   * K_W(x, x) of all hidden layers but the last, for d_in = 1: what K_W(x, y) of deep networks
   * takes of each point alone.
   */
  public double[] variances(double x) {
    return layersFrom(Math.fma(slope, x * x, biasVariance));
  }

  private double[] layersFrom(double first) {
    double[] variances = new double[depth - 1];
    double c = first;
    for (int l = 0; l < variances.length; l++) {
      variances[l] = layer(c);
      c = biasVariance + variances[l];
    }
    return variances;
  }

  /** From K_W(x, y) of the first hidden layer, and the variances of all, to that of the last. */
  private double further(double[] xx, double[] yy, double firstXy, double ulpsLost) {
    double xy = firstXy;
    for (int l = 0; l < depth - 1; l++) {
      xy = ofLayer(biasVariance + xx[l], biasVariance + yy[l], biasVariance + xy, ulpsLost);
    }
    return xy;
  }

  /**
   * K_W of a further hidden layer.
   *
   * @param cxx the variance of what goes into a unit of it at x
   * @param cyy at y
   * @param cxy their covariance
   */
  public double ofLayer(double cxx, double cyy, double cxy) {
    return ofLayer(cxx, cyy, cxy, 0);
  }

  private double ofLayer(double cxx, double cyy, double cxy, double ulpsLost) {
    // What cancels here is lost to θ², in which K_W of relu has no linear term; of others see
    // uncertainty.
    double lost = ulpsLost * Ball.ULP * cxx * cyy;
    double gram = Math.max(0, DifferenceOfProducts.of(cxx, cyy, cxy, cxy) + lost);
    return layer(cxx, cyy, cxx + cyy, cxy, gram);
  }

  /** σ_W² E[g(u)²] with u of this variance. */
  private double layer(double c) {
    return layer(c, c, 2 * c, c, 0);
  }

  /** σ_W² E[g(u) g(v)] from c_uu, c_vv, their sum, c_uv and c_uu c_vv − c_uv². */
  private double layer(double cuu, double cvv, double sum, double c, double gram) {
    return switch (activation.family()) {
      case GAUSS, COS -> throw new AssertionError("a function of the distance alone");
      case ERF -> variance * arcsine(c, sum, gram);
      case TANH -> variance * ErrorFunctionMixture.TANH.covariance(cuu, cvv, c, gram);
      case RECTIFIED -> {
        double s = activation.negativeSlope();
        double ofRelu = arcCosine(c, Math.sqrt(gram));
        yield variance * s * c + variance * ((1 - s) * (1 - s)) / (2 * Math.PI) * ofRelu;
      }
      case SIN -> {
        double closer = StrictMath.exp(-(sum - 2 * Math.abs(c)) / 2);
        yield variance * Math.copySign(closer * -StrictMath.expm1(-2 * Math.abs(c)) / 2, c);
      }
      case FORMULA -> variance * means.orElseThrow().product(cuu, cvv, c, gram, nodes);
    };
  }

  /** (2/π) arcsin(2c/√((1+2c_xx)(1+2c_yy))), the arcsin as an angle of a right triangle. */
  private static double arcsine(double c, double sumOfVariances, double gram) {
    double adjacent = Math.sqrt(1 + 2 * sumOfVariances + 4 * gram);
    return 2 / Math.PI * StrictMath.atan2(2 * c, adjacent);
  }

  /** √(c_xx c_yy)(sin θ + (π−θ) cos θ) from c = c_xy and cross = √(c_xx c_yy) sin θ. */
  private static double arcCosine(double c, double cross) {
    if (c >= 0) {
      return cross + (Math.PI - StrictMath.atan2(cross, c)) * c;
    }
    return -c * tangentMinusAngle(cross / -c);
  }

  /** t − arctan t for t ≥ 0, without cancellation. */
  private static double tangentMinusAngle(double t) {
    if (t >= SERIES_BELOW) {
      return t - StrictMath.atan(t);
    }
    double square = -t * t;
    double power = t * -square;
    double sum = power / 3;
    for (int k = 5; Math.abs(power) > 0x1p-60 * sum; k += 2) {
      power *= square;
      sum += power / k;
    }
    return sum;
  }

  /** x_k y_l − x_l y_k, the same but for the sign when x and y change places. */
  private static double minor(double xk, double xl, double yk, double yl) {
    return (DifferenceOfProducts.of(xk, yl, xl, yk) - DifferenceOfProducts.of(yk, xl, yl, xk)) / 2;
  }
}
