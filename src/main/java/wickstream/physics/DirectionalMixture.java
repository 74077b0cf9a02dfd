package wickstream.physics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The law from which log-normal networks are drawn whose points are far apart in units of 1/σ_W:
 * with probability 1/2 as the ensemble has them, else with the weights and the bias of one hidden
 * unit, chosen uniformly, shifted to where a moment of the unit has its mean. In units of standard
 * normals, W0 = σ_W/√d · n and b0 = σ_b n_b, E[h(x_1)…h(x_n)] has its mean from normals about
 *
 * <pre>
 *   λ = ( (σ_W/√d) Σ_i x_i,  n σ_b ),
 * </pre>
 *
 * the direction of the multiset. A direction λ_c that is taken instead of λ makes the second moment
 * e^{|λ − λ_c|²} times as large as λ itself. Directions are therefore taken from those of the
 * multisets until each is within {@link #NEAR} of one, always the one that is farthest from those
 * taken; that covers with no more than twice the least possible distance for their number
 * (Gonzalez, Theor. Comput. Sci. 38, 1985), which is what is left where they would be more than
 * {@link #MAX_DIRECTIONS}.
 *
 * <p>Those that order four adds for itself are followed by those that order two still lacks, where
 * the means of C_ab come from. With order six as many networks serve that order. Where all
 * multisets of an order are near (0, n σ_b) that one serves it alone, as in {@link
 * DefensiveMixture}.
 */
public final class DirectionalMixture {
  /** Within this distance one direction serves for another: the second moment is 4.8 times it. */
  public static final double NEAR = 1.25;

  /** The most directions that are taken for one order. */
  public static final int MAX_DIRECTIONS = 16;

  private static final double UNTILTED = 0.5;

  /** Distances that differ by less, relative to them, are equal but for rounding. */
  private static final double ROUNDING = 1e-9;

  private final List<Component> components;
  private final double distance;

  /**
   * One way of shifting a unit.
   *
   * @param probability of a network to be drawn in this way
   * @param shift λ_c: of the standard normals of W0, coordinate by coordinate, then of that of b0
   */
  public record Component(double probability, double[] shift) {
    /** |λ_c|². */
    public double square() {
      double square = 0;
      for (double x : shift) {
        square += x * x;
      }
      return square;
    }
  }

  private DirectionalMixture(List<Component> components, double distance) {
    this.components = List.copyOf(components);
    this.distance = distance;
  }

  /**
   * Whether directions matter: whether that of some multiset of the highest order is not near (0, n
   * σ_b). The farthest is that of the farthest point, n times.
   *
   * @param sixth whether order six is measured
   */
  public static boolean isNeeded(Ensemble ensemble, InputPoints points, boolean sixth) {
    double farthest = 0;
    for (int a = 0; a < points.count(); a++) {
      farthest = Math.max(farthest, points.dot(a, a));
    }
    return ensemble.activation() == Activation.GAUSS
        && (sixth ? 6 : 4) * scale(ensemble) * Math.sqrt(farthest) > NEAR;
  }

  /**
   * The mixture for functions up to order four, or up to order six.
   *
   * @param points in the coordinates in which W0 is drawn
   */
  public static DirectionalMixture of(Ensemble ensemble, InputPoints points, boolean sixth) {
    List<Component> components = new ArrayList<>();
    double distance = 0;
    int[] orders = sixth ? new int[] {4, 6} : new int[] {4};
    for (int order : orders) {
      List<double[]> taken = new ArrayList<>();
      distance = Math.max(distance, cover(ensemble, points, order, taken));
      for (double[] shift : taken) {
        components.add(new Component((1 - UNTILTED) / orders.length / taken.size(), shift));
      }
    }
    return new DirectionalMixture(components, distance);
  }

  /** Takes the directions of one order, of order four with those of order two. */
  private static double cover(
      Ensemble ensemble, InputPoints points, int order, List<double[]> taken) {
    List<double[]> directions = directions(ensemble, points, order);
    double[] bias = new double[points.coordinates() + 1];
    bias[points.coordinates()] = order * ensemble.sigmaB();
    double[] fromBias = distances(directions, bias);
    int first = farthest(fromBias);
    if (fromBias[first] <= NEAR) {
      taken.add(bias);
      return fromBias[first];
    }
    taken.add(directions.get(first));
    double left = cover(directions, taken, MAX_DIRECTIONS);
    int most = taken.size() + MAX_DIRECTIONS;
    return order == 4 ? Math.max(left, cover(directions(ensemble, points, 2), taken, most)) : left;
  }

  /**
   * Takes more directions until all are near one that was taken.
   *
   * @param most how many are taken in all, at most
   * @return the largest distance that is left
   */
  private static double cover(List<double[]> directions, List<double[]> taken, int most) {
    double[] left = new double[directions.size()];
    Arrays.fill(left, Double.POSITIVE_INFINITY);
    taken.forEach(t -> lower(left, distances(directions, t)));
    int next = farthest(left);
    while (left[next] > NEAR && taken.size() < most) {
      taken.add(directions.get(next));
      lower(left, distances(directions, directions.get(next)));
      next = farthest(left);
    }
    return left[next];
  }

  private static void lower(double[] distances, double[] others) {
    Arrays.setAll(distances, k -> Math.min(distances[k], others[k]));
  }

  /** λ of all multisets of an order, in their order. */
  private static List<double[]> directions(Ensemble ensemble, InputPoints points, int order) {
    double scale = scale(ensemble);
    Multisets multisets = Multisets.of(points.count(), order);
    List<double[]> directions = new ArrayList<>();
    for (int k = 0; k < multisets.size(); k++) {
      double[] direction = new double[points.coordinates() + 1];
      for (int a : multisets.indices(k)) {
        for (int i = 0; i < points.coordinates(); i++) {
          direction[i] += scale * points.coordinate(a, i);
        }
      }
      direction[points.coordinates()] = order * ensemble.sigmaB();
      directions.add(direction);
    }
    return directions;
  }

  private static double[] distances(List<double[]> directions, double[] from) {
    double[] distances = new double[directions.size()];
    for (int k = 0; k < distances.length; k++) {
      double square = 0;
      for (int i = 0; i < from.length; i++) {
        double difference = directions.get(k)[i] - from[i];
        square += difference * difference;
      }
      distances[k] = Math.sqrt(square);
    }
    return distances;
  }

  /** The first of those that are farthest but for rounding. */
  private static int farthest(double[] distances) {
    int farthest = 0;
    for (int k = 1; k < distances.length; k++) {
      if (distances[k] > distances[farthest] * (1 + ROUNDING)) {
        farthest = k;
      }
    }
    return farthest;
  }

  /** σ_W/√d. */
  private static double scale(Ensemble ensemble) {
    return ensemble.sigmaW() / Math.sqrt(ensemble.dIn());
  }

  /** p_0. */
  public double untilted() {
    return UNTILTED;
  }

  /** The ways of shifting a unit, those for order four first. */
  public List<Component> components() {
    return components;
  }

  /** The largest distance from the direction of a multiset to the nearest that was taken. */
  public double distance() {
    return distance;
  }

  /**
   * Which component a uniform number stands for; −1 for none.
   *
   * @param u in [0, 1)
   */
  public int component(double u) {
    double below = UNTILTED;
    int c = -1;
    while (u >= below && c < components.size() - 1) {
      c++;
      below += components.get(c).probability();
    }
    return c;
  }
}
