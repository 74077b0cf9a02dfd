package wickstream.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Priors;
import wickstream.physics.Training;
import wickstream.statistics.SampleChecks;

/**
 * One campaign: an ensemble family, a grid of shards (N, σ_W), an estimator, a target precision
 * with its budgets, and a seed. Immutable and valid by construction.
 *
 * @param name 1 to 64 characters of A-Z a-z 0-9 . _ -, not starting with . or -, so that it can be
 *     the name of a directory and an argument of a command
 * @param seed any 64-bit integer; together with the rest it fixes every bit of the results
 * @param activation the nonlinearity of the hidden units
 * @param dIn dimension of the inputs, 1 to 10⁶
 * @param dOut number of outputs, 1 to 64
 * @param depth number of hidden layers, 1 to 64; 1 for gauss and cos
 * @param sigmaB σ_b, finite and at least 0
 * @param cutoff of the coupling integrals, finite and above 0; empty exactly for gauss and cos
 * @param priors the laws of weights; others than normal ones of one hidden layer, and of W0 for cos
 *     with dIn 1; of W1 if networks are not trained
 * @param widths the N of the grid, each 1 to 10⁹, all different, at least one
 * @param sigmaW the σ_W of the grid, each finite and above 0, all different, at least one
 * @param points where networks are evaluated, of dimension dIn; where that is above 64, up to a
 *     rotation, see {@link InputPoints#inFewestCoordinates()}
 * @param estimator how Green functions are estimated; tilted for gauss with σ_b &gt; 0 or points
 *     far apart
 * @param orders of the Green functions measured: different ones of 2, 4, 6, in rising order, with
 *     the order of the observable, and 4 where there is 6
 * @param bagSize networks in a bag, 1 to 10⁹, and at most 10¹¹ hidden units of all layers at the
 *     largest width; weights between layers likewise of networks with fewer units than points
 * @param stop when a shard may stop, with room for its least number of bags
 * @param training what networks learn, if they do: not pooled, with orders 2 and 4, dIn at most 64,
 *     by flow or in steps that no network diverges by; all layers plain, and of one hidden layer
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
    Priors priors,
    List<Integer> widths,
    List<Double> sigmaW,
    InputPoints points,
    Estimator estimator,
    List<Integer> orders,
    int bagSize,
    StopCondition stop,
    Optional<Training> training) {

  static final WholeRange D_IN = new WholeRange(1, 1_000_000);
  static final WholeRange D_OUT = new WholeRange(1, 64);
  static final WholeRange DEPTH = new WholeRange(1, 64);
  static final WholeRange BAG_SIZE = new WholeRange(1, 1_000_000_000);

  /**
   * @throws InvalidConfiguration naming the first component that is not as described
   */
  public CampaignConfig {
    CampaignRules.checkName(name);
    D_IN.check("campaign.ensemble.d-in", dIn);
    D_OUT.check("campaign.ensemble.d-out", dOut);
    DEPTH.check("campaign.ensemble.depth", depth);
    sigmaB = RealRange.NOT_NEGATIVE.check("campaign.ensemble.sigma-b", sigmaB) + 0.0; // not −0.0
    widths = List.copyOf(widths);
    sigmaW = List.copyOf(sigmaW);
    Grid.check(widths, sigmaW);
    CampaignRules.checkEnsemble(activation, dIn, depth, sigmaW.get(0), sigmaB, cutoff, priors);
    CampaignRules.checkPoints(points, dIn);
    points = CampaignRules.kept(points);
    double smallest = Collections.min(sigmaW);
    CampaignRules.checkEstimator(
        estimator,
        new Ensemble(activation, dIn, dOut, depth, smallest, sigmaB, cutoff, priors),
        points,
        orders);
    CampaignRules.checkObservable(activation, dIn, orders, stop);
    orders = orders.stream().sorted().toList();
    TrainingRules.checkTrained(stop.observable(), training.isPresent());
    if (training.isPresent()) {
      double largest = Collections.max(sigmaW);
      TrainingRules rules =
          new TrainingRules(
              training.get(),
              new Ensemble(activation, dIn, dOut, depth, largest, sigmaB, cutoff, priors),
              Collections.min(widths));
      rules.check(points, estimator, orders, stop);
      rules.checkBag(bagSize, Collections.max(widths));
    }
    if (estimator == Estimator.POOLED) {
      CampaignRules.checkPooled(activation, depth, priors, points.count(), widths, orders);
    }
    if (depth > 1) {
      CampaignRules.checkDeep(activation, orders, bagSize, widths, depth, points.count());
    }
    CampaignRules.checkBags(bagSize, Collections.max(widths), depth, stop);
    if (stop.goal().power().isPresent()) {
      CampaignRules.checkPower(
          stop.goal().power().get(), activation, estimator, depth, widths, sigmaW);
    }
  }

  /** A campaign of networks as they are drawn, with independent normal weights. */
  public CampaignConfig(
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
    this(
        name,
        seed,
        activation,
        dIn,
        dOut,
        depth,
        sigmaB,
        cutoff,
        Priors.NORMAL,
        widths,
        sigmaW,
        points,
        estimator,
        orders,
        bagSize,
        stop,
        Optional.empty());
  }

  /**
   * The same campaign under another name.
   *
   * @throws InvalidConfiguration if it cannot have that name
   */
  public CampaignConfig withName(String other) {
    return with(other, widths, sigmaW);
  }

  /** The same campaign on another grid. */
  public CampaignConfig withGrid(List<Integer> otherWidths, List<Double> otherSigmaW) {
    return with(name, otherWidths, otherSigmaW);
  }

  private CampaignConfig with(
      String otherName, List<Integer> otherWidths, List<Double> otherSigmaW) {
    return new CampaignConfig(
        otherName,
        seed,
        activation,
        dIn,
        dOut,
        depth,
        sigmaB,
        cutoff,
        priors,
        otherWidths,
        otherSigmaW,
        points,
        estimator,
        orders,
        bagSize,
        stop,
        training);
  }

  /** The ensemble of the shards with this σ_W. */
  public Ensemble ensemble(double sigmaW) {
    return new Ensemble(activation, dIn, dOut, depth, sigmaW, sigmaB, cutoff, priors);
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
    long forBlocks = isJackknifed() ? SampleChecks.FEWEST_BLOCKS : 0;
    return Math.max(stop.minBags(), Math.max(forTails, forBlocks));
  }

  /** Whether the observable is a function of averages, and not an average itself. */
  private boolean isJackknifed() {
    if (stop.goal().isOfAll() && orders.contains(6)
        || stop.goal().power().filter(power -> power.law().isConnected()).isPresent()) {
      return true;
    }
    return switch (stop.observable()) {
      case U4 -> depth > 1;
      case M4, M6, MEAN -> false;
      case U6, COVARIANCE, CONNECTED3, CONNECTED4, KURTOSIS -> true;
    };
  }

  /** All points at which networks must be known: those of the campaign, and what they learn. */
  InputPoints knownPoints() {
    return training.map(of -> of.pointsWith(points)).orElse(points);
  }

  /**
   * How many shards of a campaign keep so many threads busy: while some are judged, others go on.
   */
  public static int activeShards(int threads) {
    return 2 + threads / 4;
  }

  /**
   * About how much memory the campaign takes, in bytes: see {@link MemoryEstimate}.
   *
   * @param threads how many threads measure bags
   */
  public long memoryBytes(int threads) {
    return new MemoryEstimate(this, threads).bytes();
  }

  /**
   * The effective configuration under the keys of a campaign file, every default resolved, {@code
   * null} for what is absent (but for training and the laws of weights, of which there is then no
   * key): nested maps and lists in a fixed order. Rendered as JSON it is itself a campaign file
   * that reads back as an equal configuration.
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
    training.ifPresent(of -> map.put("training", TrainingSection.map(of)));
    map.put("stop", stop.toMap());
    return Collections.singletonMap("campaign", map);
  }

  private Map<String, Object> ensembleMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("activation", ActivationSection.value(activation));
    map.put("d-in", dIn);
    map.put("d-out", dOut);
    map.put("depth", depth);
    map.put("sigma-b", sigmaB);
    map.put("cutoff", cutoff.isPresent() ? cutoff.getAsDouble() : null);
    PriorsSection.put(priors, map);
    return map;
  }

  private List<?> pointsList() {
    return IntStream.range(0, points.count())
        .mapToObj(a -> dIn == 1 ? (Object) points.coordinate(a, 0) : coordinates(a))
        .toList();
  }

  private List<Double> coordinates(int a) {
    return IntStream.range(0, CampaignRules.listedCoordinates(points.count(), dIn))
        .mapToObj(k -> points.coordinate(a, k))
        .toList();
  }
}
