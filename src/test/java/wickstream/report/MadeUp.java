package wickstream.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.config.CampaignConfig;
import wickstream.config.CampaignFile;
import wickstream.physics.Observable;
import wickstream.physics.exact.ExactCouplings;
import wickstream.physics.exact.Theory;
import wickstream.results.CampaignResult;
import wickstream.results.Fit;
import wickstream.results.GreenFunction;
import wickstream.results.MeasuredShard;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.Vertex;
import wickstream.results.VertexFits;
import wickstream.statistics.BlockSample;
import wickstream.statistics.Estimate;
import wickstream.statistics.Objection;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;

/**
 * Findings without sampling: the exact values or else theory, each moved by some of its made-up
 * error. Every fifth shard is heavy-tailed.
 */
final class MadeUp {
  private static final TailDiagnosis HEAVY = new TailDiagnosis(0.3, 1.1);
  private static final double RELATIVE_ERROR = 0.1;

  private final CampaignConfig config;
  private final Map<Double, Theory> theories = new HashMap<>();

  private MadeUp(CampaignConfig config) {
    this.config = config;
  }

  /** The findings of a campaign, given as the inside of its {@code campaign} section. */
  static ReportData of(String campaign) {
    return new MadeUp(
            CampaignFile.parse("campaign { " + campaign + " }", "made-up.conf", List.of())
                .campaign())
        .reportData();
  }

  /** The same findings, but every shard measured these couplings, with this relative error. */
  static ReportData with(
      ReportData reportData, Map<String, Double> couplings, double relativeError) {
    Map<String, MeasuredValue> values = new LinkedHashMap<>();
    couplings.forEach((name, value) -> values.put(name, value(0, value, relativeError)));
    List<MeasuredShard> shards =
        reportData.shards().stream()
            .map(
                shard ->
                    new MeasuredShard(with(shard.result(), values), shard.totals(), shard.series()))
            .toList();
    CampaignResult result =
        new CampaignResult(
            reportData.result().version(),
            reportData.config(),
            shards.stream().map(MeasuredShard::result).toList(),
            Map.of());
    return new ReportData(result, shards, reportData.seeds(), List.of(), reportData.theories());
  }

  /**
   * The same findings, but every shard has vertices too, from two blocks 1 % below and above the
   * exact functions, and nothing vouches for their errors at the largest width.
   */
  static ReportData withVertices(ReportData reportData) {
    List<MeasuredShard> shards =
        reportData.shards().stream()
            .map(
                shard ->
                    new MeasuredShard(
                        withVertex(reportData, shard.result()), shard.totals(), shard.series()))
            .toList();
    CampaignResult result =
        new CampaignResult(
            reportData.result().version(),
            reportData.config(),
            shards.stream().map(MeasuredShard::result).toList(),
            Map.of());
    return new ReportData(result, shards, reportData.seeds(), List.of(), reportData.theories());
  }

  private static ShardResult withVertex(ReportData reportData, ShardResult shard) {
    Theory theory = reportData.theories().apply(shard.ensemble().sigmaW());
    double[] exact = theory.eachExactConnected4(shard.width()).orElseThrow();
    List<double[]> blocks =
        Stream.of(0.98, 0.99, 1.01, 1.02)
            .map(factor -> Arrays.stream(exact).map(g -> factor * g).toArray())
            .toList();
    boolean isLargest = shard.width() == Collections.max(reportData.config().widths());
    Vertex vertex =
        VertexFits.at(theory.points(), theory.vertexTerms().orElseThrow())
            .orElseThrow()
            .measured(
                BlockSample.of(blocks),
                new VertexFits.Known(Optional.of(exact), Optional.of(exact)),
                (estimate, known) ->
                    new MeasuredValue(
                        estimate.value(), estimate.standardError(), 0, 1, 0.95, known),
                !isLargest);
    return new ShardResult(
        shard.id(),
        shard.ensemble(),
        shard.width(),
        shard.estimator(),
        shard.verdict(),
        shard.bags(),
        shard.networks(),
        shard.tail(),
        shard.weightMean(),
        shard.effectiveSampleSize(),
        shard.couplings(),
        shard.deviations(),
        shard.greens(),
        shard.connected(),
        shard.tails(),
        shard.homogeneityTest(),
        shard.trained(),
        Optional.of(vertex));
  }

