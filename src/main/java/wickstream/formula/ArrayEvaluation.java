package wickstream.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import wickstream.numeric.ArrayFunctions;

/**
 * Computes a formula for many z at once, node by node of its tree, in pieces that stay in the inner
 * caches. Every operation is that of single numbers: the same bits, whatever the functions of
 * arrays. Mutable; used by one thread.
 */
public final class ArrayEvaluation {
  private static final int PIECE = 832;

  private final Node node;
  private final ArrayFunctions functions;
  private final double[] piece = new double[PIECE];

  /** Where operands are kept while others are computed; one array a level of the tree. */
  private final List<double[]> operands = new ArrayList<>();

  ArrayEvaluation(Node node, ArrayFunctions functions) {
    this.node = node;
    this.functions = functions;
  }

  /** z becomes the formula's value, for the first n of them. */
  public void apply(double[] z, int n) {
    for (int from = 0; from < n; from += PIECE) {
      int length = Math.min(PIECE, n - from);
      System.arraycopy(z, from, piece, 0, length);
      double[] value = operand(0);
      compute(node, value, 1, length);
      System.arraycopy(value, 0, z, from, length);
    }
  }

  private double[] operand(int level) {
    while (operands.size() <= level) {
      operands.add(new double[PIECE]);
    }
    return operands.get(level);
  }

  /**
   * @param level the first of the arrays that are free
   */
  private void compute(Node of, double[] into, int level, int n) {
    if (of instanceof Node.Constant constant) {
      Arrays.fill(into, 0, n, constant.value());
    } else if (of instanceof Node.Variable) {
      System.arraycopy(piece, 0, into, 0, n);
    } else if (of instanceof Node.Call call) {
      compute(call.argument(), into, level, n);
      call.function().at(into, n, functions);
    } else if (of instanceof Node.Negative negative) {
      compute(negative.of(), into, level, n);
      each(into, n, x -> -x);
    } else if (of instanceof Node.Power power) {
      compute(power.base(), into, level, n);
      power(power, into, level, n);
    } else {
      Node.Binary binary = (Node.Binary) of;
      compute(binary.left(), into, level, n);
      double[] right = operand(level);
      compute(binary.right(), right, level + 1, n);
      join(binary.operation(), into, right, n);
    }
  }

  private static void each(double[] x, int n, DoubleUnaryOperator function) {
    for (int i = 0; i < n; i++) {
      x[i] = function.applyAsDouble(x[i]);
    }
  }

  /** Whole powers are products; others exp(p log x). */
  private void power(Node.Power power, double[] x, int level, int n) {
    if (!power.isWhole()) {
      functions.log(x, n);
      each(x, n, log -> power.exponent() * log);
      functions.exp(x, n);
      return;
    }
    double[] square = operand(level);
    System.arraycopy(x, 0, square, 0, n);
    Arrays.fill(x, 0, n, 1);
    for (int left = (int) Math.abs(power.exponent()); left > 0; left /= 2) {
      if (left % 2 == 1) {
        join(Node.Operation.MULTIPLY, x, square, n);
      }
      join(Node.Operation.MULTIPLY, square, square, n);
    }
    if (power.exponent() < 0) {
      each(x, n, product -> 1 / product);
    }
  }

  private static void join(Node.Operation operation, double[] x, double[] y, int n) {
    switch (operation) {
      case ADD -> {
        for (int i = 0; i < n; i++) {
          x[i] += y[i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < n; i++) {
          x[i] -= y[i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < n; i++) {
          x[i] *= y[i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < n; i++) {
          x[i] /= y[i];
        }
      }
      case MAX -> {
        for (int i = 0; i < n; i++) {
          x[i] = Math.max(x[i], y[i]);
        }
      }
      case MIN -> {
        for (int i = 0; i < n; i++) {
          x[i] = Math.min(x[i], y[i]);
        }
      }
    }
  }
}
