package wickstream.physics;

import static wickstream.physics.Decimals.over;
import static wickstream.physics.Decimals.power;
import static wickstream.physics.Decimals.sqrt;
import static wickstream.physics.Decimals.times;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import wickstream.physics.exact.ExactCouplings;

/**
 * What {@link ExactCouplings} computes, to 120 digits and from the definitions alone: cumulants are
 * combined from moments, whatever cancels.
 */
final class DecimalOracle {
  private final Ensemble ensemble;
  private final InputPoints points;
  private final BigDecimal variance;
  private final BigDecimal slope;
  private final BigDecimal biasVariance;
  private final Map<List<Integer>, BigDecimal> known = new HashMap<>();
  private final Map<BigDecimal, BigDecimal> exponentials = new HashMap<>();

  /** For gauss and cos, and relu at d_in = 1. */
  DecimalOracle(Ensemble ensemble, InputPoints points) {
    this.ensemble = ensemble;
    this.points = points;
    this.variance = Decimals.of(ensemble.sigmaW()).pow(2);
    this.slope = over(variance, ensemble.dIn());
    this.biasVariance = Decimals.of(ensemble.sigmaB()).pow(2);
  }

  /**
   * What is left of 120 digits of the moments after they are subtracted, where nothing should be.
   */
  BigDecimal noise() {
    BigDecimal largest = known.values().stream().reduce(BigDecimal.ONE, BigDecimal::max);
    return times(largest.max(BigDecimal.ONE), power(variance.max(BigDecimal.ONE), 3))
        .movePointLeft(112);
  }

