package wickstream.formula;

import java.util.Optional;

/** What a node can be while z is in an interval. */
final class Ranges {
  private Ranges() {}

  /** Bounds on its values, too wide rather than too narrow. */
  static Interval of(Node node, Interval z) {
    if (node instanceof Node.Constant constant) {
      return Interval.of(constant.value());
    }
    if (node instanceof Node.Variable) {
      return z;
    }
    if (node instanceof Node.Call call) {
      return call.function().range(of(call.argument(), z));
    }
    if (node instanceof Node.Negative negative) {
      return of(negative.of(), z).negated();
    }
    if (node instanceof Node.Power power) {
      return ofPower(power, of(power.base(), z));
    }
    Node.Binary binary = (Node.Binary) node;
    Interval left = of(binary.left(), z);
    Interval right = of(binary.right(), z);
    return switch (binary.operation()) {
      case ADD -> left.plus(right);
      case SUBTRACT -> left.minus(right);
      case MULTIPLY -> binary.left().equals(binary.right()) ? left.power(2) : left.times(right);
      case DIVIDE -> left.times(right.inverse());
      case MAX -> left.max(right);
      case MIN -> left.min(right);
    };
  }

  private static Interval ofPower(Node.Power power, Interval base) {
    double size = Math.abs(power.exponent());
    Interval positive =
        power.isWhole()
            ? base.power((int) size)
            : base.notNegative().increasing(x -> Math.pow(x, size));
    return power.exponent() < 0 ? positive.inverse() : positive;
  }

  /**
   * Why it may not be analytic while z is in an interval, or not defined.
   *
   * @param z on one side of 0, which does not count
   */
  static Optional<String> fault(Node node, Interval z) {
    if (node instanceof Node.Call call) {
      Interval argument = of(call.argument(), z);
      return fault(call.argument(), z)
          .or(() -> call.function().fault(argument))
          .or(() -> turn(call.function().turnsAtZero(), argument, z.contains(0), node));
    }
    if (node instanceof Node.Negative negative) {
      return fault(negative.of(), z);
    }
    if (node instanceof Node.Power power) {
      return fault(power.base(), z).or(() -> faultOfPower(power, of(power.base(), z)));
    }
    if (node instanceof Node.Binary binary) {
      return fault(binary.left(), z)
          .or(() -> fault(binary.right(), z))
          .or(() -> faultOfBinary(binary, z));
    }
    return Optional.empty();
  }

  private static Optional<String> faultOfPower(Node.Power power, Interval base) {
    if (power.exponent() < 0 && base.contains(0)) {
      return Optional.of("division by 0");
    }
    return power.isWhole() || base.low() >= 0
        ? Optional.empty()
        : Optional.of("a power that is not whole of a number below 0");
  }

  private static Optional<String> faultOfBinary(Node.Binary binary, Interval z) {
    Node.Operation operation = binary.operation();
    if (operation == Node.Operation.DIVIDE) {
      return of(binary.right(), z).contains(0) ? Optional.of("division by 0") : Optional.empty();
    }
    return turn(operation.isFunction(), difference(binary, z), z.contains(0), binary);
  }

  /**
   * Of the two among which the larger or smaller is taken; multiples of the same are recognised.
   */
  private static Interval difference(Node.Binary binary, Interval z) {
    Multiple left = Multiple.of(binary.left());
    Multiple right = Multiple.of(binary.right());
    return left.of.equals(right.of)
        ? Interval.of(left.factor - right.factor).times(of(left.of, z))
        : of(binary.left(), z).minus(of(binary.right(), z));
  }

  private static Optional<String> turn(
      boolean canTurn, Interval at, boolean isNextToZero, Node node) {
    return canTurn && (isNextToZero ? at.hasZeroInside() : at.contains(0))
        ? Optional.of("a kink or jump of " + FormulaText.of(node))
        : Optional.empty();
  }

  /** Whether it has a part that need not be analytic. */
  static boolean canTurn(Node node) {
    boolean own =
        node instanceof Node.Call call && call.function().turnsAtZero()
            || node instanceof Node.Binary binary && binary.operation().isFunction()
            || node instanceof Node.Power power && !power.isWhole();
    return own || node.children().stream().anyMatch(Ranges::canTurn);
  }

  /** A bound on the arguments of all sines and cosines in it. */
  static double largestAngle(Node node, Interval z) {
    double own =
        node instanceof Node.Call call && call.function().isOfAngles()
            ? of(call.argument(), z).size()
            : 0;
    return node.children().stream()
        .mapToDouble(child -> largestAngle(child, z))
        .reduce(own, Math::max);
  }

  /** A number times a node. */
  private record Multiple(double factor, Node of) {
    static Multiple of(Node node) {
      if (node instanceof Node.Negative negative) {
        Multiple inner = of(negative.of());
        return new Multiple(-inner.factor, inner.of);
      }
      if (node instanceof Node.Binary binary && binary.operation() == Node.Operation.MULTIPLY) {
        if (binary.left() instanceof Node.Constant constant) {
          return new Multiple(constant.value(), binary.right());
        }
        if (binary.right() instanceof Node.Constant constant) {
          return new Multiple(constant.value(), binary.left());
        }
      }
      return new Multiple(1, node);
    }
  }
}
