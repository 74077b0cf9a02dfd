package wickstream.formula;

import java.util.function.DoubleUnaryOperator;

/**
 * All real numbers from one to another, either of which may be infinite; the values of a function
 * on it lie between the ends of what its methods return, which are rounded outward.
 *
 * @param low at most high
 * @param high at least low
 */
record Interval(double low, double high) {
  static final Interval EVERYTHING =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** How far elementary functions may be from the true values, in units of the last place. */
  private static final double ULPS = 2;

  /** What is not known, as ∞ − ∞, may be anything. */
  Interval {
    low = Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low;
    high = Double.isNaN(high) ? Double.POSITIVE_INFINITY : high;
  }

  static Interval of(double value) {
    return new Interval(value, value);
  }

  /** Zero is never rounded: it is the result of exact operations, or of underflow. */
  private static Interval outward(double low, double high) {
    return new Interval(
        low == 0 ? low : low - ULPS * Math.ulp(low),
        high == 0 ? high : high + ULPS * Math.ulp(high));
  }

  double size() {
    return Math.max(Math.abs(low), Math.abs(high));
  }

  boolean hasZeroInside() {
    return low < 0 && high > 0;
  }

  boolean contains(double x) {
    return low <= x && x <= high;
  }

  /** Its part between two numbers of the same size. */
  Interval within(double size) {
    return new Interval(Math.max(-size, low), Math.min(size, high));
  }

  /** The smallest interval that has both. */
  Interval with(Interval other) {
    return new Interval(Math.min(low, other.low), Math.max(high, other.high));
  }

  Interval negated() {
    return new Interval(-high, -low);
  }

  Interval plus(Interval other) {
    return outward(low + other.low, high + other.high);
  }

  Interval minus(Interval other) {
    return plus(other.negated());
  }

  Interval times(Interval other) {
    double a = product(low, other.low);
    double b = product(low, other.high);
    double c = product(high, other.low);
    double d = product(high, other.high);
    return outward(
        Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  /** 0 · ∞ is 0: infinite ends are not numbers of the interval. */
  private static double product(double x, double y) {
    return x == 0 || y == 0 ? 0 : x * y;
  }

  /** 1/x; everything if 0 is among the numbers. */
  Interval inverse() {
    return contains(0) ? EVERYTHING : outward(1 / high, 1 / low);
  }

  /** Of an increasing function. */
  Interval increasing(DoubleUnaryOperator function) {
    return outward(function.applyAsDouble(low), function.applyAsDouble(high));
  }

  Interval absolute() {
    return low >= 0 ? this : high <= 0 ? negated() : new Interval(0, size());
  }

  Interval max(Interval other) {
    return new Interval(Math.max(low, other.low), Math.max(high, other.high));
  }

  Interval min(Interval other) {
    return new Interval(Math.min(low, other.low), Math.min(high, other.high));
  }

  /** Its part from 0 on; empty intervals do not occur, for what lies below 0 alone becomes 0. */
  Interval notNegative() {
    return new Interval(Math.max(low, 0), Math.max(high, 0));
  }

  /** xⁿ, n ≥ 1. */
  Interval power(int n) {
    Interval base = n % 2 == 0 ? absolute() : this;
    return base.increasing(x -> Math.pow(x, n));
  }

  /** sin x, or with one quarter turn cos x: 1 or −1 where a turning point may be. */
  Interval sine(int quarterTurns) {
    double turns = 2 / Math.PI;
    double first = Math.floor(low * turns + quarterTurns - 1e-6);
    double last = Math.floor(high * turns + quarterTurns + 1e-6);
    if (!(last - first < 4)) {
      return new Interval(-1, 1);
    }
    double a = quarterTurns == 0 ? StrictMath.sin(low) : StrictMath.cos(low);
    double b = quarterTurns == 0 ? StrictMath.sin(high) : StrictMath.cos(high);
    Interval ends = outward(Math.min(a, b), Math.max(a, b));
    double least = ends.low;
    double most = ends.high;
    for (double quarter = first + 1; quarter <= last; quarter++) {
      most = Math.floorMod((long) quarter, 4) == 1 ? 1 : most;
      least = Math.floorMod((long) quarter, 4) == 3 ? -1 : least;
    }
    return new Interval(Math.max(-1, least), Math.min(1, most));
  }
}
