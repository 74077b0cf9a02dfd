package wickstream.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/**
 * What became of one shard. Depends on the seed and the configuration alone, never on time, threads
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
    Map<String, Value> couplings,
    Map<String, Value> deviations,
    List<Green> greens) {

  public ShardResult {
    couplings = Collections.unmodifiableMap(new LinkedHashMap<>(couplings));
    deviations = Collections.unmodifiableMap(new LinkedHashMap<>(deviations));
    greens = List.copyOf(greens);
  }
}
