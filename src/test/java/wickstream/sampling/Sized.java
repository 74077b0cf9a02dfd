package wickstream.sampling;

/**
 * A number together with the sum of the sizes of all terms it is made of. However the terms cancel
 * in the number, rounding errors are in proportion to the size.
 */
record Sized(double value, double size) {
  static final Sized ZERO = new Sized(0, 0);
  static final Sized ONE = new Sized(1, 1);

  static Sized of(double value) {
    return new Sized(value, Math.abs(value));
  }

  Sized plus(Sized other) {
    return new Sized(value + other.value, size + other.size);
  }

  Sized minus(Sized other) {
    return new Sized(value - other.value, size + other.size);
  }

  Sized times(Sized other) {
    return new Sized(value * other.value, size * other.size);
  }

  Sized times(double factor) {
    return new Sized(value * factor, size * Math.abs(factor));
  }
}
