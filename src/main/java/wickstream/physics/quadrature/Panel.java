package wickstream.physics.quadrature;

/** An interval of the real line on which an integrand is smooth. */
public record Panel(double from, double to) {
  double length() {
    return to - from;
  }

  double middle() {
    return from + (to - from) / 2;
  }

  Panel left() {
    return new Panel(from, middle());
  }

  Panel right() {
    return new Panel(middle(), to);
  }

  /** The point t of [−1, 1] mapped here. */
  public double at(double t) {
    return middle() + length() / 2 * t;
  }

  /** The distance of a point to this interval, 0 inside. */
  double gap(double x) {
    return Math.max(0, Math.max(from - x, x - to));
  }

  /** The distance of another interval to this one, 0 where they meet. */
  double gap(Panel other) {
    return Math.max(0, Math.max(from - other.to, other.from - to));
  }

  /** The least |x| in this interval. */
  double leastMagnitude() {
    return gap(0);
  }

  /** This interval with both ends multiplied by a factor ≥ 0. */
  Panel scaled(double factor) {
    return new Panel(factor * from, factor * to);
  }
}
