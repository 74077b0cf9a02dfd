package wickstream.formula;

import java.math.BigDecimal;
import java.util.List;
import wickstream.numeric.Elementary;

/** The tree of a formula: each node a number, z, or what is made of one or two others. */
sealed interface Node {

  /** A number, and how it is written. */
  record Constant(double value, String text) implements Node {}

  /** z. */
  record Variable() implements Node {}

  /** f(x). */
  record Call(UnaryFunction function, Node argument) implements Node {}

  /** −x. */
  record Negative(Node of) implements Node {}

  /** x ∘ y. */
  record Binary(Operation operation, Node left, Node right) implements Node {}

  /**
   * xᵖ; of an exponent that is not whole x is not below 0.
   *
   * @param exponent not 0
   */
  record Power(Node base, double exponent, String text) implements Node {
    /** The largest whole exponent that is a product of as many factors. */
    private static final int MOST_FACTORS = 1000;

    boolean isWhole() {
      return exponent == Math.rint(exponent) && Math.abs(exponent) <= MOST_FACTORS;
    }

    /** Whole powers are products; others exp(p log x). */
    double of(double x) {
      if (!isWhole()) {
        return Elementary.exp(exponent * Elementary.log(x));
      }
      double product = 1;
      double square = x;
      for (int left = (int) Math.abs(exponent); left > 0; left /= 2) {
        product = left % 2 == 1 ? product * square : product;
        square *= square;
      }
      return exponent < 0 ? 1 / product : product;
    }
  }

  /** What two numbers are joined by. */
  enum Operation {
    ADD("+", 1),
    SUBTRACT("-", 1),
    MULTIPLY("*", 2),
    DIVIDE("/", 2),
    MAX("max", 4),
    MIN("min", 4);

    private final String symbol;
    private final int precedence;

    Operation(String symbol, int precedence) {
      this.symbol = symbol;
      this.precedence = precedence;
    }

    String symbol() {
      return symbol;
    }

    int precedence() {
      return precedence;
    }

    double of(double x, double y) {
      return switch (this) {
        case ADD -> x + y;
        case SUBTRACT -> x - y;
        case MULTIPLY -> x * y;
        case DIVIDE -> x / y;
        case MAX -> Math.max(x, y);
        case MIN -> Math.min(x, y);
      };
    }

    boolean isFunction() {
      return this == MAX || this == MIN;
    }

    boolean isCommutative() {
      return this != SUBTRACT && this != DIVIDE;
    }
  }

  static Node number(double value) {
    return new Constant(value, BigDecimal.valueOf(value).stripTrailingZeros().toString());
  }

  private static boolean is(Node of, double value) {
    return of instanceof Constant constant && constant.value == value;
  }

  static Node sum(Node left, Node right) {
    if (left instanceof Constant a && right instanceof Constant b) {
      return number(a.value + b.value);
    }
    if (is(left, 0)) {
      return right;
    }
    return is(right, 0) ? left : new Binary(Operation.ADD, left, right);
  }

  static Node difference(Node left, Node right) {
    if (left instanceof Constant a && right instanceof Constant b) {
      return number(a.value - b.value);
    }
    if (is(left, 0)) {
      return negative(right);
    }
    return is(right, 0) ? left : new Binary(Operation.SUBTRACT, left, right);
  }

  static Node product(Node left, Node right) {
    if (left instanceof Constant a && right instanceof Constant b) {
      return number(a.value * b.value);
    }
    if (is(left, 0) || is(right, 0)) {
      return number(0);
    }
    if (is(left, 1)) {
      return right;
    }
    return is(right, 1) ? left : new Binary(Operation.MULTIPLY, left, right);
  }

  static Node quotient(Node left, Node right) {
    return is(left, 0) || is(right, 1) ? left : new Binary(Operation.DIVIDE, left, right);
  }

  static Node negative(Node of) {
    return is(of, 0) ? of : new Negative(of);
  }

  static Node power(Node base, double exponent) {
    if (exponent == 0) {
      return number(1);
    }
    return exponent == 1
        ? base
        : new Power(base, exponent, BigDecimal.valueOf(exponent).stripTrailingZeros().toString());
  }

  /** Whether z does not occur in it. */
  default boolean isConstant() {
    return children().stream().allMatch(Node::isConstant) && !(this instanceof Variable);
  }

  /** The same with a number in place of each part in which z does not occur; the same bits. */
  default Node folded() {
    if (isConstant()) {
      return new Constant(at(0), "");
    }
    if (this instanceof Call call) {
      return new Call(call.function, call.argument.folded());
    }
    if (this instanceof Negative negative) {
      return new Negative(negative.of.folded());
    }
    if (this instanceof Power power) {
      return new Power(power.base.folded(), power.exponent, power.text);
    }
    return this instanceof Binary binary
        ? new Binary(binary.operation, binary.left.folded(), binary.right.folded())
        : this;
  }

  /** The nodes right below. */
  default List<Node> children() {
    if (this instanceof Call call) {
      return List.of(call.argument);
    }
    if (this instanceof Negative negative) {
      return List.of(negative.of);
    }
    if (this instanceof Power power) {
      return List.of(power.base);
    }
    return this instanceof Binary binary ? List.of(binary.left, binary.right) : List.of();
  }

  /** How many nodes the tree has. */
  default int size() {
    return 1 + children().stream().mapToInt(Node::size).sum();
  }

  /** The value at one z, with the bits of {@link ArrayEvaluation}. */
  default double at(double z) {
    if (this instanceof Constant constant) {
      return constant.value;
    }
    if (this instanceof Call call) {
      return call.function.at(call.argument.at(z));
    }
    if (this instanceof Negative negative) {
      return -negative.of.at(z);
    }
    if (this instanceof Power power) {
      return power.of(power.base.at(z));
    }
    return this instanceof Binary binary
        ? binary.operation.of(binary.left.at(z), binary.right.at(z))
        : z;
  }

  /** The derivative by z, but at kinks and jumps. */
  default Node derivative() {
    if (this instanceof Constant) {
      return number(0);
    }
    if (this instanceof Variable) {
      return number(1);
    }
    if (this instanceof Call call) {
      return product(call.function.derivative(call.argument), call.argument.derivative());
    }
    if (this instanceof Negative negative) {
      return negative(negative.of.derivative());
    }
    if (this instanceof Power power) {
      Node outer = product(number(power.exponent), power(power.base, power.exponent - 1));
      return product(outer, power.base.derivative());
    }
    Binary binary = (Binary) this;
    Node left = binary.left.derivative();
    Node right = binary.right.derivative();
    return switch (binary.operation) {
      case ADD -> sum(left, right);
      case SUBTRACT -> difference(left, right);
      case MULTIPLY -> sum(product(left, binary.right), product(binary.left, right));
      case DIVIDE ->
          difference(
              quotient(left, binary.right),
              quotient(product(binary.left, right), power(binary.right, 2)));
      case MAX -> chosen(difference(binary.left, binary.right), left, right);
      case MIN -> chosen(difference(binary.right, binary.left), left, right);
    };
  }

  /** The first where a number is above 0, else the second. */
  private static Node chosen(Node above, Node first, Node second) {
    Node difference = difference(first, second);
    return sum(second, product(new Call(UnaryFunction.STEP, above), difference));
  }
}
