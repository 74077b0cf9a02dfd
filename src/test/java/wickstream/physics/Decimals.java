package wickstream.physics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Elementary functions to 120 digits: more than any cancellation between doubles takes. */
final class Decimals {
  static final MathContext DIGITS = new MathContext(120, RoundingMode.HALF_EVEN);
  static final BigDecimal PI = pi();

  private Decimals() {}

  static BigDecimal of(double x) {
    return new BigDecimal(x);
  }

  static BigDecimal times(BigDecimal a, BigDecimal b) {
    return a.multiply(b, DIGITS);
  }

  static BigDecimal over(BigDecimal a, BigDecimal b) {
    return a.divide(b, DIGITS);
  }

  static BigDecimal over(BigDecimal a, double b) {
    return a.divide(of(b), DIGITS);
  }

  static BigDecimal power(BigDecimal a, int n) {
    return a.pow(n, DIGITS);
  }

  static BigDecimal sqrt(BigDecimal a) {
    return a.sqrt(DIGITS);
  }

  /** eˣ by the series of x/2ᵏ, squared k times. */
  static BigDecimal exp(BigDecimal x) {
    int halvings = 0;
    BigDecimal small = x;
    while (small.abs().compareTo(new BigDecimal("1e-6")) > 0) {
      small = small.divide(BigDecimal.valueOf(2), new MathContext(150));
      halvings++;
    }
    MathContext more = new MathContext(150);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = term;
    for (int k = 1; k < 27; k++) {
      term = term.multiply(small, more).divide(BigDecimal.valueOf(k), more);
      sum = sum.add(term, more);
    }
    for (int k = 0; k < halvings; k++) {
      sum = sum.multiply(sum, more);
    }
    return sum.round(DIGITS);
  }

  /** The angle in (−π, π] of the direction (x, y). */
  static BigDecimal angle(BigDecimal x, BigDecimal y) {
    BigDecimal length = sqrt(times(x, x).add(times(y, y)));
    if (x.signum() < 0) {
      BigDecimal other = angle(x.negate(), y);
      return y.signum() < 0 ? PI.negate().subtract(other) : PI.subtract(other);
    }
    // tan(t/2) = y/(length + x), 20 times
    BigDecimal tangent = over(y, length.add(x));
    int halvings = 1;
    while (tangent.abs().compareTo(new BigDecimal("1e-6")) > 0) {
      BigDecimal root = sqrt(BigDecimal.ONE.add(times(tangent, tangent)));
      tangent = over(tangent, BigDecimal.ONE.add(root));
      halvings++;
    }
    BigDecimal square = times(tangent, tangent).negate();
    BigDecimal power = tangent;
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 1; k < 24; k += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS), DIGITS);
      power = times(power, square);
    }
    return times(sum, power(BigDecimal.valueOf(2), halvings));
  }

  /** Machin: 16 arctan(1/5) − 4 arctan(1/239). */
  private static BigDecimal pi() {
    return arctanOfInverse(5)
        .multiply(BigDecimal.valueOf(16))
        .subtract(arctanOfInverse(239).multiply(BigDecimal.valueOf(4)))
        .round(DIGITS);
  }

  private static BigDecimal arctanOfInverse(int n) {
    MathContext more = new MathContext(140);
    BigDecimal power = BigDecimal.ONE.divide(BigDecimal.valueOf(n), more);
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 1; k < 210; k += 2) {
      BigDecimal term = power.divide(BigDecimal.valueOf(k), more);
      sum = k % 4 == 1 ? sum.add(term) : sum.subtract(term);
      power = power.divide(BigDecimal.valueOf((long) n * n), more);
    }
    return sum;
  }
}
