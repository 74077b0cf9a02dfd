package wickstream.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many networks each point of parallel lines should have so that the slope that the lines share
 * is known to a given error for the least work: the optimal design of a regression.
 *
 * <p>With n networks a point has the weight w = n/s², and the lines together know the slope with
 * the variance 1/S, where S is the sum of Σ w (x − x̄)² over the lines. S is concave in the n, so
 * that a design is optimal exactly if no point that has more than its least gains less, and no
 * other point more, for its work: (x − x̄)²/(s² c) is λ for the former and at most λ for the latter
 * (Whittle, "Some general points in the theory of optimal experimental design", Journal of the
 * Royal Statistical Society B 35, 1973). For a given λ that fixes each x̄ and with it the n; λ is
 * found by bisection. Where λ has come down to what two points of one line gain however many
 * networks they have, these two get the rest (Elfving, Annals of Mathematical Statistics 23, 1952).
 */
public final class SlopeDesign {
  /** So many halvings reach the last digit. */
  private static final int HALVINGS = 200;

  private final List<Point> points;

  /** Which points are on which line. */
  private final int[][] lines;

  /**
   * @param points of all lines
   */
  public SlopeDesign(List<Point> points) {
    this.points = List.copyOf(points);
    int count = points.stream().mapToInt(Point::line).max().orElse(-1) + 1;
    this.lines = new int[count][0];
    IntStream.range(0, points.size())
        .boxed()
        .collect(Collectors.groupingBy(i -> points.get(i).line()))
        .forEach((line, on) -> lines[line] = on.stream().mapToInt(i -> i).toArray());
  }

  /**
   * A point of a line.
   *
   * @param line which line it is on, from 0
   * @param x where on the line
   * @param spread s, the standard deviation of its value with one network, above 0; infinite for a
   *     point that tells nothing
   * @param work c, what a network costs, above 0
   * @param least how many networks it has or must have, at least 0
   * @param most how many it may have, at least as many; may be infinite
   */
  public record Point(int line, double x, double spread, double work, double least, double most) {

    public Point {
      if (!(spread > 0 && work > 0 && least >= 0 && most >= least)) {
        throw new IllegalArgumentException(
            "a point needs a spread and work above 0 and at most as many networks as it may have, were %s, %s, %s and %s"
                .formatted(spread, work, least, most));
      }
    }

    private Point with(double otherLeast) {
      return new Point(line, x, spread, work, Math.min(otherLeast, most), most);
    }

    private boolean mayGrow() {
      return least < most && Double.isFinite(spread);
    }

    /** √(s² c): λ is ((x − x̄)/this)². */
    private double reach() {
      return spread * Math.sqrt(work);
    }

    private double weight(double networks) {
      return networks / (spread * spread);
    }
  }

  /** The error of the slope with so many networks at each point; infinite where it is not fixed. */
  public double error(double[] networks) {
    return 1 / Math.sqrt(information(networks));
  }

  /**
   * The design of the least work that reaches an error of the slope.
   *
   * @return how many networks each point should have; empty if the most of all do not suffice
   */
  public Optional<double[]> counts(double error) {
    double wanted = 1 / (error * error);
    SlopeDesign design = this;
    while (design.isWithin(wanted)) {
      double[] networks = design.unbounded(wanted);
      SlopeDesign bounded = design.withFilled(networks);
      if (bounded.points.equals(design.points)) {
        return Optional.of(networks);
      }
      design = bounded;
    }
    return Optional.empty();
  }

  /**
   * The same with a floor, so that points that tell little of the slope still tell whether it is
   * one: all points get at least a share of what the design takes without, in equal parts.
   *
   * @param share of the work, between 0 and 1
   */
  public Optional<double[]> countsWithFloor(double error, double share) {
    return counts(error).flatMap(networks -> withFloor(share * work(networks)).counts(error));
  }

  /** What so many networks cost. */
  public double work(double[] networks) {
    return IntStream.range(0, networks.length)
        .mapToDouble(i -> networks[i] * points.get(i).work())
        .sum();
  }

  private SlopeDesign withFloor(double work) {
    double each = work / points.size();
    return new SlopeDesign(
        points.stream().map(p -> p.with(Math.max(p.least(), each / p.work()))).toList());
  }

  /** Points that were given too many have their most. */
  private SlopeDesign withFilled(double[] networks) {
    return new SlopeDesign(
        IntStream.range(0, networks.length)
            .mapToObj(
                i ->
                    networks[i] > points.get(i).most()
                        ? points.get(i).with(networks[i])
                        : points.get(i))
            .toList());
  }

  private boolean isWithin(double wanted) {
    double[] most = points.stream().mapToDouble(p -> p.mayGrow() ? p.most() : p.least()).toArray();
    return Arrays.stream(most).anyMatch(Double::isInfinite)
        ? best().gain() > 0
        : information(most) >= wanted;
  }

