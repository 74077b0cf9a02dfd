package wickstream.numeric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Nodes and weights for means over the standard normal law in the plane, of functions of the
 * numbers z_a = r R_a cos(φ − α_a) that are analytic in each of them but at z_a = 0, in polar
 * coordinates r, φ: Gauss–Legendre rules on panels of φ between the rays on which some z_a
 * vanishes, and on panels of r. Where R_a is large z_a changes fast near its rays and near the
 * origin; there panels are smaller, by a constant factor each, so that functions that vary over |z|
 * ~ 1 and are smooth beyond are resolved for any R. Immutable.
 */
public final class PolarRule {
  /** How far panels grow from one to the next. */
  private static final double GROWTH = 5;

  /** The first panel of r, and the angle next to a ray, in units of 1/R. */
  private static final double FIRST = 3;

  private static final double LONGEST_RADIUS = 4;
  private static final double WIDEST_ANGLE = 0.8;

  /** Angles nearer than this are one. */
  private static final double SAME_ANGLE = 1e-13;

  private final double[] angles;
  private final double[] angleWeights;
  private final double[] radii;
  private final double[] radiusWeights;

  private PolarRule(
      double[] angles, double[] angleWeights, double[] radii, double[] radiusWeights) {
    this.angles = angles;
    this.angleWeights = angleWeights;
    this.radii = radii;
    this.radiusWeights = radiusWeights;
  }

  /**
   * A rule.
   *
   * @param norms R_a, at least 0
   * @param directions α_a
   * @param reach the largest r that counts
   * @param nodes of each panel
   */
  public static PolarRule of(double[] norms, double[] directions, double reach, int nodes) {
    return of(norms, directions, reach, nodes, true);
  }

  /** The same without panels that end at the rays: for functions that are analytic there. */
  public static PolarRule ofAnalytic(double[] norms, double[] directions, double reach, int nodes) {
    return of(norms, directions, reach, nodes, false);
  }

  private static PolarRule of(
      double[] norms, double[] directions, double reach, int nodes, boolean endsAtRays) {
    LegendreRule rule = LegendreRule.of(nodes);
    double largest = Arrays.stream(norms).max().orElse(0);
    List<Panel> ofRadius = radii(largest, reach);
    List<Panel> ofAngle = angles(norms, directions, endsAtRays);
    double[] radii = nodes(rule, ofRadius);
    double[] radiusWeights = weights(rule, ofRadius);
    for (int i = 0; i < radii.length; i++) {
      radiusWeights[i] *= radii[i] * StrictMath.exp(-radii[i] * radii[i] / 2);
    }
    double[] angleWeights = weights(rule, ofAngle);
    for (int j = 0; j < angleWeights.length; j++) {
      angleWeights[j] /= 2 * Math.PI;
    }
    return new PolarRule(nodes(rule, ofAngle), angleWeights, radii, radiusWeights);
  }

  private static List<Panel> radii(double largest, double reach) {
    List<Panel> panels = new ArrayList<>();
    double from = 0;
    double length = Math.min(LONGEST_RADIUS, FIRST / largest);
    while (from < reach) {
      double to = from + length < reach - length / 2 ? from + length : reach;
      panels.add(new Panel(from, to));
      from = to;
      length = Math.min(LONGEST_RADIUS, from * (GROWTH - 1));
    }
    return panels;
  }

  /** A ray on which a number of this norm vanishes. */
  private record Ray(double angle, double norm) {}

  private static List<Panel> angles(double[] norms, double[] directions, boolean endsAtRays) {
    List<Ray> rays = rays(norms, directions);
    List<Panel> panels = new ArrayList<>();
    if (!endsAtRays) {
      addHalves(new Panel(0, 2 * Math.PI), rays, panels);
      return panels;
    }
    for (int k = 0; k < rays.size(); k++) {
      double from = rays.get(k).angle;
      double to = k + 1 < rays.size() ? rays.get(k + 1).angle : rays.get(0).angle + 2 * Math.PI;
      addHalves(new Panel(from, to), rays, panels);
    }
    return panels;
  }

