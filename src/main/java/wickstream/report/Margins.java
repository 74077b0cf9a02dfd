package wickstream.report;

/** Room around an area, in points. */
record Margins(double left, double right, double top, double bottom) {
  /** No less than either on every side. */
  Margins orMore(Margins other) {
    return new Margins(
        Math.max(left, other.left),
        Math.max(right, other.right),
        Math.max(top, other.top),
        Math.max(bottom, other.bottom));
  }
}