  /** The same findings, but every shard has these normalised deviations of pairs too. */
  static ReportData withPairs(ReportData reportData, double... normalised) {
    List<GreenFunction> pairs =
        Arrays.stream(normalised)
            .mapToObj(
                m ->
                    new GreenFunction(
                        2,
                        List.of(0, 0),
                        new Estimate(1 + m, 0.1),
                        1,
                        m,
                        m,
                        Estimate.NONE,
                        Estimate.NONE))
            .toList();
    List<MeasuredShard> shards =
        reportData.shards().stream()
            .map(
                shard ->
                    new MeasuredShard(
                        with(
                            shard.result(),
                            shard.result().couplings(),
                            Stream.concat(pairs.stream(), shard.result().greens().stream())
                                .toList()),
                        shard.totals(),
                        shard.series()))
            .toList();
    CampaignResult result =
        new CampaignResult(
            reportData.result().version(),
            reportData.config(),
            shards.stream().map(MeasuredShard::result).toList(),
            Map.of());
    return new ReportData(result, shards, reportData.seeds(), List.of(), reportData.theories());
  }

  /** The same findings, but this speaks against the samples of all shards. */
  static ReportData with(ReportData reportData, Objection objection) {
    List<MeasuredShard> shards =
        reportData.shards().stream()
            .map(
                shard ->
                    new MeasuredShard(
                        with(
                            shard.result(),
                            new TailDiagnosis(
                                shard.result().tail().varianceOfVariance(),
                                shard.result().tail().shape(),
                                Optional.of(objection))),
                        shard.totals(),
                        shard.series()))
            .toList();
    CampaignResult result =
        new CampaignResult(
            reportData.result().version(),
            reportData.config(),
            shards.stream().map(MeasuredShard::result).toList(),
            Map.of());
    return new ReportData(result, shards, reportData.seeds(), List.of(), reportData.theories());
  }

  private static ShardResult with(ShardResult shard, TailDiagnosis tail) {
    return with(shard, tail, shard.couplings(), shard.greens());
  }

  private static ShardResult with(ShardResult shard, Map<String, MeasuredValue> couplings) {
    return with(shard, couplings, shard.greens());
  }

  private static ShardResult with(
      ShardResult shard, Map<String, MeasuredValue> couplings, List<GreenFunction> greens) {
    return with(shard, shard.tail(), couplings, greens);
  }

  private static ShardResult with(
      ShardResult shard,
      TailDiagnosis tail,
      Map<String, MeasuredValue> couplings,
      List<GreenFunction> greens) {
    return new ShardResult(
        shard.id(),
        shard.ensemble(),
        shard.width(),
        shard.estimator(),
        shard.verdict(),
        shard.bags(),
        shard.networks(),
        tail,
        shard.weightMean(),
        shard.effectiveSampleSize(),
        couplings,
        shard.deviations(),
        greens);
  }

  private ReportData reportData() {
    List<MeasuredShard> shards = new ArrayList<>();
    for (double sigmaW : config.sigmaW()) {
      Theory theory = theory(sigmaW);
      for (int width : config.widths()) {
        String id = Integer.toHexString(shards.size());
        ShardResult shard = shard(id, shards.size(), theory, width);
        shards.add(new MeasuredShard(shard, Totals.startingAt(id, 0), List.of()));
      }
    }
    CampaignResult result =
        new CampaignResult(
            "1.2.3", config, shards.stream().map(MeasuredShard::result).toList(), Map.of());
    List<Fit> fits = new ArrayList<>(List.of(fit(OptionalDouble.empty())));
    config.sigmaW().forEach(sigmaW -> fits.add(fit(OptionalDouble.of(sigmaW))));
    return new ReportData(result, shards, List.of(config.seed()), fits, this::theory);
  }

  private Theory theory(double sigmaW) {
    return theories.computeIfAbsent(
        sigmaW, s -> Theory.of(config.ensemble(s), config.points(), config.orders()));
  }

  /** u4 = −e²/N, with a statement that must be escaped. */
  private static Fit fit(OptionalDouble sigmaW) {
    return new Fit(
        "u4",
        "width",
        OptionalInt.empty(),
        sigmaW,
        -1,
        0.01,
        2,
        0.1,
        3.5,
        2,
        0.17,
        4,
        1,
        OptionalDouble.of(-1),
        OptionalDouble.of(-1),
        "u4 falls as 1/N <as it should> & no faster");
  }

