package wickstream.sampling;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.OverflowBound;
import wickstream.physics.Priors;
import wickstream.physics.Readout;
import wickstream.physics.Training;

/**
 * One point of a campaign's grid: everything that decides, together with the seed, which networks
 * are drawn and what is averaged over them. What decides when to stop is no part of it.
 *
 * @param ensemble the distribution of networks, with σ_W
 * @param width N, at least 1
 * @param points where the networks are evaluated
 * @param estimator how Green functions are estimated
 * @param orders which orders are measured: of 2, 4, 6, ascending
 * @param bagSize networks a bag, at least 1
 * @param training what the networks are trained on; empty if they are looked at as they are drawn
 */
public record Shard(
    Ensemble ensemble,
    int width,
    InputPoints points,
    Estimator estimator,
    List<Integer> orders,
    int bagSize,
    Optional<Training> training) {

  /** Changes whenever the same shard and seed would give other networks or other averages. */
  private static final int SAMPLING_VERSION = 4;

  /** The same, of shards that have not changed since. */
  private static final List<Integer> EARLIER_SAMPLING_VERSIONS = List.of(2, 3);

  /** Changes whenever averages of the same networks get other last digits. */
  private static final int AVERAGING_VERSION = 3;

  /** The same, of shards that have not changed since. */
  private static final int EARLIER_AVERAGING_VERSION = 2;

  /** A step of descent takes 2.4 ns a unit and example, a normal 1.5 ns. */
  private static final double NORMALS_PER_STEP = 1.6;

  /** What a product that is averaged costs, in hidden units: 5 ns of 10 ns, as measured. */
  private static final double PRODUCT = 0.5;

  private static final Set<Integer> ORDERS = Set.of(2, 4, 6);

  public Shard {
    orders = List.copyOf(orders);
    if (!ORDERS.containsAll(orders)
        || !orders.equals(orders.stream().distinct().sorted().toList())
        || orders.contains(6) && !orders.contains(4)) {
      throw new IllegalArgumentException(
          "a shard must measure orders of 2, 4, 6, ascending, and 4 where 6, had " + orders);
    }
    if (width < 1 || bagSize < 1) {
      throw new IllegalArgumentException(
          "a shard must have width and bag size of at least 1, had %d and %d"
              .formatted(width, bagSize));
    }
    if (ensemble.depth() > 1 && !orders.contains(2)) {
      throw new IllegalArgumentException(
          "a shard of several hidden layers must measure order 2, had orders " + orders);
    }
    if (!estimator.appliesTo(ensemble, points, orders.contains(6))) {
      throw new IllegalArgumentException(
          "the tilted estimator must be used with gauss, and sigma-b above 0 or points far apart");
    }
    int leastWidth = estimator.leastWidth(orders.stream().mapToInt(n -> n).max().orElse(2));
    if (estimator == Estimator.POOLED && width < leastWidth) {
      throw new IllegalArgumentException(
          "the pooled estimator must be used with a width of at least %d, was %d"
              .formatted(leastWidth, width));
    }
    if (estimator.integratesLastLayer(ensemble.depth())
        && (orders.contains(6) || points.count() > width)) {
      throw new IllegalArgumentException(
          "the pooled estimator of several hidden layers must be used with orders 2 and 4, and no more points than units, had orders %s, %d points, N = %d"
              .formatted(orders, points.count(), width));
    }
    if (estimator.integratesLastLayer(ensemble.depth())
        && !ensemble.priors().equals(Priors.NORMAL)) {
      throw new IllegalArgumentException(
          "the pooled estimator of several hidden layers must be used with normal weights, had "
              + ensemble.priors());
    }
    if (training.isPresent()) {
      requireTrainable(training.get(), ensemble, estimator, orders);
    }
  }

  private static void requireTrainable(
      Training training, Ensemble ensemble, Estimator estimator, List<Integer> orders) {
    if (estimator == Estimator.POOLED || !orders.containsAll(List.of(2, 4))) {
      throw new IllegalArgumentException(
          "a shard of trained networks must measure orders 2 and 4, and not be pooled, had orders %s and %s"
              .formatted(orders, estimator.label()));
    }
    boolean isTrainable =
        training.isOfAllLayers()
            ? ensemble.priors().equals(Priors.NORMAL)
            : ensemble.priors().hasNormalReadout();
    if (!isTrainable) {
      throw new IllegalArgumentException(
          "a shard of trained networks must have normal weights, had " + ensemble.priors());
    }
    if (training.isPosterior() && estimator == Estimator.PLAIN) {
      throw new IllegalArgumentException(
          "a shard of networks of the posterior must be conditional or tilted, was plain");
    }
    if (training.isOfAllLayers() && (estimator != Estimator.PLAIN || ensemble.depth() > 1)) {
      throw new IllegalArgumentException(
          "a shard of networks that descend in all layers must be plain and have one hidden layer, was %s and had %d"
              .formatted(estimator.label(), ensemble.depth()));
    }
    if (training.outputs() != ensemble.dOut()) {
      throw new IllegalArgumentException(
          "a shard must be trained on as many targets as it has outputs, %d, had %d"
              .formatted(ensemble.dOut(), training.outputs()));
    }
  }

  /** A shard of networks that are not trained. */
  public Shard(
      Ensemble ensemble,
      int width,
      InputPoints points,
      Estimator estimator,
      List<Integer> orders,
      int bagSize) {
    this(ensemble, width, points, estimator, orders, bagSize, Optional.empty());
  }

  /**
   * The shard of the same networks before they are trained, at all points at which they must be
   * known: its own, and after them what they are trained on.
   */
  Shard untrained() {
    return training
        .map(t -> new Shard(ensemble, width, t.pointsWith(points), estimator, orders, bagSize))
        .orElse(this);
  }

  /** Whether all layers of its networks descend. */
  boolean learnsAllLayers() {
    return training.filter(Training::isOfAllLayers).isPresent();
  }

  /** How large its networks are. */
  public NetworkSize size() {
    int drawn = training.map(t -> t.pointsWith(points).count()).orElse(points.count());
    double normals = (ensemble.depth() - 1.0) * width * Math.min(width, drawn);
    return new NetworkSize(width, ensemble.depth(), normals + descent());
  }

  /**
   * About how much work a network is, in hidden units of the first layer: to draw it, and to
   * average the products of its outputs. The same on every machine.
   */
  public double cost() {
    double products =
        orders.stream()
            .mapToDouble(order -> Multisets.count(points.count(), order) * (order == 6 ? 2 : 1))
            .sum();
    double averaged = estimator == Estimator.POOLED ? size().hiddenUnits() : 1;
    return size().work() + PRODUCT * products * averaged;
  }

  /** What all steps of a network cost, in normals. */
  private double descent() {
    if (!learnsAllLayers()) {
      return 0;
    }
    List<Double> times = training.get().times();
    double steps = training.get().steps(times.get(times.size() - 1));
    return NORMALS_PER_STEP * steps * training.get().examples().size() * width;
  }

  /** Whether an order is measured. */
  public boolean measures(int order) {
    return orders.contains(order);
  }

  /**
   * Whether hidden layers after the first are drawn in the space of the points: whether that takes
   * fewer normals, P a unit instead of N.
   */
  boolean isDrawnAtPoints() {
    return ensemble.depth() > 1 && points.count() <= width;
  }

  /**
   * The points as networks are evaluated at them: rotated where that takes fewer coordinates, of
   * each of which every unit has a weight. Weights of inputs are isotropic.
   */
  InputPoints rotatedPoints() {
    return points.inFewestCoordinates();
  }

  /** Whether a network is tilted by weights as well as bias: where points are far apart. */
  public boolean isTiltedByDirection() {
    return estimator == Estimator.TILTED
        && OverflowBound.allowsDirections(ensemble, points, measures(6));
  }

  /** Where in the grid it is, in words. */
  public String place() {
    return "N = %d, sigma_W = %s".formatted(width, ensemble.sigmaW());
  }

  /**
   * Since version 3 the two-point functions are averaged also where they are not asked for, and the
   * integrals over a cutoff have other last digits. Since version 4 layers are drawn in the space
   * of the points where that is cheaper.
   */
  private int samplingVersion() {
    if (isDrawnAtPoints() || rotatedPoints().coordinates() < points.coordinates()) {
      return SAMPLING_VERSION;
    }
    boolean hasCutoff = !ensemble.activation().hasGaussianKernel();
    return EARLIER_SAMPLING_VERSIONS.get(hasCutoff || !measures(2) ? 1 : 0);
  }

  /**
   * The text whose hash identifies the shard: one {@code key=value} a line; numbers in hexadecimal,
   * because their shortest decimal form differs between Java versions.
   */
  public String canonicalText() {
    return drawnText() + canonicalAveraging() + training.map(Shard::canonicalTraining).orElse("");
  }

  /** The part of it that decides which networks are drawn, whether or not they are trained. */
  private String drawnText() {
    return String.join(
        "\n",
        "sampling=" + samplingVersion(),
        "activation=" + ensemble.activation().label(),
        "dIn=" + ensemble.dIn(),
        "dOut=" + ensemble.dOut() + (ensemble.depth() > 1 ? "\ndepth=" + ensemble.depth() : ""),
        "width=" + width,
        "sigmaW=" + Double.toHexString(ensemble.sigmaW()),
        "sigmaB=" + Double.toHexString(ensemble.sigmaB()),
        "cutoff="
            + ensemble.cutoff().stream().mapToObj(Double::toHexString).collect(Collectors.joining())
            + canonicalPriors(),
        "points=" + canonicalPoints(),
        "estimator=" + estimator.label() + (isTiltedByDirection() ? "\ntilted=by direction" : ""),
        "orders=" + orders,
        "bagSize=" + bagSize,
        "");
  }

  /**
   * A line that shards do not have whose averages have not changed. Since version 2 what is the
   * same for all networks is taken from averages and not from each network, and sums over many
   * units of nearly flat recurrences are made of sums of powers. Since version 3 what counts
   * equally in a series may be added before it is multiplied, and of weighted products both factors
   * have the root of the weight.
   */
  private String canonicalAveraging() {
    if (points.count() > 1 || estimator == Estimator.TILTED) {
      return "averages=" + AVERAGING_VERSION + "\n";
    }
    boolean hasConstants =
        estimator == Estimator.PLAIN || ensemble.priors().sharedScale().isPresent();
    return hasConstants ? "averages=" + EARLIER_AVERAGING_VERSION + "\n" : "";
  }

  /** Lines that shards with normal weights do not have. */
  private String canonicalPriors() {
    Priors priors = ensemble.priors();
    String readout =
        priors.readout() == Readout.NORMAL ? "" : "\nreadout=" + priors.readout().label();
    String scale =
        priors.sharedScale().stream()
            .mapToObj(gamma -> "\nsharedScale=" + Double.toHexString(gamma))
            .collect(Collectors.joining());
    return ensemble.hasExponentialKernel()
        ? readout + scale + "\nfrequencies=" + priors.frequencies().label()
        : readout + scale;
  }

  private static String canonicalTraining(Training training) {
    Function<List<Double>, String> text =
        numbers -> numbers.stream().map(Double::toHexString).collect(Collectors.joining(","));
    return String.join(
        "\n",
        "trained=" + training.layers().label(),
        "data="
            + training.examples().stream()
                .map(of -> text.apply(of.input()) + ":" + text.apply(of.targets()))
                .collect(Collectors.joining(";")),
        "descent=" + training.rate().stream().mapToObj(Double::toHexString).findFirst().orElse(""),
        "noiseVariance="
            + training.noiseVariance().stream()
                .mapToObj(Double::toHexString)
                .findFirst()
                .orElse(""),
        "times=" + text.apply(training.times()),
        "");
  }

  private String canonicalPoints() {
    return IntStream.range(0, points.count())
        .mapToObj(
            a ->
                DoubleStream.of(points.point(a))
                    .mapToObj(Double::toHexString)
                    .collect(Collectors.joining(",")))
        .collect(Collectors.joining(";"));
  }

  /** The shard's identity: the first 16 hexadecimal digits of the SHA-256 of its canonical text. */
  public String id() {
    return HexFormat.of().toHexDigits(hash(canonicalText()));
  }

  /**
   * The 64 bits that address the shard's random numbers: a hash of what decides which networks are
   * drawn, which neither training nor the rounding of averages changes.
   */
  public long hash() {
    return hash(drawnText());
  }

  private static long hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(digest), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