  private double[] least() {
    return points.stream().mapToDouble(Point::least).toArray();
  }

  private double information(double[] networks) {
    return IntStream.range(0, lines.length).mapToDouble(line -> information(networks, line)).sum();
  }

  private double information(double[] networks, int line) {
    double centre = centre(networks, line);
    double sum = 0;
    for (int i : lines[line]) {
      double distance = points.get(i).x() - centre;
      double weight = points.get(i).weight(networks[i]);
      sum += weight > 0 ? weight * distance * distance : 0;
    }
    return sum;
  }

  /** x̄; 0 of a line without weight. */
  private double centre(double[] networks, int line) {
    double weights = 0;
    double weighted = 0;
    for (int i : lines[line]) {
      weights += points.get(i).weight(networks[i]);
      weighted += points.get(i).weight(networks[i]) * points.get(i).x();
    }
    return weights > 0 ? weighted / weights : 0;
  }

  /** The design in which no point has a most. */
  private double[] unbounded(double wanted) {
    double[] networks = least();
    if (information(networks) >= wanted) {
      return networks;
    }
    Pair best = best();
    double[] levelled = levelled(best.gain());
    double missing = wanted - information(levelled);
    if (best.gain() > 0 && missing > 0) {
      add(best, missing, levelled);
      return levelled;
    }
    double low = best.gain();
    double high = largestGain(networks);
    for (int i = 0; i < HALVINGS && low < high; i++) {
      double middle = 0.5 * (low + high);
      boolean isEnough = information(levelled(middle)) >= wanted;
      low = isEnough ? middle : low;
      high = isEnough ? high : middle;
    }
    return levelled(low);
  }

  /** The largest (x − x̄)²/(s² c). */
  private double largestGain(double[] networks) {
    double largest = 0;
    for (int line = 0; line < lines.length; line++) {
      double centre = centre(networks, line);
      for (int i : lines[line]) {
        Point point = points.get(i);
        double distance = (point.x() - centre) / point.reach();
        largest = point.mayGrow() ? Math.max(largest, distance * distance) : largest;
      }
    }
    return largest;
  }

  /** The least networks, and those that it takes until no point gains more than λ. */
  private double[] levelled(double gain) {
    double[] networks = least();
    for (int line = 0; line < lines.length; line++) {
      level(networks, line, Math.sqrt(gain), 1);
      level(networks, line, Math.sqrt(gain), -1);
    }
    return networks;
  }

  /**
   * Adds to the point that draws x̄ farthest to one side until it gains no more than λ.
   *
   * @param side 1 for points above x̄, −1 for points below
   */
  private void level(double[] networks, int line, double rootGain, int side) {
    double centre = centre(networks, line);
    double limit = Double.NEGATIVE_INFINITY;
    int drawing = -1;
    for (int i : lines[line]) {
      Point point = points.get(i);
      double own = side * point.x() - rootGain * point.reach();
      if (point.mayGrow() && own > limit) {
        limit = own;
        drawing = i;
      }
    }
    if (drawing < 0 || side * centre >= limit) {
      return;
    }
    double weights = Arrays.stream(lines[line]).mapToDouble(i -> weight(networks, i)).sum();
    Point point = points.get(drawing);
    double further = (limit - side * centre) / (side * point.x() - limit);
    networks[drawing] += weights * further * point.spread() * point.spread();
  }

  private double weight(double[] networks, int i) {
    return points.get(i).weight(networks[i]);
  }

  /** The two points of one line that gain most for their work together. */
  private Pair best() {
    Pair best = new Pair(-1, -1, 0);
    for (int[] line : lines) {
      for (int i : line) {
        for (int j : line) {
          double gain = i < j ? gain(points.get(i), points.get(j)) : 0;
          best = gain > best.gain() ? new Pair(i, j, gain) : best;
        }
      }
    }
    return best;
  }

  private static double gain(Point one, Point other) {
    if (!one.mayGrow() || !other.mayGrow()) {
      return 0;
    }
    double distance = (one.x() - other.x()) / (one.reach() + other.reach());
    return distance * distance;
  }

  /** Adds networks to two points that raise S by so much. */
  private void add(Pair pair, double information, double[] networks) {
    double reaches = points.get(pair.first()).reach() + points.get(pair.second()).reach();
    double each = information / (pair.gain() * reaches);
    for (int i : new int[] {pair.first(), pair.second()}) {
      double spread = points.get(i).spread();
      networks[i] += each / points.get(i).reach() * spread * spread;
    }
  }

  /**
   * Two points of a line.
   *
   * @param gain what they add to S for a unit of work if x̄ stays where it is
   */
  private record Pair(int first, int second, double gain) {}
}
