package wickstream.numeric;

/** An interval of the real line on which an integrand is smooth. */
public record Panel(double from, double to) {
  public double length() {
    return to - from;
  }

  public double middle() {
    return from + (to - from) / 2;
  }

  public Panel left() {
    return new Panel(from, middle());
  }

  public Panel right() {
    return new Panel(middle(), to);
  }

  /** The point t of [−1, 1] mapped here. */
  public double at(double t) {
    return middle() + length() / 2 * t;
  }

  /** The distance of a point to this interval, 0 inside. */
  public double gap(double x) {
    return Math.max(0, Math.max(from - x, x - to));
  }

  /** The distance of another interval to this one, 0 where they meet. */
  public double gap(Panel other) {
    return Math.max(0, Math.max(from - other.to, other.from - to));
  }

  /** The least |x| in this interval. */
  public double leastMagnitude() {
    return gap(0);
  }

  /** This interval with both ends multiplied by a factor ≥ 0. */
  public Panel scaled(double factor) {
    return new Panel(factor * from, factor * to);
  }
}