  /** N·G_c⁽⁴⁾. */
  BigDecimal connected4(int[] x) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int[][] pairs : WickPairings.of(4)) {
      BigDecimal product = times(moment(of(x, pairs[0])), moment(of(x, pairs[1])));
      sum = sum.add(moment(x)).subtract(product);
    }
    return times(sum, power(variance, 2));
  }

  /** N²·G_c⁽⁶⁾. */
  BigDecimal connected6(int[] x) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int[][] pairs : WickPairings.of(6)) {
      BigDecimal a = moment(of(x, pairs[0]));
      BigDecimal b = moment(of(x, pairs[1]));
      BigDecimal c = moment(of(x, pairs[2]));
      sum =
          sum.add(moment(x))
              .subtract(times(moment(of(x, pairs[0], pairs[1])), c))
              .subtract(times(moment(of(x, pairs[0], pairs[2])), b))
              .subtract(times(moment(of(x, pairs[1], pairs[2])), a))
              .add(times(times(a, b), c.multiply(BigDecimal.valueOf(2))));
    }
    return times(sum, power(variance, 3));
  }

  /** ⟨m4⟩ at width N. */
  BigDecimal m4(int width) {
    Multisets quads = Multisets.of(points.count(), 4);
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < quads.size(); k++) {
      int[] x = quads.indices(k);
      sum = sum.add(over(connected4(x), free(x)));
    }
    return over(over(sum, width), quads.size());
  }

  /** ⟨m6⟩ at width N. */
  BigDecimal m6(int width) {
    Multisets sextets = Multisets.of(points.count(), 6);
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < sextets.size(); k++) {
      int[] x = sextets.indices(k);
      BigDecimal deviation = over(connected6(x), (double) width * width);
      for (int[] s : Splits.PAIR_AND_QUAD) {
        BigDecimal kernel = kernel(x[s[0]], x[s[1]]);
        BigDecimal quad = connected4(new int[] {x[s[2]], x[s[3]], x[s[4]], x[s[5]]});
        deviation = deviation.add(over(times(kernel, quad), width));
      }
      sum = sum.add(over(deviation, free(x)));
    }
    return over(sum, sextets.size());
  }

  /** N⟨u4⟩ of gauss and cos. */
  BigDecimal u4() {
    Multisets quads = Multisets.of(points.count(), 4);
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < quads.size(); k++) {
      int[] x = quads.indices(k);
      sum = sum.subtract(over(connected4(x), integral(x)));
    }
    return over(sum, quads.size());
  }

  /** N²⟨u6⟩ of gauss and cos. */
  BigDecimal u6() {
    BigDecimal square = power(u4(), 2);
    Multisets sextets = Multisets.of(points.count(), 6);
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < sextets.size(); k++) {
      int[] x = sextets.indices(k);
      BigDecimal vertex = times(square, exchanges(x)).subtract(connected6(x));
      sum = sum.add(over(vertex, integral(x)));
    }
    return over(sum, sextets.size());
  }

  private BigDecimal kernel(int a, int b) {
    return biasVariance.add(times(variance, moment(new int[] {a, b})));
  }

  /** G0⁽ⁿ⁾. */
  private BigDecimal free(int[] x) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int[][] pairing : WickPairings.of(x.length)) {
      BigDecimal product = BigDecimal.ONE;
      for (int[] pair : pairing) {
        product = times(product, kernel(x[pair[0]], x[pair[1]]));
      }
      sum = sum.add(product);
    }
    return sum;
  }

  /** I_n = σ_W^{2n} (2π/(ns))^{d/2} exp( −(s/2)(Σ|x_i|² − |Σx_i|²/n) ). */
  private BigDecimal integral(int[] x) {
    BigDecimal spread = BigDecimal.ZERO;
    for (int k = 0; k < points.dIn(); k++) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int a : x) {
        sum = sum.add(coordinate(a, k));
        spread = spread.add(coordinate(a, k).pow(2));
      }
      spread = spread.subtract(over(sum.pow(2), x.length));
    }
    BigDecimal width = over(Decimals.PI, times(slope, Decimals.of(x.length / 2.0)));
    BigDecimal amplitude = times(power(variance, x.length), sqrt(power(width, points.dIn())));
    return times(amplitude, decay(spread));
  }

  /** Σ J over 10 splits, as an integral of the Gaussian of x and y by its matrix (4 −1; −1 4). */
  private BigDecimal exchanges(int[] x) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int[] split : Splits.TRIPLES) {
      BigDecimal spread = BigDecimal.ZERO;
      for (int k = 0; k < points.dIn(); k++) {
        BigDecimal a = BigDecimal.ZERO;
        BigDecimal b = BigDecimal.ZERO;
        for (int leg = 0; leg < 6; leg++) {
          BigDecimal at = coordinate(x[split[leg]], k);
          spread = spread.add(at.pow(2));
          a = leg < 3 ? a.add(at) : a;
          b = leg < 3 ? b : b.add(at);
        }
        BigDecimal four = BigDecimal.valueOf(4);
        BigDecimal form =
            four.multiply(a.pow(2).add(b.pow(2)))
                .add(a.multiply(b).multiply(BigDecimal.valueOf(2)));
        spread = spread.subtract(over(form, 15));
      }
      sum = sum.add(decay(spread));
    }
    BigDecimal volume = over(Decimals.PI.multiply(BigDecimal.valueOf(2)), slope);
    BigDecimal determinant = sqrt(power(BigDecimal.valueOf(15), points.dIn()));
    return over(times(times(power(variance, 7), power(volume, points.dIn())), sum), determinant);
  }

  private BigDecimal moment(int[] s) {
    List<Integer> key = Arrays.stream(s).sorted().boxed().toList();
    if (!known.containsKey(key)) {
      known.put(
          key,
          switch (ensemble.activation().family()) {
            case GAUSS -> ofGauss(s);
            case COS -> ofCos(s);
            case RECTIFIED -> ofRelu(s);
            case ERF, SIN, TANH, FORMULA -> throw new IllegalArgumentException("no closed form");
          });
    }
    return known.get(key);
  }

  /** exp( (k²/2 − k) σ_b² + s( |Σx|²/2 − Σ|x|² ) ). */
  private BigDecimal ofGauss(int[] s) {
    int[] ones = new int[s.length];
    Arrays.fill(ones, 1);
    BigDecimal squares = BigDecimal.ZERO;
    for (int a : s) {
      for (int k = 0; k < points.dIn(); k++) {
        squares = squares.add(coordinate(a, k).pow(2));
      }
    }
    BigDecimal ofPoints = squareOfSum(s, ones).multiply(new BigDecimal("0.5")).subtract(squares);
    double order = s.length;
    BigDecimal ofBias = biasVariance.multiply(Decimals.of(order * order / 2 - order));
    return exp(ofBias.add(slope.multiply(ofPoints)));
  }

  /** 2^{−k/2} Σ_{ε, Σε = 0} exp( −s|Σ ε x|²/2 ). */
  private BigDecimal ofCos(int[] s) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int bits = 0; bits < 1 << s.length; bits++) {
      if (2 * Integer.bitCount(bits) == s.length) {
        int plus = bits;
        int[] signs =
            IntStream.range(0, s.length).map(i -> (plus >> i & 1) == 1 ? 1 : -1).toArray();
        sum = sum.add(decay(squareOfSum(s, signs)));
      }
    }
    return over(sum, Math.pow(2, s.length / 2));
  }

  /**
   * With W0 x + b0 = r (a z + ā/z), z = e^{it} and a = (σ_b + iσ_W x)/2, the product of units is a
   * Laurent polynomial in z, to be integrated where all factors are positive: between the last of
   * their zeros e^{it} ∝ −(σ_W x + iσ_b) and the first of σ_W x + iσ_b.
   */
  private BigDecimal ofRelu(int[] s) {
    BigDecimal half = new BigDecimal("0.5");
    Complex first = null; // the least and the largest angle of σ_W x + iσ_b in [0, π]
    Complex last = null;
    Complex[] product = {new Complex(BigDecimal.ONE, BigDecimal.ZERO)};
    for (int a : s) {
      BigDecimal weight = Decimals.of(ensemble.sigmaW()).multiply(coordinate(a, 0));
      BigDecimal bias = Decimals.of(ensemble.sigmaB());
      Complex zero = new Complex(weight, bias).normalised();
      first = first == null || zero.re().compareTo(first.re()) > 0 ? zero : first;
      last = last == null || zero.re().compareTo(last.re()) < 0 ? zero : last;
      Complex factor = new Complex(bias.multiply(half), weight.multiply(half));
      Complex[] next = new Complex[product.length + 1];
      for (int i = 0; i < next.length; i++) {
        Complex up = i == 0 ? Complex.ZERO : product[i - 1].times(factor);
        Complex down = i == product.length ? Complex.ZERO : product[i].times(factor.conjugate());
        next[i] = up.plus(down);
      }
      product = next;
    }
    Complex from = last.times(new Complex(BigDecimal.ONE.negate(), BigDecimal.ZERO));
    Complex arc = first.times(from.conjugate());
    BigDecimal integral = times(product[s.length / 2].re(), Decimals.angle(arc.re(), arc.im()));
    for (int i = s.length / 2 + 1; i < product.length; i++) {
      int n = 2 * i - s.length; // c_n zⁿ and its conjugate: 2 Re ∫ c_n e^{int} dt
      Complex difference = first.power(n).plus(from.power(n).negated());
      integral = integral.add(over(product[i].times(difference).im(), n / 2.0));
    }
    double radial = s.length == 2 ? 2 : s.length == 4 ? 8 : 48;
    return over(times(integral, Decimals.of(radial / 2)), Decimals.PI);
  }

  private BigDecimal squareOfSum(int[] s, int[] signs) {
    BigDecimal square = BigDecimal.ZERO;
    for (int k = 0; k < points.dIn(); k++) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int i = 0; i < s.length; i++) {
        sum = sum.add(coordinate(s[i], k).multiply(BigDecimal.valueOf(signs[i])));
      }
      square = square.add(sum.pow(2));
    }
    return square;
  }

  /** exp(−s·square/2). */
  private BigDecimal decay(BigDecimal square) {
    return exp(times(slope, square).multiply(new BigDecimal("-0.5")));
  }

  private BigDecimal exp(BigDecimal x) {
    return exponentials.computeIfAbsent(x.stripTrailingZeros(), Decimals::exp);
  }

  private BigDecimal coordinate(int a, int k) {
    return Decimals.of(points.coordinate(a, k));
  }

  private static int[] of(int[] x, int[]... pairs) {
    return Arrays.stream(pairs).flatMapToInt(Arrays::stream).map(leg -> x[leg]).toArray();
  }

  private record Complex(BigDecimal re, BigDecimal im) {
    static final Complex ZERO = new Complex(BigDecimal.ZERO, BigDecimal.ZERO);

    Complex plus(Complex other) {
      return new Complex(re.add(other.re), im.add(other.im));
    }

    Complex negated() {
      return new Complex(re.negate(), im.negate());
    }

    Complex conjugate() {
      return new Complex(re, im.negate());
    }

    Complex times(Complex other) {
      return new Complex(
          Decimals.times(re, other.re).subtract(Decimals.times(im, other.im)),
          Decimals.times(re, other.im).add(Decimals.times(im, other.re)));
    }

    Complex power(int n) {
      Complex power = this;
      for (int k = 1; k < n; k++) {
        power = power.times(this);
      }
      return power;
    }

    Complex normalised() {
      BigDecimal length = sqrt(Decimals.times(re, re).add(Decimals.times(im, im)));
      return new Complex(over(re, length), over(im, length));
    }
  }
}
