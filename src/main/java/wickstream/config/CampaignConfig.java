package wickstream.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;
import wickstream.statistics.SampleChecks;
import wickstream.statistics.Totals;

/**
 * One campaign: an ensemble family, a grid of shards (N, σ_W), an estimator, a target precision
 * with its budgets, and a seed. Immutable and valid by construction.
 *
 * @param name 1 to 64 characters of A-Z a-z 0-9 . _ -, not starting with . or -, so that it can be
 *     the name of a directory and an argument of a command
 * @param seed any 64-bit integer; together with the rest it fixes every bit of the results
 * @param activation the nonlinearity of the hidden units
 * @param dIn dimension of the inputs, 1 to 64
 * @param dOut number of outputs, 1 to 64
 * @param depth number of hidden layers, 1 to 16; above 1 for erf, relu and tanh with one output
 *     only
 * @param sigmaB σ_b, finite and at least 0
 * @param cutoff of the coupling integrals, finite and above 0; empty exactly for gauss and cos
 * @param widths the N of the grid, each 1 to 10⁹, all different, at least one
 * @param sigmaW the σ_W of the grid, each finite and above 0, all different, at least one
 * @param points where networks are evaluated, of dimension dIn
 * @param estimator how Green functions are estimated; tilted for gauss with σ_b &gt; 0 only
 * @param orders of the Green functions measured: different ones of 2, 4, 6, in rising order, with
 *     the order of the observable, and 4 where there is 6
 * @param bagSize networks in a bag, 1 to 10⁹, and at most 10¹¹ hidden units at the largest width
 * @param stop when a shard may stop, with room for its least number of bags
 */
