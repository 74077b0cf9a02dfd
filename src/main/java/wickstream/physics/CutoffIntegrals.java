package wickstream.physics;

import java.util.List;

/**
 * The coupling integrals over [−c, c] of a kernel that does not decay, d_in = 1, by a
 * Gauss-Legendre rule on each of a list of panels.
 */
final class CutoffIntegrals {
  private CutoffIntegrals() {}

  /** The integrals with {@code rule.size()} nodes a panel. */
  static IntegralTable of(Ensemble ensemble, InputPoints points, boolean sixth, LegendreRule rule) {
    Kernel kernel = Kernel.of(ensemble);
    KernelShape shape = KernelShape.of(ensemble, points);
    List<Panel> panels = shape.panels(ensemble.cutoff().orElseThrow());
    double[][] legs = legs(kernel, points, panels, rule);
    MultisetProducts products = new MultisetProducts(points.count(), sixth);
    for (int node = 0; node < legs.length; node++) {
      Panel panel = panels.get(node / rule.size());
      products.add(legs[node], rule.weight(node % rule.size(), panel));
    }
    double[] jSum = new double[0];
    if (sixth) {
      double[][] exchange = new ExchangeMatrix(kernel, shape, panels, rule).entries();
      jSum = TreeExchange.sums(exchange, legs, points.count());
    }
    return new IntegralTable(products.fourth(), products.sixth(), jSum);
  }

  /** K_W(x, x_a) for each node x and each input point. */
  private static double[][] legs(
      Kernel kernel, InputPoints points, List<Panel> panels, LegendreRule rule) {
    double[][] legs = new double[panels.size() * rule.size()][points.count()];
    for (int node = 0; node < legs.length; node++) {
      double x = panels.get(node / rule.size()).at(rule.node(node % rule.size()));
      for (int a = 0; a < points.count(); a++) {
        legs[node][a] = kernel.weightPart(x, points.coordinate(a, 0));
      }
    }
    return legs;
  }
}
