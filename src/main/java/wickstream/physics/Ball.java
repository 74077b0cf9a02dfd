package wickstream.physics;

/**
 * A computed number with a bound on its distance from the true one, carried through every operation
 * with the rounding of that operation: ball arithmetic (van der Hoeven, 2009; Johansson, IEEE
 * Trans. Comput. 66, 2017), in doubles. What cancels is counted: the difference of two numbers near
 * each other keeps the sum of their bounds.
 *
 * @param value what was computed
 * @param error the largest possible |value − true value|; infinite where nothing is known
 */
public record Ball(double value, double error) {
  public static final Ball ZERO = new Ball(0, 0);

  /** The relative distance of 1 to the next double. */
  public static final double ULP = 0x1p-52;

  /** Makes up for the rounding of the bounds themselves. */
  private static final double OUTWARD = 1 + 0x1p-48;

  public Ball {
    error = Double.isFinite(value) && error >= 0 ? error : Double.POSITIVE_INFINITY;
  }

  /** A number that is what it is: an input. */
  public static Ball exact(double value) {
    return new Ball(value, 0);
  }

  /** A number right to so many units in its last place. */
  public static Ball rounded(double value, double ulps) {
    return new Ball(value, ulps * Math.ulp(value));
  }

  /** The sum of inputs as if in twice the precision (Ogita, Rump and Oishi, 2005). */
  public static Ball sum(double... terms) {
    double sum = 0;
    double lost = 0;
    double magnitude = 0;
    boolean isExact = true;
    for (double term : terms) {
      double next = sum + term;
      double back = next - sum;
      double rest = (sum - (next - back)) + (term - back);
      isExact &= rest == 0;
      lost += rest;
      magnitude += Math.abs(term);
      sum = next;
    }
    double value = sum + lost;
    double ofLost = terms.length * terms.length * ULP * ULP * magnitude;
    return new Ball(value, isExact ? 0 : Math.ulp(value) + ofLost);
  }

  /** The mean of at least one number. */
  public static Ball mean(Ball[] numbers) {
    Ball sum = ZERO;
    for (Ball number : numbers) {
      sum = sum.plus(number);
    }
    return sum.over(exact(numbers.length));
  }

  /** The values alone. */
  public static double[] values(Ball[] numbers) {
    double[] values = new double[numbers.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = numbers[k].value;
    }
    return values;
  }

  /** Whether a value and a bound are known. */
  public boolean isFinite() {
    return Double.isFinite(error);
  }

  /** error/|value|; 0 for a number that is exactly 0. */
  public double relativeError() {
    return error == 0 ? 0 : error / Math.abs(value);
  }

  /** The better known of two computations of the same number. */
  public Ball orBetter(Ball other) {
    return other.error < error ? other : this;
  }

  /** The same number less well known. */
  public Ball widened(double by) {
    return new Ball(value, error + by);
  }

  public Ball negated() {
    return new Ball(-value, error);
  }

  public Ball plus(Ball other) {
    if (other.isZero()) {
      return this;
    }
    if (isZero()) {
      return other;
    }
    return roundedTo(value + other.value, error + other.error);
  }

  public Ball minus(Ball other) {
    return plus(other.negated());
  }

  public Ball times(Ball other) {
    if (isZero() || other.isZero()) {
      return ZERO;
    }
    return roundedTo(
        value * other.value,
        Math.abs(value) * other.error + Math.abs(other.value) * error + error * other.error);
  }

  /** Times a power of two, of either sign, which rounds nothing. */
  public Ball scaled(double powerOfTwo) {
    return new Ball(value * powerOfTwo, error * Math.abs(powerOfTwo));
  }

  /** Divided by another; of unknown error where that might be zero. */
  public Ball over(Ball other) {
    double divisor = Math.abs(other.value) - other.error;
    double quotient = value / other.value;
    if (!(divisor > 0)) {
      return new Ball(quotient, Double.POSITIVE_INFINITY);
    }
    return isZero()
        ? ZERO
        : roundedTo(quotient, (error + Math.abs(quotient) * other.error) / divisor);
  }

  public Ball square() {
    return times(this);
  }

  /** √x of a number above 0; of unknown error where it might not be. */
  public Ball sqrt() {
    double root = Math.sqrt(value);
    double least = value - error;
    return roundedTo(
        root, least > 0 ? error / (root + Math.sqrt(least)) : Double.POSITIVE_INFINITY);
  }

  /** eˣ. */
  public Ball exp() {
    double exp = StrictMath.exp(value);
    double farther = StrictMath.exp(value + error) - exp; // all there is when exp underflows
    return new Ball(
        exp, Math.max(exp * StrictMath.expm1(error) * OUTWARD, farther) + 2 * Math.ulp(exp));
  }

  /** eˣ − 1. */
  public Ball expm1() {
    double expm1 = StrictMath.expm1(value);
    return new Ball(
        expm1, StrictMath.exp(value) * StrictMath.expm1(error) * OUTWARD + 2 * Math.ulp(expm1));
  }

  /** sinh x. */
  public Ball sinh() {
    double sinh = StrictMath.sinh(value);
    return isZero()
        ? ZERO
        : new Ball(
            sinh,
            StrictMath.exp(Math.abs(value)) * StrictMath.expm1(error) * OUTWARD
                + 3 * Math.ulp(sinh));
  }

  private boolean isZero() {
    return value == 0 && error == 0;
  }

  /** An ulp is more than what rounding takes, of subnormal numbers too. */
  private static Ball roundedTo(double value, double error) {
    return new Ball(value, error * OUTWARD + Math.ulp(value));
  }
}
