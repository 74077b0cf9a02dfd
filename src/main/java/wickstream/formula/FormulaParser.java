package wickstream.formula;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionIfc;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.arithmetic.InfixDivisionOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMultiplicationOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPowerOfOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixPlusOperator;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wickstream.formula.Node.Operation;

/** Reads formulas; the grammar is EvalEx's, with our functions and one variable. */
final class FormulaParser {
  private static final String VARIABLE = "z";
  private static final Map<String, Double> CONSTANTS = Map.of("pi", Math.PI);

  private static final ExpressionConfiguration GRAMMAR =
      ExpressionConfiguration.builder()
          .arraysAllowed(false)
          .structuresAllowed(false)
          .binaryAllowed(false)
          .singleQuoteStringLiteralsAllowed(false)
          .powerOfPrecedence(OperatorIfc.OPERATOR_PRECEDENCE_POWER_HIGHER)
          .defaultConstants(Map.of())
          .operatorDictionary(operators())
          .functionDictionary(functions())
          .build();

  private FormulaParser() {}

  @SuppressWarnings("unchecked")
  private static MapBasedOperatorDictionary operators() {
    return (MapBasedOperatorDictionary)
        MapBasedOperatorDictionary.ofOperators(
            Map.entry("+", new PrefixPlusOperator()),
            Map.entry("-", new PrefixMinusOperator()),
            Map.entry("+", new InfixPlusOperator()),
            Map.entry("-", new InfixMinusOperator()),
            Map.entry("*", new InfixMultiplicationOperator()),
            Map.entry("/", new InfixDivisionOperator()),
            Map.entry("^", new InfixPowerOfOperator()));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static MapBasedFunctionDictionary functions() {
    Stream<Map.Entry<String, FunctionIfc>> ofOne =
        Arrays.stream(UnaryFunction.values()).map(f -> Map.entry(f.label(), new OfOne()));
    Stream<Map.Entry<String, FunctionIfc>> ofTwo =
        Stream.of(Operation.MAX, Operation.MIN).map(f -> Map.entry(f.symbol(), new OfTwo()));
    Map.Entry[] all = Stream.concat(ofOne, ofTwo).toArray(Map.Entry[]::new);
    return (MapBasedFunctionDictionary) MapBasedFunctionDictionary.ofFunctions(all);
  }

  /** A function that is never evaluated there. */
  @FunctionParameter(name = "x")
  private static final class OfOne extends AbstractFunction {
    @Override
    public EvaluationValue evaluate(Expression of, Token token, EvaluationValue... arguments) {
      throw new UnsupportedOperationException();
    }
  }

  /** Another. */
  @FunctionParameter(name = "x")
  @FunctionParameter(name = "y")
  private static final class OfTwo extends AbstractFunction {
    @Override
    public EvaluationValue evaluate(Expression of, Token token, EvaluationValue... arguments) {
      throw new UnsupportedOperationException();
    }
  }

  /**
   * The expression that a text means.
   *
   * @throws InvalidFormula if it means none
   */
  static Node parse(String text) {
    String plain = text.replace('×', '*').replace('·', '*').replace('÷', '/').replace('−', '-');
    try {
      return node(new Expression(plain, GRAMMAR).getAbstractSyntaxTree());
    } catch (BaseException e) {
      throw InvalidFormula.at(Math.max(1, e.getStartPosition()), sentence(e.getMessage()));
    }
  }

  private static String sentence(String message) {
    String start = message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    return message.contains("function '") ? start + " (there are " + names() + ")" : start;
  }

  private static String names() {
    return Stream.concat(
            Arrays.stream(UnaryFunction.values()).map(UnaryFunction::label),
            Stream.of(Operation.MAX, Operation.MIN).map(Operation::symbol))
        .collect(Collectors.joining(", "));
  }

  private static Node node(ASTNode node) {
    Token token = node.getToken();
    List<Node> parts = new ArrayList<>();
    for (ASTNode part : node.getParameters()) {
      parts.add(node(part));
    }
    return switch (token.getType()) {
      case NUMBER_LITERAL -> number(token);
      case VARIABLE_OR_CONSTANT -> named(token);
      case PREFIX_OPERATOR -> token.getValue().equals("+") ? parts.get(0) : negative(parts.get(0));
      case INFIX_OPERATOR -> joined(token, parts.get(0), parts.get(1));
      case FUNCTION -> called(token.getValue().toLowerCase(Locale.ROOT), parts);
      default ->
          throw InvalidFormula.at(
              token.getStartPosition(), "unexpected \"" + token.getValue() + "\"");
    };
  }

  private static Node number(Token token) {
    try {
      BigDecimal value = new BigDecimal(token.getValue());
      if (Double.isFinite(value.doubleValue())) {
        String text = value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
        return new Node.Constant(value.doubleValue(), text);
      }
    } catch (NumberFormatException e) {
      // hexadecimal numbers, which the grammar has
    }
    throw InvalidFormula.at(
        token.getStartPosition(), "a number must be decimal and finite, was " + token.getValue());
  }

  private static Node named(Token token) {
    String name = token.getValue();
    if (name.equals(VARIABLE)) {
      return new Node.Variable();
    }
    if (CONSTANTS.containsKey(name)) {
      return new Node.Constant(CONSTANTS.get(name), name);
    }
    throw InvalidFormula.at(
        token.getStartPosition(), "\"%s\" must be z, pi or a function".formatted(name));
  }

  private static Node negative(Node of) {
    return of instanceof Node.Constant constant
        ? new Node.Constant(-constant.value(), "-" + constant.text())
        : new Node.Negative(of);
  }

  private static Node called(String name, List<Node> parts) {
    return UnaryFunction.of(name)
        .<Node>map(function -> new Node.Call(function, parts.get(0)))
        .orElseGet(
            () ->
                new Node.Binary(
                    name.equals("max") ? Operation.MAX : Operation.MIN,
                    parts.get(0),
                    parts.get(1)));
  }

  private static Node joined(Token token, Node left, Node right) {
    return switch (token.getValue()) {
      case "+" -> new Node.Binary(Operation.ADD, left, right);
      case "-" -> new Node.Binary(Operation.SUBTRACT, left, right);
      case "*" -> new Node.Binary(Operation.MULTIPLY, left, right);
      case "/" -> new Node.Binary(Operation.DIVIDE, left, right);
      default -> power(token, left, right);
    };
  }

  private static Node power(Token token, Node base, Node exponent) {
    double value = exponent.isConstant() ? exponent.at(0) : 0;
    if (value == 0 || !Double.isFinite(value)) {
      throw InvalidFormula.at(
          token.getStartPosition(), "the exponent of ^ must be a number other than 0");
    }
    String text = FormulaText.of(exponent);
    return new Node.Power(base, value, exponent instanceof Node.Constant ? text : "(" + text + ")");
  }
}
