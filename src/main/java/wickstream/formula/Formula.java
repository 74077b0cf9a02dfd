package wickstream.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import wickstream.numeric.ArrayFunctions;

/**
 * A function g(z) that was written down: analytic but for kinks and jumps at z = 0. Expressions of
 * z, numbers and pi with + − × ÷ ^, exp, log, tanh, erf, sin, cos, sqrt, abs, step, max and min, of
 * which step is 1 above 0 and 0 below. Immutable.
 */
public final class Formula {
  private static final int MAX_LENGTH = 500;
  private static final int MAX_NODES = 100;

  /** Where a formula is looked at: |z| beyond does not occur. */
  private static final double FARTHEST = 1e6;

  /** Intervals that are looked at for faults; each that has one is halved so often. */
  private static final int DEEPEST = 60;

  private static final int MAX_CELLS = 100_000;

  /** Of intervals on which ranges are taken. */
  private static final double CELL_RATIO = 1.02;

  private static final double SMALLEST_CELL = 1e-3;
  private static final double ROUNDING = 1e-14;

  /** The square of how many times a formula may change within |z|, or within 1 for |z| above 1. */
  private static final double SHARPEST = 1000;

  private final Node node;

  /** What is evaluated in arrays. */
  private final Node folded;

  private Formula(Node node) {
    this.node = node;
    this.folded = node.folded();
  }

  /**
   * The formula of a text.
   *
   * @throws InvalidFormula saying where it cannot be read, is not defined, or not analytic
   */
  public static Formula parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidFormula(
          "it may have %d characters, had %d".formatted(MAX_LENGTH, text.length()));
    }
    Node node = FormulaParser.parse(text);
    if (node.size() > MAX_NODES) {
      throw new InvalidFormula(
          "it may have %d numbers, z, operations and functions, had %d"
              .formatted(MAX_NODES, node.size()));
    }
    Formula formula = new Formula(node);
    formula.requireAnalytic(1);
    formula.requireAnalytic(-1);
    formula.requireResolvable();
    return formula;
  }

  /**
   * Proves that no feature away from 0 is so narrow that a quadrature may pass it by without a
   * trace: g″ is at most so many times what g varies by up to there, for |z| below 1 over z².
   */
  private void requireResolvable() {
    Node curvature = node.derivative().derivative();
    Interval values = Ranges.of(node, Interval.of(0));
    for (Cell cell : cells(FARTHEST)) {
      values = values.with(Ranges.of(node, cell.above)).with(Ranges.of(node, cell.below));
      double scale = Math.min(1, cell.near * cell.near);
      double allowed = SHARPEST * (values.high() - values.low());
      for (Interval z : cell.sides()) {
        double bound = Ranges.of(curvature, z).size() * scale;
        if (cell.near > 0 && Double.isFinite(bound) && bound > allowed) {
          throw new InvalidFormula(
              "near z = %s, it may change within less than %.2g of z or of 1, too fast to be integrated"
                  .formatted(place(z.low()), 1 / Math.sqrt(SHARPEST)));
        }
      }
    }
  }

  /** Where |z| is from one number to the next. */
  private record Cell(double near, Interval above, Interval below) {
    static Cell of(double near, double far) {
      return new Cell(near, new Interval(near, far), new Interval(-far, near == 0 ? 0 : -near));
    }

    List<Interval> sides() {
      return List.of(above, below);
    }
  }

  /** Cells that cover |z| ≤ reach, which may be infinite, from 0 on. */
  private static List<Cell> cells(double reach) {
    List<Cell> cells = new ArrayList<>();
    double near = 0;
    while (near < reach) {
      double next = Math.max(SMALLEST_CELL, near * CELL_RATIO);
      double far = next > FARTHEST ? reach : Math.min(reach, next);
      cells.add(Cell.of(near, far));
      near = far;
    }
    return cells;
  }

  /** Proves that there is no fault on one side of 0, or finds where one may be. */
  private void requireAnalytic(double side) {
    int[] cells = {0};
    fault(side, 0, FARTHEST, DEEPEST, cells)
        .ifPresent(
            fault -> {
              throw new InvalidFormula(fault);
            });
  }

  private Optional<String> fault(double side, double near, double far, int depth, int[] cells) {
    Interval z =
        side > 0
            ? new Interval(near, far)
            : new Interval(far == 0 ? 0 : -far, near == 0 ? 0 : -near);
    Optional<String> fault = Ranges.fault(node, z);
    if (fault.isEmpty()) {
      return fault;
    }
    double middle = near == 0 ? far / 8 : far > 4 * near ? Math.sqrt(near * far) : (near + far) / 2;
    if (depth == 0 || middle <= near || middle >= far || cells[0]++ > MAX_CELLS) {
      return Optional.of(
          "near z = %s, it may have %s (away from z = 0 it must be analytic)"
              .formatted(place(side * near), fault.get()));
    }
    return fault(side, near, middle, depth - 1, cells)
        .or(() -> fault(side, middle, far, depth - 1, cells));
  }

  private static String place(double z) {
    return z == 0 ? "0" : "%.6g".formatted(z);
  }

  /** The formula as text, the same for texts that differ in spaces and brackets alone. */
  public String text() {
    return FormulaText.of(node);
  }

  /** Whether two are the same but for the order of sums, products, and of what max and min take. */
  public boolean isLike(Formula other) {
    return FormulaText.sorted(node).equals(FormulaText.sorted(other.node));
  }

  /** The derivative, but at 0 where there may be none. */
  public Formula derivative() {
    return new Formula(node.derivative());
  }

  /** Whether some part of it is not analytic at 0. */
  public boolean isKinked() {
    return Ranges.canTurn(node);
  }

  /** Evaluates it for many z at once; for one thread. */
  public ArrayEvaluation evaluation(ArrayFunctions functions) {
    return new ArrayEvaluation(folded, functions);
  }

  /** Its value at one z, with the same bits. */
  public double at(double z) {
    return node.at(z);
  }

  /** By how much it jumps at 0; 0 unless that is above what is rounding. */
  public double jump() {
    double above = at(Double.MIN_NORMAL);
    double below = at(-Double.MIN_NORMAL);
    double jump = above - below;
    return Math.abs(jump) <= ROUNDING * (1 + Math.abs(above)) ? 0 : jump;
  }

  /**
   * A bound on |g| over |z| ≤ reach.
   *
   * @param reach above 0, may be infinite
   * @return infinite where none is known
   */
  public double largest(double reach) {
    return over(reach, z -> Ranges.of(node, z).size());
  }

  /** Whether it is proven that g ≥ 0 everywhere. */
  public boolean isNeverNegative() {
    return over(Double.POSITIVE_INFINITY, z -> -Ranges.of(node, z).low()) <= 0;
  }

  /**
   * A bound on the arguments of all sines and cosines in it over |z| ≤ reach; 0 if there are none.
   *
   * @param reach above 0
   */
  public double largestAngle(double reach) {
    return over(reach, z -> Ranges.largestAngle(node, z));
  }

  /** The largest of some bound over intervals that cover |z| ≤ reach. */
  private static double over(double reach, ToDoubleFunction<Interval> bound) {
    return cells(reach).stream()
        .flatMap(cell -> cell.sides().stream())
        .mapToDouble(bound)
        .max()
        .orElse(0);
  }

  /** How many derivatives are asked for: g, g′, … */
  public Formula[] withDerivatives(int number) {
    return Stream.iterate(this, Formula::derivative).limit(number + 1L).toArray(Formula[]::new);
  }
}