  private static void addHalves(Panel panel, List<Ray> rays, List<Panel> into) {
    if (rays.stream().allMatch(ray -> isFine(panel, ray))) {
      into.add(panel);
      return;
    }
    addHalves(panel.left(), rays, into);
    addHalves(panel.right(), rays, into);
  }

  private static boolean isFine(Panel panel, Ray ray) {
    double turn = 2 * Math.PI;
    double gap =
        Math.min(
            panel.gap(ray.angle),
            Math.min(panel.gap(ray.angle - turn), panel.gap(ray.angle + turn)));
    double length = Math.max(FIRST / (ray.norm * LONGEST_RADIUS), gap * (GROWTH - 1));
    return panel.length() <= Math.min(WIDEST_ANGLE, length);
  }

  /** In ascending order within one turn; where several fall together the largest norm counts. */
  private static List<Ray> rays(double[] norms, double[] directions) {
    List<Ray> all = new ArrayList<>();
    for (int a = 0; a < norms.length; a++) {
      for (int side = -1; side <= 1; side += 2) {
        double angle = directions[a] + side * Math.PI / 2;
        all.add(new Ray(angle - 2 * Math.PI * Math.floor(angle / (2 * Math.PI)), norms[a]));
      }
    }
    all.sort((one, other) -> Double.compare(one.angle, other.angle));
    List<Ray> distinct = new ArrayList<>();
    for (Ray ray : all) {
      Ray before = distinct.isEmpty() ? null : distinct.get(distinct.size() - 1);
      if (before != null && ray.angle - before.angle < SAME_ANGLE) {
        distinct.set(distinct.size() - 1, new Ray(before.angle, Math.max(before.norm, ray.norm)));
      } else {
        distinct.add(ray);
      }
    }
    return distinct;
  }

  private static double[] nodes(LegendreRule rule, List<Panel> panels) {
    double[] nodes = new double[panels.size() * rule.size()];
    for (int k = 0; k < nodes.length; k++) {
      nodes[k] = panels.get(k / rule.size()).at(rule.node(k % rule.size()));
    }
    return nodes;
  }

  private static double[] weights(LegendreRule rule, List<Panel> panels) {
    double[] weights = new double[panels.size() * rule.size()];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = rule.weight(k % rule.size(), panels.get(k / rule.size()));
    }
    return weights;
  }

  /** How many nodes there are. */
  public int size() {
    return angles.length * radii.length;
  }

  /** z_a at all nodes; those of one φ follow one another. */
  public double[] numbers(double norm, double direction) {
    return numbers(norm, direction, 0, angles.length);
  }

  /** The same at the nodes of some values of φ, from the first to that before the last. */
  public double[] numbers(double norm, double direction, int first, int last) {
    double[] numbers = new double[(last - first) * radii.length];
    int k = 0;
    for (int j = first; j < last; j++) {
      double slope = norm * StrictMath.cos(angles[j] - direction);
      for (double radius : radii) {
        numbers[k++] = slope * radius;
      }
    }
    return numbers;
  }

  /** How many values φ has. */
  public int angles() {
    return angles.length;
  }

  /** How many nodes follow one another for one φ. */
  public int radii() {
    return radii.length;
  }

  /** The weight of a node; those of all add up to 1. */
  public double weight(int node) {
    return angleWeights[node / radii.length] * radiusWeights[node % radii.length];
  }

  /** The mean of numbers given at all nodes, summed ray by ray. */
  public double mean(double[] values) {
    double sum = 0;
    int k = 0;
    for (double ofAngle : angleWeights) {
      double ofRay = 0;
      for (double ofRadius : radiusWeights) {
        ofRay = Math.fma(ofRadius, values[k++], ofRay);
      }
      sum = Math.fma(ofAngle, ofRay, sum);
    }
    return sum;
  }
}
