package wickstream.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/** Shards that measured what a test says they did. */
record Measured(Activation activation, int dIn, double sigmaB, TailDiagnosis tail) {
  static final Measured SOUND = of(1);
  static final Measured HEAVY = new Measured(Activation.GAUSS, 1, 0.5, new TailDiagnosis(0.5, 1.1));

  /** Sound shards of gauss with σ_b above 0. */
  static Measured of(int dIn) {
    return new Measured(Activation.GAUSS, dIn, 0.5, new TailDiagnosis(1e-5, 0.1));
  }

  ShardResult shard(int width, double sigmaW, Map<String, MeasuredValue> couplings) {
    Verdict verdict = new Verdict.Converged("as it was said to");
    return shard(width, sigmaW, Estimator.CONDITIONAL, verdict, couplings);
  }

  /** The same by plain averages, which a budget ended. */
  ShardResult plain(int width, double sigmaW, Map<String, MeasuredValue> couplings) {
    Verdict verdict = new Verdict.BudgetExhausted("as it was said to", Optional.empty());
    return shard(width, sigmaW, Estimator.PLAIN, verdict, couplings);
  }

  private ShardResult shard(
      int width,
      double sigmaW,
      Estimator estimator,
      Verdict verdict,
      Map<String, MeasuredValue> couplings) {
    return new ShardResult(
        "%08x%08x".formatted(width, (int) (1000 * sigmaW)),
        Ensemble.of(activation, dIn, sigmaW, sigmaB),
        width,
        estimator,
        verdict,
        20,
        20_000,
        tail,
        Double.NaN,
        20_000,
        couplings,
        Map.of(),
        List.of());
  }

  /** Values with errors: name, value, error, name, … */
  static Map<String, MeasuredValue> values(Object... parts) {
    Map<String, MeasuredValue> values = new LinkedHashMap<>();
    for (int i = 0; i < parts.length; i += 3) {
      double value = ((Number) parts[i + 1]).doubleValue();
      double error = ((Number) parts[i + 2]).doubleValue();
      values.put(
          (String) parts[i], new MeasuredValue(value, error, 0, 0, 0.95, OptionalDouble.empty()));
    }
    return values;
  }
}