  private ShardResult shard(String id, int index, Theory theory, int width) {
    return theory
        .exact()
        .map(exact -> besideExact(id, index, theory, exact, width))
        .orElseGet(() -> besideTheory(id, index, theory, width));
  }

  private ShardResult besideTheory(String id, int index, Theory theory, int width) {
    return shard(
        id,
        index,
        theory,
        width,
        Map.of("u4", besideTheory(index, theory.leading(Observable.U4, width).orElseThrow())),
        Map.of("m4", besideTheory(index, theory.leading(Observable.M4, width).orElseThrow())));
  }

  private static MeasuredValue besideTheory(int index, double leading) {
    MeasuredValue value = value(index, leading);
    return new MeasuredValue(
            value.value(),
            value.standardError(),
            value.low(),
            value.high(),
            value.confidence(),
            OptionalDouble.empty())
        .withTheory(OptionalDouble.of(leading));
  }

  private ShardResult besideExact(
      String id, int index, Theory theory, ExactCouplings exact, int width) {
    Map<String, MeasuredValue> couplings = new LinkedHashMap<>();
    couplings.put("u4", value(index, exact.u4(width)));
    exact.u4Canonical(width).ifPresent(u4 -> couplings.put("u4Canonical", value(index, u4)));
    exact.u6(width).ifPresent(u6 -> couplings.put("u6", value(index, u6)));
    exact.u6Canonical(width).ifPresent(u6 -> couplings.put("u6Canonical", value(index, u6)));
    Map<String, MeasuredValue> deviations = new LinkedHashMap<>();
    exact.m4(width).ifPresent(m4 -> deviations.put("m4", value(index, m4)));
    return shard(id, index, theory, width, couplings, deviations);
  }

  private ShardResult shard(
      String id,
      int index,
      Theory theory,
      int width,
      Map<String, MeasuredValue> couplings,
      Map<String, MeasuredValue> deviations) {
    boolean heavy = index % 5 == 4;
    return new ShardResult(
        id,
        theory.ensemble(),
        width,
        config.estimator(),
        heavy
            ? new Verdict.HeavyTailed("tails of <3 kinds> & more", Optional.empty())
            : new Verdict.Converged("precise"),
        20,
        20_000L * (index + 1),
        heavy ? HEAVY : new TailDiagnosis(1e-4 * (index + 1), index % 3 == 0 ? Double.NaN : 0.1),
        Double.NaN,
        20_000,
        couplings,
        deviations,
        greens(theory, width),
        Map.of(),
        Map.of(),
        Map.of(),
        config
            .training()
            .map(training -> MadeUpTraining.of(theory, training, width))
            .orElse(List.of()),
        Optional.empty());
  }

  private static MeasuredValue value(int index, double exact) {
    return value(index, exact, RELATIVE_ERROR);
  }

  private static MeasuredValue value(int index, double exact, double relativeError) {
    double error = Math.abs(relativeError * exact);
    double value = exact + error * Math.sin(index);
    return new MeasuredValue(
        value, error, value - 3 * error, value + 3 * error, 0.95, OptionalDouble.of(exact));
  }

  private List<GreenFunction> greens(Theory theory, int width) {
    double[] free = theory.free(4);
    double[] leading =
        theory.exact().isPresent()
            ? new double[0]
            : theory.leadingOrder().orElseThrow().last().deviations(4);
    return IntStream.range(0, free.length)
        .mapToObj(
            k ->
                green(
                    k,
                    free[k],
                    theory
                        .exact()
                        .map(exact -> exact.deviation4(width, k))
                        .orElseGet(() -> leading[k] / width)))
        .toList();
  }

  private static GreenFunction green(int k, double free, double exact) {
    double deviation = exact * (1 + RELATIVE_ERROR * Math.cos(k));
    Estimate green = new Estimate(free + deviation, Math.abs(RELATIVE_ERROR * exact));
    return new GreenFunction(
        4,
        List.of(0, 0, 0, k),
        green,
        free,
        deviation,
        deviation / free,
        Estimate.NONE,
        Estimate.NONE);
  }
}
