package wickstream.formula;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A formula as text, with no more brackets than it needs. */
final class FormulaText {
  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int POWER = 3;

  private FormulaText() {}

  static String of(Node node) {
    if (node instanceof Node.Constant constant) {
      return constant.text();
    }
    if (node instanceof Node.Variable) {
      return "z";
    }
    if (node instanceof Node.Call call) {
      return call.function().label() + "(" + of(call.argument()) + ")";
    }
    if (node instanceof Node.Negative negative) {
      return "-" + within(negative.of(), PRODUCT);
    }
    if (node instanceof Node.Power power) {
      String exponent = power.exponent() < 0 ? "(" + power.text() + ")" : power.text();
      return within(power.base(), POWER + 1) + "^" + exponent;
    }
    Node.Binary binary = (Node.Binary) node;
    Node.Operation operation = binary.operation();
    if (operation.isFunction()) {
      return "%s(%s, %s)".formatted(operation.symbol(), of(binary.left()), of(binary.right()));
    }
    int precedence = operation.precedence();
    return "%s %s %s"
        .formatted(
            within(binary.left(), precedence),
            operation.symbol(),
            within(binary.right(), precedence + 1));
  }

  /** The same whatever the order of what may be exchanged. */
  static String sorted(Node node) {
    List<String> parts =
        new ArrayList<>(node.children().stream().map(FormulaText::sorted).toList());
    if (node instanceof Node.Binary binary) {
      if (binary.operation().isCommutative()) {
        Collections.sort(parts);
      }
      return binary.operation().symbol() + parts;
    }
    return node instanceof Node.Power power
        ? "^" + parts + power.exponent()
        : node.children().isEmpty()
            ? of(node)
            : (node instanceof Node.Call call ? call.function().label() : "-") + parts;
  }

  /** In brackets if it binds less. */
  private static String within(Node node, int precedence) {
    String text = of(node);
    return precedence(node) < precedence ? "(" + text + ")" : text;
  }

  private static int precedence(Node node) {
    if (node instanceof Node.Binary binary) {
      return binary.operation().precedence();
    }
    if (node instanceof Node.Negative
        || node instanceof Node.Constant constant && constant.text().startsWith("-")) {
      return SUM;
    }
    return node instanceof Node.Power ? POWER : POWER + 1;
  }
}
