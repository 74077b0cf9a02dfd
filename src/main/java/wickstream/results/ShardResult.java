package wickstream.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.Training;
import wickstream.statistics.HomogeneityTest;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/**
 * The result of one shard. Depends on the seed and the configuration alone, never on time, threads
 * or machine.
 *
 * @param id identity of the shard
 * @param ensemble its ensemble
 * @param width N
 * @param estimator how it was measured
 * @param verdict how it ended
 * @param bags how many bags were measured
 * @param networks how many networks they held
 * @param tail diagnosis of the contributions to the target; NaN where nothing was measured
 * @param weightMean mean weight of the tilted estimator, which should be 1; NaN for others
 * @param effectiveSampleSize of the weights; the number of networks for other estimators
 * @param couplings u4, u4Canonical, u6, u6Canonical, u4Mixed, as far as they are defined and asked
 *     for
 * @param deviations m2, m4, m6, likewise
 * @param greens one row a multiset
 * @param connected the connected functions connected4, connected6, likewise
 * @param tails of all these values the diagnosis that vouches for their errors, by their names; the
 *     canonical couplings have that of u4 and u6
 * @param homogeneityTest of u4 whether it is the same for every multiset, where it is defined
 * @param trained what the networks are once they are trained, one entry a time; none if they are
 *     not
 * @param vertex what the quartic vertex is, where it was asked for
 */
public record ShardResult(
    String id,
    Ensemble ensemble,
    int width,
    Estimator estimator,
    Verdict verdict,
    long bags,
    long networks,
    TailDiagnosis tail,
    double weightMean,
    double effectiveSampleSize,
    Map<String, MeasuredValue> couplings,
    Map<String, MeasuredValue> deviations,
    List<GreenFunction> greens,
    Map<String, MeasuredValue> connected,
    Map<String, TailDiagnosis> tails,
    Map<String, HomogeneityTest> homogeneityTest,
    List<TrainedTime> trained,
    Optional<Vertex> vertex) {

  public ShardResult {
    couplings = Collections.unmodifiableMap(new LinkedHashMap<>(couplings));
    deviations = Collections.unmodifiableMap(new LinkedHashMap<>(deviations));
    greens = GreenFunctions.of(greens);
    connected = Collections.unmodifiableMap(new LinkedHashMap<>(connected));
    tails = Collections.unmodifiableMap(new LinkedHashMap<>(tails));
    homogeneityTest = Map.copyOf(homogeneityTest);
    trained = List.copyOf(trained);
  }

  /** A result without connected functions, whose tail is that of the target alone. */
  public ShardResult(
      String id,
      Ensemble ensemble,
      int width,
      Estimator estimator,
      Verdict verdict,
      long bags,
      long networks,
      TailDiagnosis tail,
      double weightMean,
      double effectiveSampleSize,
      Map<String, MeasuredValue> couplings,
      Map<String, MeasuredValue> deviations,
      List<GreenFunction> greens) {
    this(
        id,
        ensemble,
        width,
        estimator,
        verdict,
        bags,
        networks,
        tail,
        weightMean,
        effectiveSampleSize,
        couplings,
        deviations,
        greens,
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  /** The same result under another verdict. */
  public ShardResult with(Verdict other) {
    return new ShardResult(
        id,
        ensemble,
        width,
        estimator,
        other,
        bags,
        networks,
        tail,
        weightMean,
        effectiveSampleSize,
        couplings,
        deviations,
        greens,
        connected,
        tails,
        homogeneityTest,
        trained,
        vertex);
  }

  /**
   * The means of functions of trained networks, by names such as connected4@10; those of time 0 are
   * of networks as they are drawn.
   */
  public Map<String, MeasuredValue> trainedMeans() {
    Map<String, MeasuredValue> means = new LinkedHashMap<>();
    trained.forEach(
        at ->
            at.means()
                .forEach((name, value) -> means.put(Training.nameAt(name, at.time()), value)));
    return means;
  }

  /** The names in result files of all couplings, deviations and other functions. */
  public List<String> names() {
    return maps().flatMap(values -> values.keySet().stream()).toList();
  }

  private Stream<Map<String, MeasuredValue>> maps() {
    return Stream.of(couplings, deviations, connected, trainedMeans());
  }

  /** A coupling, deviation or other function by its name in result files. */
  public Optional<MeasuredValue> value(String name) {
    return maps().flatMap(values -> Optional.ofNullable(values.get(name)).stream()).findFirst();
  }

  /**
   * Whether the contributions to a value of this name are tame enough for its error to be believed;
   * of a value without a diagnosis of its own, whether those to the target are.
   */
  public boolean vouchesFor(String name) {
    return !tail(name).isHeavy();
  }

  /** The diagnosis of the contributions to a value of this name, or else of those to the target. */
  public TailDiagnosis tail(String name) {
    return tails.getOrDefault(name.replace("Canonical", ""), tail);
  }
}
