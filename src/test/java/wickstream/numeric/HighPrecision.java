package wickstream.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Elementary functions to more than 45 digits, from their power series; the reference against which
 * {@link Elementary} is measured. Nothing here shares a method or a constant with it.
 */
final class HighPrecision {

  private static final MathContext WORKING = new MathContext(50);

  /** For pi and ln 2, of which large multiples are subtracted. */
  private static final MathContext CONSTANTS = new MathContext(110);

  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-52");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private static final BigDecimal LN2 = TWO.multiply(artanh(reciprocal(3), CONSTANTS));

  /** Machin: pi/4 = 4 arctan(1/5) - arctan(1/239). */
  private static final BigDecimal PI =
      BigDecimal.valueOf(16)
          .multiply(arctan(reciprocal(5)))
          .subtract(BigDecimal.valueOf(4).multiply(arctan(reciprocal(239))));

  private static final BigDecimal HALF_PI = PI.divide(TWO);
  private static final BigDecimal TWO_OVER_ROOT_PI = TWO.divide(PI.sqrt(WORKING), WORKING);

  private HighPrecision() {}

  static BigDecimal exp(double x) {
    return exp(new BigDecimal(x));
  }

  /** log x = k ln 2 + 2 artanh((m - 1) / (m + 1)) for x = 2<sup>k</sup> m. */
  static BigDecimal log(double x) {
    double scaled = x < Double.MIN_NORMAL ? x * 0x1p60 : x;
    int k = Math.getExponent(scaled);
    double m = Math.scalb(scaled, -k);
    if (m > 1.4) {
      m /= 2;
      k++;
    }
    BigDecimal significand = new BigDecimal(m);
    BigDecimal s =
        significand.subtract(BigDecimal.ONE).divide(significand.add(BigDecimal.ONE), WORKING);
    int exponent = x < Double.MIN_NORMAL ? k - 60 : k;
    return TWO.multiply(artanh(s, WORKING))
        .add(LN2.multiply(BigDecimal.valueOf(exponent)), WORKING);
  }

  static BigDecimal sin(double x) {
    return sinOfQuarterTurns(new BigDecimal(x), 0);
  }

  static BigDecimal cos(double x) {
    return sinOfQuarterTurns(new BigDecimal(x), 1);
  }

