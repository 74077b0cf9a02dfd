package wickstream.persistence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.config.CampaignConfig;
import wickstream.config.CampaignFile;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.VertexTerm;
import wickstream.results.CampaignResult;
import wickstream.results.GreenFunction;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.Vertex;
import wickstream.results.VertexFit;
import wickstream.statistics.Estimate;
import wickstream.statistics.HomogeneityTest;
import wickstream.statistics.NetworksNeeded;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/** Results with everything that is awkward to write down. */
public final class Samples {
  private static final CampaignConfig CONFIG =
      CampaignFile.parse(
              "campaign { widths = [5, 7], sigma-w = [1.5], points = [0.5, 1] }",
              "sample.conf",
              List.of())
          .campaign();

  private Samples() {}

  /** A campaign of one shard that converged and one of which nothing is known. */
  public static CampaignResult campaign() {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("threads", 2);
    run.put("kernel", "scalar");
    return new CampaignResult("1.2.3", CONFIG, List.of(converged(), failed()), run);
  }

  private static ShardResult converged() {
    Map<String, MeasuredValue> couplings = new LinkedHashMap<>();
    couplings.put(
        "u4", new MeasuredValue(-0.1, 2e23, 8.41e21, 1e23, 0.95, OptionalDouble.of(0x1p-44)));
    couplings.put(
        "u6",
        new MeasuredValue(
            Double.MIN_VALUE, 9007199254740993.0, 1e7, 1e-3, 0.95, OptionalDouble.empty()));
    GreenFunction green =
        new GreenFunction(
            4,
            List.of(0, 0, 1, 1),
            new Estimate(1.0 / 3, 0.25),
            0,
            1.0 / 3,
            Double.NaN,
            new Estimate(-0.0, 0.5),
            new Estimate(1.0 / 3, 0.25),
            OptionalDouble.of(-0.0625),
            OptionalDouble.empty(),
            OptionalDouble.of(0.375),
            OptionalDouble.empty());
    return new ShardResult(
        "00ff",
        Ensemble.of(Activation.GAUSS, 1, 1.5, 0.5),
        5,
        Estimator.TILTED,
        new Verdict.Converged("standard error 0.1, \"allowed\" 0.2"),
        20,
        20_000,
        new TailDiagnosis(1.2e-4, 0.21),
        1.001,
        14210,
        couplings,
        Map.of(
            "m4",
            new MeasuredValue(0.5, 0.25, 0, 1, 0.95, OptionalDouble.of(0.75))
                .withTheory(OptionalDouble.of(1))),
        List.of(green),
        Map.of("connected4", new MeasuredValue(1.5, 0.5, 0, 3, 0.95, OptionalDouble.of(2))),
        Map.of("u4", new TailDiagnosis(1.2e-4, 0.21)),
        Map.of(
            "u4",
            new HomogeneityTest(
                new Estimate(0.125, 0.5), OptionalDouble.empty(), 1e-12, 7.25, 2, 96, Double.NaN)),
        List.of(),
        Optional.of(vertex()));
  }

  /** A local vertex that nothing contradicts. */
  private static Vertex vertex() {
    List<VertexTerm> local = List.of(VertexTerm.LOCAL);
    MeasuredValue share = new MeasuredValue(0.5, 0.25, 0, 1, 0.95, OptionalDouble.empty());
    Map<String, MeasuredValue> coefficients =
        Map.of("local", new MeasuredValue(-2, 0.5, -4, 0, 0.95, OptionalDouble.of(-1.5)));
    return new Vertex(
        List.of(
            new VertexFit(
                local,
                VertexFit.Weights.EQUAL,
                coefficients,
                share,
                share,
                Double.NaN,
                0,
                96,
                Double.NaN),
            new VertexFit(
                local,
                VertexFit.Weights.COVARIANCE,
                coefficients,
                share,
                share,
                7.25,
                5,
                96,
                0.375)),
        true);
  }

  private static ShardResult failed() {
    Verdict verdict =
        new Verdict.BudgetExhausted(
            "nothing", Optional.of(new NetworksNeeded(1e300, NetworksNeeded.Basis.LOWER_BOUND)));
    return new ShardResult(
        "0100",
        Ensemble.of(Activation.RELU, 1, 1.5, 0),
        7,
        Estimator.CONDITIONAL,
        verdict,
        0,
        0,
        TailDiagnosis.UNKNOWN,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Map.of(
            "u4",
            new MeasuredValue(
                Double.NaN,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                0.95,
                OptionalDouble.of(-1))),
        Map.of(),
        List.of());
  }
}
