package wickstream.physics.quadrature;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import wickstream.numeric.LegendreRule;
import wickstream.numeric.Panel;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;

/**
 * The coupling integrals over [−c, c] of a kernel that does not decay, d_in = 1, by a
 * Gauss-Legendre rule on each of a list of panels. The bounds are those of rounding alone: of every
 * kernel, product and sum.
 */
final class CutoffIntegrals {
  /** Of the kernel in J, relative. */
  private static final double OF_KERNEL = 0x1p-46;

  /**
   * Products of numbers and so many times their errors show what errors do to products, as these
   * are convex: Π (h + δ) − Π h is at most the same of 2³⁶ δ over 2³⁶.
   */
  private static final double AMPLIFIED = 0x1p36;

  /** Those of a formula's kernel may be so large that this would count their powers. */
  private static final double OF_FORMULA = 1;

  private final Ensemble ensemble;
  private final Kernel kernel;
  private final double amplification;
  private final KernelShape shape;
  private final InputPoints points;
  private final List<Panel> panels;

  /** By the size of the rule: integrals of four, of six and of trees are made of the same. */
  private final Map<Integer, Legs> legs = new HashMap<>();

  CutoffIntegrals(Ensemble ensemble, InputPoints points) {
    this.ensemble = ensemble;
    this.kernel = Kernel.of(ensemble);
    this.amplification = kernel.isOfFormula() ? OF_FORMULA : AMPLIFIED;
    this.shape = KernelShape.of(ensemble, points);
    this.points = points;
    this.panels = shape.panels(ensemble.cutoff().orElseThrow());
  }

  /** I4 for each multiset of four points and, if asked for, I6 for each of six. */
  Ball[] products(LegendreRule rule, boolean sixth) {
    return products(rule, sixth, x -> 1);
  }

  /** ∫ dx x² Π K_W(x, x_i) for each multiset of four points. */
  Ball[] secondMoments(LegendreRule rule) {
    return products(rule, false, x -> x * x);
  }

  private Ball[] products(LegendreRule rule, boolean sixth, DoubleUnaryOperator factor) {
    Legs legs = legs(rule);
    double additions = rule.size() + panels.size() + 24;
    return bounded(
        products(rule, legs.values, sixth, factor),
        products(rule, legs.magnitudes, sixth, factor),
        products(rule, legs.amplified, sixth, factor),
        additions * Ball.ULP / 2);
  }

  private double[] products(
      LegendreRule rule, double[][] legs, boolean sixth, DoubleUnaryOperator factor) {
    MultisetProducts products = new MultisetProducts(points.count(), sixth);
    for (int p = 0; p < panels.size(); p++) {
      for (int i = 0; i < rule.size(); i++) {
        double weight = rule.weight(i, panels.get(p));
        double x = panels.get(p).at(rule.node(i));
        products.add(legs[p * rule.size() + i], weight * factor.applyAsDouble(x));
      }
      products.endBlock();
    }
    return products.sums();
  }

  /** Σ of J over the 10 splits of each multiset of six points. */
  Ball[] exchanges(LegendreRule rule) {
    Legs legs = legs(rule);
    double[][] exchange = new ExchangeMatrix(kernel, shape, panels, rule).entries();
    TreeExchange tree = new TreeExchange(points.count());
    double[] sums = tree.sums(exchange, legs.values);
    for (double[] row : exchange) {
      Arrays.setAll(row, j -> Math.abs(row[j]));
    }
    double additions = TreeExchange.additions(legs.values.length);
    return bounded(
        sums,
        tree.sums(exchange, legs.magnitudes),
        tree.sums(exchange, legs.amplified),
        OF_KERNEL + additions * Ball.ULP / 2);
  }

  /** With the errors of legs, and of all else relative to magnitudes. */
  private Ball[] bounded(double[] sums, double[] magnitudes, double[] amplified, double rounding) {
    Ball[] bounded = new Ball[sums.length];
    for (int k = 0; k < bounded.length; k++) {
      double ofLegs = (amplified[k] - magnitudes[k]) / amplification;
      bounded[k] = new Ball(sums[k], ofLegs + rounding * amplified[k]);
    }
    return bounded;
  }

  /** K_W(x, x_a) for each node x and each input point. */
  private Legs legs(LegendreRule rule) {
    return legs.computeIfAbsent(rule.size(), size -> computed(rule));
  }

  private Legs computed(LegendreRule rule) {
    double[][] values = new double[panels.size() * rule.size()][points.count()];
    double[][] magnitudes = new double[values.length][points.count()];
    double[][] amplified = new double[values.length][points.count()];
    Place[] inputs = new Place[points.count()];
    Arrays.setAll(inputs, a -> place(points.coordinate(a, 0)));
    IntStream nodes = IntStream.range(0, values.length);
    (kernel.isOfFormula() ? nodes.parallel() : nodes) // a quadrature each
        .forEach(
            node -> {
              Place x = place(panels.get(node / rule.size()).at(rule.node(node % rule.size())));
              for (int a = 0; a < points.count(); a++) {
                Ball leg = leg(x, inputs[a]);
                values[node][a] = leg.value();
                magnitudes[node][a] = Math.abs(leg.value());
                amplified[node][a] = Math.abs(leg.value()) + amplification * leg.error();
              }
            });
    return new Legs(values, magnitudes, amplified);
  }

  /**
   * An end of a leg, with what kernels take of it alone.
   *
   * @param variance of one hidden layer
   * @param variances of several
   */
  private record Place(double x, double variance, double[] variances) {}

  private Place place(double x) {
    return ensemble.depth() == 1
        ? new Place(x, kernel.variance(new double[] {x}), new double[0])
        : new Place(x, Double.NaN, kernel.variances(x));
  }

  private Ball leg(Place x, Place y) {
    return ensemble.depth() == 1
        ? kernel.bounded(new double[] {x.x}, new double[] {y.x}, x.variance, y.variance)
        : Ball.exact(
            kernel.weightPart(x.x, y.x, x.variances, y.variances)); // errors are seen in refining
  }

  /**
   * A row for each node.
   *
   * @param amplified magnitudes with so many times their errors
   */
  private record Legs(double[][] values, double[][] magnitudes, double[][] amplified) {}
}
