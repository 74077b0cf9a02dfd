package wickstream.formula;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import wickstream.numeric.ArrayFunctions;
import wickstream.numeric.Elementary;

/** The functions that formulas are made of, with the bits of {@link Elementary}. */
enum UnaryFunction {
  EXP(Elementary::exp, ArrayFunctions::exp, x -> x.increasing(StrictMath::exp).notNegative()),
  LOG(Elementary::log, ArrayFunctions::log, x -> x.notNegative().increasing(StrictMath::log)),
  TANH(Elementary::tanh, ArrayFunctions::tanh, x -> x.increasing(StrictMath::tanh).within(1)),
  ERF(Elementary::erf, ArrayFunctions::erf, x -> x.increasing(Elementary::erf).within(1)),
  /** As arrays have it, without the sign of a zero. */
  SIN(x -> Elementary.sin(x) + 0.0, ArrayFunctions::sin, x -> x.sine(0)),
  COS(Elementary::cos, ArrayFunctions::cos, x -> x.sine(1)),
  SQRT(Math::sqrt, x -> x.notNegative().increasing(Math::sqrt)),
  ABS(Math::abs, Interval::absolute),
  /** 1 above 0, 0 below, and between them at 0. */
  STEP(
      x -> x > 0 ? 1 : x < 0 ? 0 : x == 0 ? 0.5 : Double.NaN,
      x -> new Interval(x.low() > 0 ? 1 : x.low() == 0 ? 0.5 : 0, x.high() < 0 ? 0 : 1));

  /** A function of the first n numbers of an array, in place. */
  private interface OfArray {
    void apply(ArrayFunctions functions, double[] x, int n);
  }

  private final DoubleUnaryOperator value;
  private final OfArray ofArray;
  private final UnaryOperator<Interval> range;

  UnaryFunction(DoubleUnaryOperator value, OfArray ofArray, UnaryOperator<Interval> range) {
    this.value = value;
    this.ofArray = ofArray;
    this.range = range;
  }

  /** One of which arrays have no function of their own. */
  UnaryFunction(DoubleUnaryOperator value, UnaryOperator<Interval> range) {
    this(
        value,
        (functions, x, n) -> {
          for (int i = 0; i < n; i++) {
            x[i] = value.applyAsDouble(x[i]);
          }
        },
        range);
  }

  double at(double x) {
    return value.applyAsDouble(x);
  }

  /** The same of the first n numbers, in place. */
  void at(double[] x, int n, ArrayFunctions functions) {
    ofArray.apply(functions, x, n);
  }

  /** Bounds on the values. */
  Interval range(Interval x) {
    return range.apply(x);
  }

  /** The derivative where there is one, without that of the argument. */
  Node derivative(Node of) {
    return switch (this) {
      case EXP -> new Node.Call(EXP, of);
      case LOG -> Node.quotient(Node.number(1), of);
      case TANH -> Node.difference(Node.number(1), Node.power(new Node.Call(TANH, of), 2));
      case ERF ->
          Node.product(
              Node.number(2 / Math.sqrt(Math.PI)),
              new Node.Call(EXP, Node.negative(Node.power(of, 2))));
      case SIN -> new Node.Call(COS, of);
      case COS -> Node.negative(new Node.Call(SIN, of));
      case SQRT -> Node.quotient(Node.number(0.5), new Node.Call(SQRT, of));
      case ABS ->
          Node.difference(Node.product(Node.number(2), new Node.Call(STEP, of)), Node.number(1));
      case STEP -> Node.number(0);
    };
  }

  /** What may be undefined among such arguments. */
  Optional<String> fault(Interval x) {
    if (this == LOG && !(x.low() > 0)) {
      return Optional.of("log of a number that is not above 0");
    }
    return this == SQRT && !(x.low() >= 0)
        ? Optional.of("sqrt of a number below 0")
        : Optional.empty();
  }

  /** Whether arguments are angles, which may not be too large. */
  boolean isOfAngles() {
    return this == SIN || this == COS;
  }

  /** Whether it is not analytic at 0. */
  boolean turnsAtZero() {
    return this == SQRT || this == ABS || this == STEP;
  }

  /** The name in formulas. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<UnaryFunction> of(String label) {
    return Arrays.stream(values()).filter(function -> function.label().equals(label)).findFirst();
  }
}
