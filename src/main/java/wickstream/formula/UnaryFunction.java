package wickstream.formula;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import wickstream.numeric.ArrayFunctions;
import wickstream.numeric.Elementary;

/** The functions that formulas are made of, with the bits of {@link Elementary}. */
enum UnaryFunction {
  EXP {
    @Override
    double at(double x) {
      return Elementary.exp(x);
    }

    @Override
    void at(double[] x, int n, ArrayFunctions functions) {
      functions.exp(x, n);
    }

    @Override
    Interval range(Interval x) {
      return x.increasing(StrictMath::exp).notNegative();
    }

    @Override
    Node derivative(Node of) {
      return new Node.Call(EXP, of);
    }
  },
  LOG {
    @Override
    double at(double x) {
      return Elementary.log(x);
    }

    @Override
    void at(double[] x, int n, ArrayFunctions functions) {
      functions.log(x, n);
    }

    @Override
    Interval range(Interval x) {
      return x.notNegative().increasing(StrictMath::log);
    }

    @Override
    Node derivative(Node of) {
      return Node.quotient(Node.number(1), of);
    }

    @Override
    Optional<String> fault(Interval x) {
      return x.low() > 0 ? Optional.empty() : Optional.of("log of a number that is not above 0");
    }
  },
  TANH {
    @Override
    double at(double x) {
      return Elementary.tanh(x);
    }

    @Override
    void at(double[] x, int n, ArrayFunctions functions) {
      functions.tanh(x, n);
    }

    @Override
    Interval range(Interval x) {
      return within(x.increasing(StrictMath::tanh), 1);
    }

    @Override
    Node derivative(Node of) {
      Node square = Node.power(new Node.Call(TANH, of), 2);
      return Node.difference(Node.number(1), square);
    }
  },
  ERF {
    @Override
    double at(double x) {
      return Elementary.erf(x);
    }

    @Override
    void at(double[] x, int n, ArrayFunctions functions) {
      functions.erf(x, n);
    }

    @Override
    Interval range(Interval x) {
      return within(x.increasing(Elementary::erf), 1);
    }

    @Override
    Node derivative(Node of) {
      Node square = Node.negative(Node.power(of, 2));
      return Node.product(Node.number(2 / Math.sqrt(Math.PI)), new Node.Call(EXP, square));
    }
  },
  SIN {
    @Override
    double at(double x) {
      return Elementary.sin(x) + 0.0; // as arrays, without the sign of a zero
    }

    @Override
    void at(double[] x, int n, ArrayFunctions functions) {
      functions.sin(x, n);
    }

    @Override
    Interval range(Interval x) {
      return x.sine(0);
    }

    @Override
    Node derivative(Node of) {
      return new Node.Call(COS, of);
    }
  },
  COS {
    @Override
    double at(double x) {
      return Elementary.cos(x);
    }

    @Override
    void at(double[] x, int n, ArrayFunctions functions) {
      functions.cos(x, n);
    }

    @Override
    Interval range(Interval x) {
      return x.sine(1);
    }

    @Override
    Node derivative(Node of) {
      return Node.negative(new Node.Call(SIN, of));
    }
  },
  SQRT {
    @Override
    double at(double x) {
      return Math.sqrt(x);
    }

    @Override
    Interval range(Interval x) {
      return x.notNegative().increasing(Math::sqrt);
    }

    @Override
    Node derivative(Node of) {
      return Node.quotient(Node.number(0.5), new Node.Call(SQRT, of));
    }

    @Override
    Optional<String> fault(Interval x) {
      return x.low() >= 0 ? Optional.empty() : Optional.of("sqrt of a number below 0");
    }

    @Override
    boolean turnsAtZero() {
      return true;
    }
  },
  ABS {
    @Override
    double at(double x) {
      return Math.abs(x);
    }

    @Override
    Interval range(Interval x) {
      return x.absolute();
    }

    @Override
    Node derivative(Node of) {
      Node twice = Node.product(Node.number(2), new Node.Call(STEP, of));
      return Node.difference(twice, Node.number(1));
    }

    @Override
    boolean turnsAtZero() {
      return true;
    }
  },
  /** 1 above 0, 0 below, and between them at 0. */
  STEP {
    @Override
    double at(double x) {
      return x > 0 ? 1 : x < 0 ? 0 : x == 0 ? 0.5 : Double.NaN;
    }

    @Override
    Interval range(Interval x) {
      return new Interval(x.low() > 0 ? 1 : x.low() == 0 ? 0.5 : 0, x.high() < 0 ? 0 : 1);
    }

    @Override
    Node derivative(Node of) {
      return Node.number(0);
    }

    @Override
    boolean turnsAtZero() {
      return true;
    }
  };

  abstract double at(double x);

  /** The same of the first n numbers, in place. */
  void at(double[] x, int n, ArrayFunctions functions) {
    for (int i = 0; i < n; i++) {
      x[i] = at(x[i]);
    }
  }

  /** Bounds on the values. */
  abstract Interval range(Interval x);

  /** The derivative where there is one, without that of the argument. */
  abstract Node derivative(Node of);

  /** What may be undefined among such arguments. */
  Optional<String> fault(Interval x) {
    return Optional.empty();
  }

  /** Whether arguments are angles, which may not be too large. */
  boolean isOfAngles() {
    return this == SIN || this == COS;
  }

  /** Whether it is not analytic at 0. */
  boolean turnsAtZero() {
    return false;
  }

  private static Interval within(Interval range, double size) {
    return new Interval(Math.max(-size, range.low()), Math.min(size, range.high()));
  }

  /** The name in formulas. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<UnaryFunction> of(String label) {
    return Arrays.stream(values()).filter(function -> function.label().equals(label)).findFirst();
  }
}