  /** erf x = 2/sqrt(pi) exp(-x^2) (x + 2 x^3 / 3 + 4 x^5 / 15 + ...), all terms of one sign. */
  static BigDecimal erf(double x) {
    BigDecimal argument = new BigDecimal(x).round(WORKING);
    BigDecimal square = new BigDecimal(x).pow(2).round(CONSTANTS);
    BigDecimal twiceSquare = square.multiply(TWO, WORKING);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int n = 1; term.compareTo(NEGLIGIBLE) > 0; n++) {
      term = term.multiply(twiceSquare, WORKING).divide(BigDecimal.valueOf(2L * n + 1), WORKING);
      sum = sum.add(term, WORKING);
    }
    return TWO_OVER_ROOT_PI
        .multiply(argument, WORKING)
        .multiply(sum, WORKING)
        .multiply(exp(square.negate()), WORKING);
  }

  /** The series at an angle that has been halved four times: tan(a/2) = t/(1 + sqrt(1 + t^2)). */
  static BigDecimal atan(double x) {
    if (Math.abs(x) > 1) {
      BigDecimal complement = halved(BigDecimal.ONE.divide(new BigDecimal(Math.abs(x)), CONSTANTS));
      BigDecimal angle = HALF_PI.subtract(complement);
      return x < 0 ? angle.negate() : angle;
    }
    return halved(new BigDecimal(x));
  }

  private static BigDecimal halved(BigDecimal tangent) {
    BigDecimal t = tangent;
    for (int k = 0; k < 4; k++) {
      BigDecimal secant = BigDecimal.ONE.add(t.multiply(t, CONSTANTS)).sqrt(CONSTANTS);
      t = t.divide(BigDecimal.ONE.add(secant), CONSTANTS);
    }
    return arctan(t.round(WORKING)).multiply(BigDecimal.valueOf(16));
  }

  /** sinh x / cosh x: of the power series below 1, of exponentials above. */
  static BigDecimal tanh(double x) {
    BigDecimal argument = new BigDecimal(x);
    if (Math.abs(x) < 1) {
      BigDecimal square = argument.pow(2).round(CONSTANTS);
      BigDecimal sinh = positive(argument.round(CONSTANTS), square, 1);
      return sinh.divide(positive(BigDecimal.ONE, square, 0), WORKING);
    }
    BigDecimal shrunk = exp(argument.abs().multiply(TWO).negate());
    BigDecimal size = BigDecimal.ONE.subtract(shrunk).divide(BigDecimal.ONE.add(shrunk), WORKING);
    return x < 0 ? size.negate() : size;
  }

  /** first + first q / ((k+1)(k+2)) + ..., the series of sinh (x, 1) and cosh (1, 0). */
  private static BigDecimal positive(BigDecimal first, BigDecimal q, int power) {
    BigDecimal negligible = first.abs().multiply(NEGLIGIBLE);
    BigDecimal term = first;
    BigDecimal sum = first;
    for (int k = power + 1; term.abs().compareTo(negligible) > 0; k += 2) {
      term = term.multiply(q, WORKING).divide(BigDecimal.valueOf(k * (k + 1L)), WORKING);
      sum = sum.add(term, WORKING);
    }
    return sum;
  }

  /** |computed - exact| in units of the spacing of doubles at the exact value. */
  static double errorInUlps(double computed, BigDecimal exact) {
    double nearest = Math.abs(exact.doubleValue());
    boolean above = new BigDecimal(nearest).compareTo(exact.abs()) > 0;
    double ulp = Math.ulp(above ? Math.nextDown(nearest) : nearest);
    BigDecimal error = new BigDecimal(computed).subtract(exact).abs();
    return error.divide(new BigDecimal(ulp), MathContext.DECIMAL64).doubleValue();
  }

  /** The series at a 256th of the reduced argument, then eight squarings. */
  private static BigDecimal exp(BigDecimal x) {
    int n = x.divide(LN2, WORKING).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
    BigDecimal reduced = x.subtract(LN2.multiply(BigDecimal.valueOf(n)));
    BigDecimal small = reduced.divide(BigDecimal.valueOf(256), WORKING);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int k = 1; term.abs().compareTo(NEGLIGIBLE) > 0; k++) {
      term = term.multiply(small, WORKING).divide(BigDecimal.valueOf(k), WORKING);
      sum = sum.add(term, WORKING);
    }
    for (int squaring = 0; squaring < 8; squaring++) {
      sum = sum.multiply(sum, WORKING);
    }
    return sum.multiply(TWO.pow(n, WORKING), WORKING);
  }

  private static BigDecimal sinOfQuarterTurns(BigDecimal x, int quarterTurns) {
    int n = x.divide(HALF_PI, WORKING).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
    BigDecimal r = x.subtract(HALF_PI.multiply(BigDecimal.valueOf(n))).round(WORKING);
    int quadrant = Math.floorMod(n + quarterTurns, 4);
    BigDecimal value = quadrant % 2 == 0 ? alternating(r, r, 1) : alternating(BigDecimal.ONE, r, 0);
    return quadrant < 2 ? value : value.negate();
  }

  /** first - first r^2 / ((k+1)(k+2)) + ..., the series of sine (r, 1) and cosine (1, 0). */
  private static BigDecimal alternating(BigDecimal first, BigDecimal r, int power) {
    BigDecimal square = r.multiply(r, WORKING);
    BigDecimal negligible = first.abs().multiply(NEGLIGIBLE);
    BigDecimal term = first;
    BigDecimal sum = first;
    for (int k = power + 1; term.abs().compareTo(negligible) > 0; k += 2) {
      term = term.multiply(square, WORKING).divide(BigDecimal.valueOf(-k * (k + 1L)), WORKING);
      sum = sum.add(term, WORKING);
    }
    return sum;
  }

  private static BigDecimal artanh(BigDecimal s, MathContext context) {
    return oddSeries(s, s.multiply(s, context), context);
  }

  private static BigDecimal arctan(BigDecimal s) {
    return oddSeries(s, s.multiply(s, CONSTANTS).negate(), CONSTANTS);
  }

  /** s + s q / 3 + s q^2 / 5 + ... */
  private static BigDecimal oddSeries(BigDecimal s, BigDecimal q, MathContext context) {
    BigDecimal negligible = s.abs().movePointLeft(context.getPrecision() + 2);
    BigDecimal power = s;
    BigDecimal sum = s;
    for (int k = 3; power.abs().compareTo(negligible) > 0; k += 2) {
      power = power.multiply(q, context);
      sum = sum.add(power.divide(BigDecimal.valueOf(k), context), context);
    }
    return sum;
  }

  private static BigDecimal reciprocal(int n) {
    return BigDecimal.ONE.divide(BigDecimal.valueOf(n), CONSTANTS);
  }
}