public record CampaignConfig(
    String name,
    long seed,
    Activation activation,
    int dIn,
    int dOut,
    int depth,
    double sigmaB,
    OptionalDouble cutoff,
    List<Integer> widths,
    List<Double> sigmaW,
    InputPoints points,
    Estimator estimator,
    List<Integer> orders,
    int bagSize,
    StopCondition stop) {

  static final WholeRange D_IN = new WholeRange(1, 64);
  static final WholeRange D_OUT = new WholeRange(1, 64);
  static final WholeRange DEPTH = new WholeRange(1, 16);
  static final WholeRange BAG_SIZE = new WholeRange(1, 1_000_000_000);

  /** A bag holds up to six scalar series, one double a network each. */
  private static final int BYTES_PER_NETWORK = 48;

  /** An object with a count and four sums, and what refers to it. */
  private static final int BYTES_PER_MOMENTS = 60;

  /** The same in a checkpoint, of which one at a time is written. */
  private static final int BYTES_PER_MOMENTS_SAVED = 40;

  private static final long MOST_UNITS_PER_BAG = 100_000_000_000L;
  static final int LONGEST_NAME = 64;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");

  /**
   * @throws InvalidConfiguration naming the first component that is not as described
   */
  public CampaignConfig {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidConfiguration(
          "campaign.name",
          "must be 1 to 64 characters of A-Z a-z 0-9 . _ -, not starting with . or -, was \"%s\""
              .formatted(name));
    }
    D_IN.check("campaign.ensemble.d-in", dIn);
    D_OUT.check("campaign.ensemble.d-out", dOut);
    DEPTH.check("campaign.ensemble.depth", depth);
    sigmaB = RealRange.NOT_NEGATIVE.check("campaign.ensemble.sigma-b", sigmaB) + 0.0; // not −0.0
    widths = List.copyOf(widths);
    sigmaW = List.copyOf(sigmaW);
    Grid.check(widths, sigmaW);
    checkEnsemble(activation, dIn, depth, sigmaW.get(0), sigmaB, cutoff);
    if (points.dIn() != dIn) {
      throw new InvalidConfiguration(
          "campaign.points",
          "must have d-in = %d coordinates each, had %d".formatted(dIn, points.dIn()));
    }
    if (!estimator.appliesTo(activation, sigmaB)) {
      throw new InvalidConfiguration(
          "campaign.estimator",
          "must be plain, conditional or auto unless activation = gauss and sigma-b is above 0,"
              + " was "
              + estimator.label());
    }
    checkObservable(activation, dIn, orders, stop);
    orders = orders.stream().sorted().toList();
    if (depth > 1) {
      checkDeep(dOut, orders, bagSize, Collections.max(widths), depth);
    }
    checkBags(bagSize, Collections.max(widths), stop);
  }

  private static void checkEnsemble(
      Activation activation,
      int dIn,
      int depth,
      double sigmaW,
      double sigmaB,
      OptionalDouble cutoff) {
    try {
      new Ensemble(activation, dIn, 1, depth, sigmaW, sigmaB, cutoff);
    } catch (IllegalArgumentException e) {
      throw InvalidConfiguration.in("campaign.ensemble", e);
    }
  }

  private static void checkDeep(
      int dOut, List<Integer> orders, int bagSize, int widest, int depth) {
    if (dOut > 1) {
      throw new InvalidConfiguration(
          "campaign.ensemble.d-out", "must be 1 with depth above 1, was " + dOut);
    }
    if (!orders.contains(2)) {
      throw new InvalidConfiguration(
          "campaign.orders",
          "must contain 2 with depth above 1, whose connected functions need it, was " + orders);
    }
    double weights = (double) (depth - 1) * widest * widest;
    if (bagSize * weights > MOST_UNITS_PER_BAG) {
      throw new InvalidConfiguration(
          "campaign.bag-size",
          "must be at most %d with a width of %d and depth %d (a bag may take 10^11 weights between hidden layers), was %d"
              .formatted((long) (MOST_UNITS_PER_BAG / weights), widest, depth, bagSize));
    }
  }

  private static void checkObservable(
      Activation activation, int dIn, List<Integer> orders, StopCondition stop) {
    checkOrders(orders);
    String observable = stop.observable().label();
    if (observable.startsWith("u") && !activation.hasGaussianKernel() && dIn > 1) {
      throw new InvalidConfiguration(
          "campaign.stop.observable",
          "must be m4 or m6 for %s with d-in above 1, whose couplings are not available, was %s"
              .formatted(activation.label(), observable));
    }
    if (!orders.contains(stop.observable().order())) {
      throw new InvalidConfiguration(
          "campaign.orders",
          "must contain %d, the order of stop.observable = %s, was %s"
              .formatted(stop.observable().order(), observable, orders));
    }
  }

  private static void checkOrders(List<Integer> orders) {
    for (int order : orders) {
      if (order != 2 && order != 4 && order != 6) {
        throw new InvalidConfiguration("campaign.orders", "must be some of 2, 4, 6, was " + orders);
      }
    }
    if (Set.copyOf(orders).size() < orders.size()) {
      throw new InvalidConfiguration("campaign.orders", "must all be different, was " + orders);
    }
    if (orders.contains(6) && !orders.contains(4)) {
      throw new InvalidConfiguration(
          "campaign.orders", "must contain 4 when it contains 6, was " + orders);
    }
  }

  private static void checkBags(int bagSize, int widest, StopCondition stop) {
    BAG_SIZE.check("campaign.bag-size", bagSize);
    if ((long) bagSize * widest > MOST_UNITS_PER_BAG) {
      throw new InvalidConfiguration(
          "campaign.bag-size",
          "must be at most %d with a width of %d (a bag may take 10^11 hidden units), was %d"
              .formatted(MOST_UNITS_PER_BAG / widest, widest, bagSize));
    }
    long least = (long) stop.minBags() * bagSize;
    if (least > stop.maxNetworks()) {
      throw new InvalidConfiguration(
          "campaign.stop.max-networks",
          "must be at least min-bags x bag-size = %d x %d = %d, was %d"
              .formatted(stop.minBags(), bagSize, least, stop.maxNetworks()));
    }
  }

  /**
   * The same campaign under another name.
   *
   * @throws InvalidConfiguration if it cannot have that name
   */
  public CampaignConfig withName(String other) {
    return new CampaignConfig(
        other,
        seed,
        activation,
        dIn,
        dOut,
        depth,
        sigmaB,
        cutoff,
        widths,
        sigmaW,
        points,
        estimator,
        orders,
        bagSize,
        stop);
  }

  /** The same campaign on another grid. */
  public CampaignConfig withGrid(List<Integer> otherWidths, List<Double> otherSigmaW) {
    return new CampaignConfig(
        name,
        seed,
        activation,
        dIn,
        dOut,
        depth,
        sigmaB,
        cutoff,
        otherWidths,
        otherSigmaW,
        points,
        estimator,
        orders,
        bagSize,
        stop);
  }

  /** The ensemble of the shards with this σ_W. */
  public Ensemble ensemble(double sigmaW) {
    return new Ensemble(activation, dIn, dOut, depth, sigmaW, sigmaB, cutoff);
  }

  /** How many shards the grid has: widths times σ_W. */
  public int shardCount() {
    return widths.size() * sigmaW.size();
  }

  /**
   * How many bags a shard has at least when it is first judged: min-bags, or as many as the checks
   * of a sample need to be able to fail.
   */
  public long leastBags() {
    long forTails = (SampleChecks.FEWEST_NETWORKS - 1) / bagSize + 1;
    boolean isJackknifed =
        stop.observable() == Observable.U6 || stop.observable() == Observable.U4 && depth > 1;
    long forBlocks = isJackknifed ? SampleChecks.FEWEST_BLOCKS : 0;
    return Math.max(stop.minBags(), Math.max(forTails, forBlocks));
  }

  /**
   * How many shards of a campaign keep so many threads busy: while some are judged, others go on.
   */
  public static int activeShards(int threads) {
    return 2 + threads / 4;
  }

  /**
   * About how much memory the campaign takes, in bytes: the blocks of the few shards active at a
   * time, the bags being measured, and the results of all. Saturates at {@link Long#MAX_VALUE}.
   *
   * @param threads how many threads measure bags
   */
  public long memoryBytes(int threads) {
    double series = orders.contains(2) ? 0 : Multisets.count(points.count(), 2); // for checks
    double multisets = 0;
    for (int order : orders) {
      double count = Multisets.count(points.count(), order);
      multisets += count;
      series += order == 6 ? 2 * count : count;
    }
    if (dOut > 1 && orders.contains(4)) {
      double pairs = Multisets.count(points.count(), 2);
      series += pairs * (pairs + 1) / 2;
    }
    // Two layers of numbers for the eight networks of a thread, beside the blocks of sums.
    double layers =
        depth > 1
            ? 2.0 * bagsAtOnce(threads) * (points.count() + 6) * 64 * Collections.max(widths)
            : 0;
    double blocks = series * Totals.MOST_BLOCKS;
    double active = Math.min(activeShards(threads), shardCount());
    double sums = active * blocks * BYTES_PER_MOMENTS + blocks * BYTES_PER_MOMENTS_SAVED;
    return (long) (layers + sums + shardCount() * multisets * 64 + bagBytes(threads));
  }

  /** How many bags are measured at a time, with those that wait to be merged. */
  private static int bagsAtOnce(int threads) {
    return threads + 2;
  }

  /** How much of that is for the bags being measured. */
  double bagBytes(int threads) {
    int bags = bagsAtOnce(threads);
    int perNetwork = BYTES_PER_NETWORK + (dOut > 1 ? Double.BYTES : 0); // that of mixed outputs
    return (double) bags * bagSize * perNetwork;
  }

  /**
   * The effective configuration under the keys of a campaign file, every default resolved, {@code
   * null} for what is absent: nested maps and lists in a fixed order. Rendered as JSON it is itself
   * a campaign file that reads back as an equal configuration.
   */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("seed", seed);
    map.put("ensemble", ensembleMap());
    map.put("widths", widths);
    map.put("sigma-w", sigmaW);
    map.put("points", pointsList());
    map.put("estimator", estimator.label());
    map.put("orders", orders);
    map.put("bag-size", bagSize);
    map.put("stop", stop.toMap());
    return Collections.singletonMap("campaign", map);
  }

  private Map<String, Object> ensembleMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("activation", activation.label());
    map.put("d-in", dIn);
    map.put("d-out", dOut);
    map.put("depth", depth);
    map.put("sigma-b", sigmaB);
    map.put("cutoff", cutoff.isPresent() ? cutoff.getAsDouble() : null);
    return map;
  }

  private List<?> pointsList() {
    return IntStream.range(0, points.count())
        .mapToObj(points::point)
        .map(x -> dIn == 1 ? (Object) x[0] : Arrays.stream(x).boxed().toList())
        .toList();
  }
}
