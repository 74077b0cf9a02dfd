package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;
import wickstream.physics.VertexTerm;
import wickstream.physics.exact.Theory;
import wickstream.physics.quadrature.CouplingIntegrals;
import wickstream.physics.theory.LeadingOrder;
import wickstream.results.GreenFunction;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.TheoryValue;
import wickstream.results.Vertex;
import wickstream.results.VertexFit;
import wickstream.results.VertexFits;
import wickstream.statistics.BlockSample;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.Estimate;
import wickstream.statistics.HomogeneityTest;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;

/** Whether the numbers of a result fit together. */
class EvaluationTest {
  private static final Verdict VERDICT = new Verdict.Cancelled("to see");

  private static ShardPlan plan;
  private static ShardResult result;
  private static Totals totals;

  @BeforeAll
  static void measure() {
    plan = Campaigns.plan(Campaigns.CONVERGING, "sigma-w=[1.25]").plan(1);
    totals = empty();
    for (int index = 0; index < 40; index++) {
      totals = totals.plus(plan.sampler().measure(index));
    }
    result = new Evaluation(plan, totals).result(VERDICT);
  }

  private static Totals empty() {
    return Totals.startingAt(plan.measurement().shard().id(), 0);
  }

  private static List<GreenFunction> rows(int order) {
    return result.greens().stream().filter(row -> row.order() == order).toList();
  }

  @Test
  void everyMultisetHasItsRow() {
    assertThat(result.greens()).hasSize(6 + 15 + 28);
    assertThat(rows(2)).extracting(GreenFunction::indices).startsWith(List.of(0, 0), List.of(0, 1));
    assertThat(rows(4)).extracting(GreenFunction::indices).endsWith(List.of(2, 2, 2, 2));
    assertThat(rows(6)).extracting(GreenFunction::indices).contains(List.of(0, 0, 1, 1, 2, 2));
  }

  @Test
  void valueIsFreePlusDeviation() {
    for (GreenFunction row : result.greens()) {
      assertThat(row.green().value()).isEqualTo(row.deviation() + row.free());
      assertThat(row.normalised()).isEqualTo(row.deviation() / row.free());
      assertThat(row.green().standardError()).isPositive();
    }
  }

  @Test
  void theFreeFunctionsAreTheTheorys() {
    for (int order : List.of(2, 4, 6)) {
      assertThat(rows(order).stream().mapToDouble(GreenFunction::free).toArray())
          .containsExactly(plan.measurement().theory().free(order));
    }
  }

  /** Sums of 15 or 28 numbers of one sign, added up in two ways. */
  @Test
  void meansOverRowsAreTheDeviations() {
    assertMean(2, result.deviations().get("m2"), 1e-12 * meanSize(2));
    assertMean(4, result.deviations().get("m4"), 1e-12 * meanSize(4));
    assertMean(6, result.deviations().get("m6"), 1e-12 * meanSize(6));
  }

  private static void assertMean(int order, MeasuredValue value, double tolerance) {
    double mean =
        rows(order).stream().mapToDouble(GreenFunction::normalised).average().orElseThrow();
    assertThat(mean).isCloseTo(value.value(), within(tolerance));
  }

  private static double meanSize(int order) {
    return rows(order).stream()
        .mapToDouble(row -> Math.abs(row.normalised()))
        .average()
        .orElseThrow();
  }

  /** Of one hidden layer theory is exact to order 4; m6 = B/N + C/N² leaves C out. */
  @Test
  void theoryOfOneLayerIsExactToOrderFour() {
    for (String name : List.of("u4", "u4Canonical", "m2", "m4", "connected4")) {
      MeasuredValue value = result.value(name).orElseThrow();
      assertThat(value.theory().orElseThrow().value()).isEqualTo(value.exact().orElseThrow());
    }
    MeasuredValue m6 = result.value("m6").orElseThrow();
    assertThat(m6.theory().orElseThrow().value())
        .isNotEqualTo(m6.exact().orElseThrow())
        .isCloseTo(m6.exact().orElseThrow(), withinPercentage(500.0 / result.width()));
    for (String name : List.of("u6", "u6Canonical", "connected6")) {
      assertThat(result.value(name).orElseThrow().theory()).isEmpty();
    }
  }

  /** At depth nothing is exact, and each number stands beside its theory. */
  @Test
  void theoryAtDepthIsThatOfTheLayers() {
    ShardPlan deep =
        Campaigns.plan(
                Campaigns.CONVERGING,
                "ensemble.activation=erf",
                "ensemble.depth=2",
                "sigma-w=[1.25]")
            .plan(1);
    Totals bag =
        Totals.startingAt(deep.measurement().shard().id(), 0).plus(deep.sampler().measure(0));
    ShardResult shard = new Evaluation(deep, bag).result(VERDICT);
    LeadingOrder theory = deep.measurement().theory().leadingOrder().orElseThrow();
    assertTheory(shard, "m2", theory.m2(shard.width()));
    assertTheory(shard, "m4", theory.m4(shard.width()));
    assertTheory(shard, "m6", theory.m6(shard.width()));
    assertTheory(shard, "connected4", theory.connected4(shard.width()));
    double[] i4 = deep.measurement().theory().integrals().orElseThrow().i4();
    assertTheory(shard, "u4", theory.u4(shard.width(), i4));
  }

  private static void assertTheory(ShardResult shard, String name, double value) {
    MeasuredValue measured = shard.value(name).orElseThrow();
    assertThat(measured.exact()).as(name).isEmpty();
    assertThat(measured.theory()).as(name).contains(new TheoryValue(value, 1));
  }

  @Test
  void rowsOfU4AverageToU4() {
    double mean =
        rows(4).stream().mapToDouble(row -> row.coupling().value()).average().orElseThrow();
    double u4 = result.couplings().get("u4").value();
    assertThat(mean).isCloseTo(u4, within(1e-12 * Math.abs(u4)));
    assertThat(rows(2)).allMatch(row -> row.coupling().equals(Estimate.NONE));
  }

  /**
   * Rows of u6 hold the square of the measured ⟨u4⟩, whose bias is the square of its error; the
   * coupling is corrected for that bias. The jackknife's estimate of a variance from 40 bags is
   * good to a factor of 2, five of its standard errors.
   */
  @Test
  void rowsOfU6AverageToU6WithItsBias() {
    CouplingIntegrals integrals = plan.measurement().theory().integrals().orElseThrow();
    double[] i6 = integrals.i6();
    double[] exchanges = integrals.jSum();
    Arrays.setAll(exchanges, k -> exchanges[k] / i6[k]);
    double exchange = Arrays.stream(exchanges).average().orElseThrow();
    double error = result.couplings().get("u4").standardError();
    double mean =
        rows(6).stream().mapToDouble(row -> row.coupling().value()).average().orElseThrow();
    double bias = mean - result.couplings().get("u6").value();
    assertThat(bias / (exchange * error * error)).isBetween(0.3, 2.1);
  }

  /** u4 = −G_c⁽⁴⁾/I4 of each multiset, so both have the same relative error. */
  @Test
  void rowsOfU4HaveTheErrorOfTheConnectedFunction() {
    for (GreenFunction row : rows(4)) {
      assertThat(row.coupling().relativeError())
          .isCloseTo(row.connected().relativeError(), within(1e-14));
    }
  }

  /**
   * Of one hidden layer theory is exact at order 4; of u6, which is of order 1/N², there is none.
   */
  @Test
  void rowsOfCouplingsStandBesideWhatIsKnown() {
    var exact = plan.measurement().theory().exact().orElseThrow();
    int width = plan.measurement().shard().width();
    for (int k = 0; k < 15; k++) {
      assertThat(rows(4).get(k).couplingExact()).hasValue(exact.u4(width, k));
      assertThat(rows(4).get(k).couplingTheory()).hasValue(exact.u4(width, k));
    }
    for (int k = 0; k < 28; k++) {
      assertThat(rows(6).get(k).couplingExact()).isEqualTo(exact.u6(width, k)).isPresent();
      assertThat(rows(6).get(k).couplingTheory()).isEmpty();
    }
    assertThat(rows(2))
        .allMatch(row -> row.couplingExact().isEmpty() && row.couplingTheory().isEmpty());
  }

  @Test
  void rowsOfSeveralLayersStandBesideTheory() {
    ShardPlan deep = deep();
    double mean =
        rows(deep, 0, 2).stream()
            .filter(row -> row.order() == 4)
            .peek(row -> assertThat(row.couplingExact()).isEmpty())
            .mapToDouble(row -> row.couplingTheory().orElseThrow())
            .average()
            .orElseThrow();
    Theory theory = deep.measurement().theory();
    assertThat(theory.leading(Observable.U4, deep.measurement().shard().width()))
        .hasValueCloseTo(mean, within(1e-12 * Math.abs(mean)));
  }

  /** Each model twice; of one hidden layer theory is exact, and shares do not depend on N. */
  @Test
  void theVertexIsFitted() {
    Vertex vertex = result.vertex().orElseThrow();
    assertThat(vertex.isTrusted()).isEqualTo(result.vouchesFor("connected4"));
    assertThat(vertex.fits()).hasSize(8);
    for (VertexFit fit : vertex.fits()) {
      assertThat(fit.blocks()).isEqualTo(40);
      assertThat(fit.coefficients().keySet())
          .containsExactlyElementsOf(fit.terms().stream().map(VertexTerm::label).toList());
      assertThat(fit.coefficients().values()).allMatch(MeasuredValue::isKnown);
      for (MeasuredValue value : List.of(fit.unexplained(), fit.heldOut())) {
        assertThat(value.theory().orElseThrow())
            .isEqualTo(new TheoryValue(value.exact().orElseThrow(), 0));
      }
      boolean isWeighted = fit.weights() == VertexFit.Weights.COVARIANCE;
      assertThat(fit.degreesOfFreedom()).isEqualTo(isWeighted ? 6 - fit.terms().size() : 0);
      assertThat(Double.isNaN(fit.probability())).isEqualTo(!isWeighted);
    }
  }

  /**
   * Coefficients with equal weights against the exact ones over 200 runs of 20 bags: squared pulls
   * are those of Student's t with 19 degrees of freedom, of mean 19/17 and variance 2.9 (those of
   * products, of which bags have fifty, are close to it), so that their mean is within five of its
   * standard deviations of 0.12: a false-alarm rate of 6e-7.
   */
  @Test
  void coefficientsOfTheVertexLieAboutTheExactOnesByTheirErrors() {
    int runs = 200;
    double[] squares = new double[8];
    for (int run = 0; run < runs; run++) {
      Vertex vertex = vertex(plan, 20 * run, 20);
      int at = 0;
      for (VertexFit fit : vertex.fits()) {
        if (fit.weights() == VertexFit.Weights.EQUAL) {
          for (MeasuredValue coefficient : fit.coefficients().values()) {
            squares[at++] += coefficient.pull() * coefficient.pull() / runs;
          }
        }
      }
      assertThat(at).isEqualTo(8);
    }
    assertThat(Arrays.stream(squares).boxed().toList())
        .allSatisfy(mean -> assertThat(mean).isCloseTo(19.0 / 17, within(5 * 0.12)));
  }

  /**
   * A vertex that holds is ruled out as rarely as promised by networks too, whose noise is not
   * normal and nearly all in one direction: what was measured, less the exact functions, plus what
   * the vertex makes. In 400 runs of 20 bags one of twenty at 5 %, within four standard errors of
   * 0.011: a false alarm once in 16 000 for each vertex. Bags hold a thousand networks, as by
   * default; with fifty, which have tails, twice as many are ruled out.
   */
  @Test
  void aVertexThatHoldsIsRuledOutAsRarelyAsPromised() {
    ShardPlan large = Campaigns.plan(Campaigns.CONVERGING, "bag-size=1000").plan(1);
    Theory theory = large.measurement().theory();
    double[] exact = theory.eachExactConnected4(large.measurement().shard().width()).orElseThrow();
    double[] local = theory.vertexTerms().orElseThrow().get(VertexTerm.LOCAL);
    double g = exact[0] / local[0];
    VertexFits fits =
        VertexFits.at(theory.points(), theory.vertexTerms().orElseThrow()).orElseThrow();
    int runs = 400;
    double[] alarms = new double[4];
    for (int run = 0; run < runs; run++) {
      BlockSample sample =
          BlockSample.of(
              totals(large, 20 * run, 20),
              means -> {
                double[] numbers = large.measurement().connected4(means);
                Arrays.setAll(numbers, k -> numbers[k] - exact[k] + g * local[k]);
                return numbers;
              });
      Vertex vertex =
          fits.measured(
              sample,
              new VertexFits.Known(Optional.empty(), Optional.empty()),
              (estimate, known) ->
                  new MeasuredValue(estimate.value(), estimate.standardError(), 0, 0, 0.95, known),
              true);
      for (int m = 0; m < 4; m++) {
        double probability =
            vertex
                .fit(VertexTerm.models().get(m), VertexFit.Weights.COVARIANCE)
                .orElseThrow()
                .probability();
        alarms[m] += probability < 0.05 ? 1.0 / runs : 0;
      }
    }
    assertThat(Arrays.stream(alarms).boxed().toList())
        .allSatisfy(share -> assertThat(share).isCloseTo(0.05, within(4 * 0.011)));
  }

  private static Vertex vertex(ShardPlan of, int firstBag, int bags) {
    return new Evaluation(of, totals(of, firstBag, bags)).result(VERDICT).vertex().orElseThrow();
  }

  /** Of several layers: blocks give pseudo-values, and what is known is theory. */
  @Test
  void theVertexOfSeveralLayersStandsBesideTheory() {
    for (VertexFit fit : vertex(deep(), 0, 30).fits()) {
      assertThat(fit.coefficients().values())
          .allSatisfy(
              value -> {
                assertThat(value.isKnown()).isTrue();
                assertThat(value.exact()).isEmpty();
                assertThat(value.theory().orElseThrow().order()).isEqualTo(1);
              });
      assertThat(fit.unexplained().theory().orElseThrow().order()).isZero();
    }
  }

  @Test
  void oneBagHasNoVertex() {
    assertThat(new Evaluation(plan, totals(plan, 0, 1)).result(VERDICT).vertex()).isEmpty();
  }

  /**
   * The pulls of every row over 200 runs of 20 bags: their squares sum to a χ² of 200, within five
   * of its standard deviations (a false-alarm rate of 6e-7 for each of 43 rows, which are nearly
   * one), and ten per cent for jackknifing with 20 blocks.
   */
  @Test
  void rowsOfCouplingsLieAboutTheExactOnesByTheirErrors() {
    int runs = 200;
    var exact = plan.measurement().theory().exact().orElseThrow();
    int width = plan.measurement().shard().width();
    double[] fourth = new double[15];
    double[] sixth = new double[28];
    for (int run = 0; run < runs; run++) {
      List<GreenFunction> rows = rows(plan, 20 * run, 20);
      for (int k = 0; k < 15; k++) {
        fourth[k] += squaredPull(rows.get(6 + k).coupling(), exact.u4(width, k)) / runs;
      }
      for (int k = 0; k < 28; k++) {
        double u6 = exact.u6(width, k).orElseThrow();
        sixth[k] += squaredPull(rows.get(6 + 15 + k).coupling(), u6) / runs;
      }
    }
    for (double[] order : List.of(fourth, sixth)) {
      assertThat(Arrays.stream(order).boxed().toList())
          .allSatisfy(mean -> assertThat(mean).isBetween(0.5, 1.6));
    }
  }

  private static List<GreenFunction> rows(ShardPlan of, int firstBag, int bags) {
    return new GreenTable(of.measurement(), totals(of, firstBag, bags)).rows();
  }

  private static Totals totals(ShardPlan of, int firstBag, int bags) {
    Totals totals = Totals.startingAt(of.measurement().shard().id(), firstBag);
    for (int index = firstBag; index < firstBag + bags; index++) {
      totals = totals.plus(of.sampler().measure(index));
    }
    return totals;
  }

  private static double squaredPull(Estimate estimate, double exact) {
    double pull = (estimate.value() - exact) / estimate.standardError();
    return pull * pull;
  }

  /**
   * Of several layers the errors of rows are jackknifed. Their squares over 200 runs of 20 bags
   * have the mean that the scatter of the values shows, within five standard deviations of a
   * variance from 200 numbers (a false-alarm rate of 6e-7), and ten per cent for 20 blocks.
   */
  @Test
  void rowsOfSeveralLayersScatterByTheirErrors() {
    int runs = 200;
    ShardPlan deep = deep();
    double[][] values = new double[49][runs];
    double[] squaredErrors = new double[49];
    for (int run = 0; run < runs; run++) {
      List<GreenFunction> rows = rows(deep, 20 * run, 20);
      for (int k = 6; k < 49; k++) {
        Estimate u = rows.get(k).coupling();
        values[k][run] = u.value();
        squaredErrors[k] += u.standardError() * u.standardError() / runs;
        assertThat(rows.get(k).connected().standardError()).isPositive();
      }
    }
    for (int k = 6; k < 49; k++) {
      double scatter = CentralMoments.of(values[k], runs).variance();
      assertThat(squaredErrors[k] / scatter).isBetween(0.6, 2.2);
    }
  }

  /**
   * G_c⁽²⁾ = G⁽²⁾, G_c⁽⁴⁾ = ΔG⁽⁴⁾, ΔG⁽⁶⁾ = Σ_15 K(pair) G_c⁽⁴⁾(quad) + G_c⁽⁶⁾, here by their sums.
   */
  @Test
  void connectedFunctionsAreWhatPairsLeave() {
    assertThat(rows(2)).allMatch(row -> row.connected().equals(row.green()));
    assertThat(rows(4))
        .allMatch(
            row ->
                row.connected().value() == row.deviation()
                    && row.connected().standardError() == row.green().standardError());
    double[] kernel = plan.measurement().theory().kernel();
    Multisets pairs = Multisets.of(3, 2);
    Multisets quads = Multisets.of(3, 4);
    for (GreenFunction row : rows(6)) {
      double dressed = 0;
      List<Integer> x = row.indices();
      for (int a = 0; a < 6; a++) {
        for (int b = a + 1; b < 6; b++) {
          List<Integer> rest = new ArrayList<>(x);
          rest.remove(b);
          rest.remove(a);
          dressed +=
              kernel[pairs.indexOf(x.get(a), x.get(b))]
                  * rows(4)
                      .get(quads.indexOf(rest.stream().mapToInt(i -> i).toArray()))
                      .deviation();
        }
      }
      assertThat(row.connected().value())
          .isCloseTo(row.deviation() - dressed, within(1e-12 * row.free()));
      assertThat(row.connected().standardError()).isPositive();
    }
  }

  /** Five standard errors: a false-alarm rate of 6e-7 for each. */
  @Test
  void connectedFunctionsAverageToTheExactOnes() {
    assertThat(result.connected()).containsOnlyKeys("connected4", "connected6");
    for (int order : List.of(4, 6)) {
      MeasuredValue mean = result.connected().get("connected" + order);
      assertThat(rows(order).stream().mapToDouble(row -> row.connected().value()).average())
          .hasValueCloseTo(mean.value(), within(1e-12 * Math.abs(mean.value())));
      assertThat(Math.abs(mean.pull())).isLessThan(5);
    }
  }

  @Test
  void everyValueHasADiagnosisOfItsTails() {
    assertThat(result.tails().keySet())
        .containsExactly("u4", "u6", "m4", "m6", "connected4", "connected6", "m2");
    TailDiagnosis u4 =
        TailDiagnosis.of(totals, plan.measurement().quantity(Observable.U4).series());
    assertThat(result.tails().get("u4")).isEqualTo(u4).isEqualTo(result.tails().get("connected4"));
    assertThat(result.vouchesFor("u4Canonical")).isEqualTo(!u4.isHeavy());
    assertThat(result.value("connected6")).contains(result.connected().get("connected6"));
    assertThat(result.value("u4")).contains(result.couplings().get("u4"));
    assertThat(result.value("u8")).isEmpty();
  }

  /**
   * Against the exact spread within five of its standard errors (a false-alarm rate of 6e-7); the
   * directions are those of arXiv 2212.11811's points.
   */
  @Test
  void theSpreadOfU4IsTheExactOne() {
    HomogeneityTest u4 = result.homogeneityTest().get("u4");
    double exact = u4.exact().orElseThrow();
    assertThat(u4.spread().value()).isCloseTo(exact, within(5 * u4.spread().standardError()));
    assertThat(u4.blocks()).isEqualTo(40);
    assertThat(u4.directions()).isEqualTo(2);
    assertThat(u4.probability()).isBetween(0.0, 1.0);
  }

  @Test
  void canonicalCouplingsAreInUnitsOfZ0() {
    double z0 = plan.measurement().theory().integrals().orElseThrow().z0().orElseThrow();
    assertScaled("u4", "u4Canonical", 1 / (z0 * z0));
    assertScaled("u6", "u6Canonical", 1 / (z0 * z0 * z0));
  }

  private static void assertScaled(String from, String to, double unit) {
    MeasuredValue plain = result.couplings().get(from);
    MeasuredValue scaled = result.couplings().get(to);
    assertThat(scaled.value()).isEqualTo(plain.value() * unit);
    assertThat(scaled.standardError()).isEqualTo(plain.standardError() * unit);
    assertThat(scaled.exact().orElseThrow()).isEqualTo(plain.exact().orElseThrow() * unit);
  }

  /** Five standard errors: a false-alarm rate of 6e-7 for each of seven numbers. */
  @Test
  void valuesLieAboutTheExactOnesInsideTheirIntervals() {
    assertThat(result.couplings()).containsOnlyKeys("u4", "u4Canonical", "u6", "u6Canonical");
    assertThat(result.deviations()).containsOnlyKeys("m2", "m4", "m6");
    for (var values : List.of(result.couplings(), result.deviations())) {
      for (MeasuredValue value : values.values()) {
        assertThat(Math.abs(value.pull())).isLessThan(5);
        assertThat(value.low()).isLessThan(value.value() - value.standardError());
        assertThat(value.high()).isGreaterThan(value.value() + value.standardError());
        assertThat(value.confidence()).isEqualTo(0.95);
      }
    }
    assertThat(result.deviations().get("m2").exact()).hasValue(0);
  }

  /** Bits that must be the same on every machine and JDK. */
  @Test
  void bitsArePinned() throws NoSuchAlgorithmException {
    List<Double> numbers = new ArrayList<>();
    for (var values : List.of(result.couplings(), result.deviations())) {
      for (MeasuredValue value : values.values()) {
        numbers.addAll(List.of(value.value(), value.standardError(), value.low(), value.high()));
        numbers.add(value.exact().orElseThrow());
      }
    }
    for (GreenFunction row : result.greens()) {
      numbers.addAll(List.of(row.green().value(), row.green().standardError(), row.free()));
      numbers.addAll(List.of(row.deviation(), row.normalised(), row.coupling().value()));
    }
    numbers.addAll(List.of(result.tail().varianceOfVariance(), result.tail().shape()));
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    numbers.forEach(x -> digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(x).flip()));
    assertThat(HexFormat.of().formatHex(digest.digest(), 0, 8)).isEqualTo("a87cbd668bec4565");
  }

  /** u4 of networks with two outputs, from equal and from mixed ones. */
  @Test
  void ofSeveralOutputsThereIsAlsoTheMixedU4() {
    ShardPlan two =
        Campaigns.plan(Campaigns.CONVERGING, "ensemble.d-out=2", "estimator=plain").plan(0);
    Totals totals = Totals.startingAt(two.measurement().shard().id(), 0);
    for (int index = 0; index < 4; index++) {
      totals = totals.plus(two.sampler().measure(index));
    }
    ShardResult measured = new Evaluation(two, totals).result(VERDICT);
    assertThat(measured.couplings())
        .containsOnlyKeys("u4", "u4Canonical", "u6", "u6Canonical", "u4Mixed");
    assertThat(measured.couplings().get("u4Mixed").standardError()).isPositive();
    assertThat(measured.tail("u4Mixed"))
        .usingRecursiveComparison()
        .ignoringFields("objection") // too few networks
        .isEqualTo(
            TailDiagnosis.of(totals, two.measurement().meanMixedU4().orElseThrow().series()));
    assertThat(measured.tails().keySet()).endsWith("m2", "u4Mixed");
    assertThat(measured.couplings().get("u4Mixed").exact())
        .isEqualTo(measured.couplings().get("u4").exact());
  }

  /** The kernel of N → ∞ is not the covariance of finite networks, and the oracle knows neither. */
  @Test
  void ofSeveralLayersNothingIsKnownExactly() {
    ShardPlan deep = deep();
    Totals totals = Totals.startingAt(deep.measurement().shard().id(), 0);
    for (int index = 0; index < 40; index++) {
      totals = totals.plus(deep.sampler().measure(index));
    }
    ShardResult measured = new Evaluation(deep, totals).result(VERDICT);
    assertThat(measured.couplings()).containsOnlyKeys("u4", "u6");
    assertThat(measured.deviations()).containsOnlyKeys("m2", "m4", "m6");
    for (var values : List.of(measured.couplings(), measured.deviations())) {
      assertThat(values.values()).allMatch(value -> value.exact().isEmpty());
      assertThat(values.values()).allMatch(value -> value.standardError() > 0);
    }
    // Rows are not corrected for the bias of products of averages, far below the error.
    MeasuredValue u4 = measured.couplings().get("u4");
    double mean =
        measured.greens().stream()
            .filter(row -> row.order() == 4)
            .mapToDouble(row -> row.coupling().value())
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(u4.value(), within(0.2 * u4.standardError()));
  }

  private static ShardPlan deep() {
    return Campaigns.plan(
            Campaigns.CONVERGING,
            "ensemble.activation=erf",
            "ensemble.depth=2",
            "points=[0.5, 1, 1.5]")
        .plan(1);
  }

  @Test
  void ofNoBagsOnlyTheExactValuesAreKnown() {
    ShardResult nothing = new Evaluation(plan, empty()).result(VERDICT);
    assertThat(nothing.verdict()).isEqualTo(VERDICT);
    assertThat(nothing.bags()).isZero();
    assertThat(nothing.networks()).isZero();
    assertThat(nothing.greens()).isEmpty();
    assertThat(nothing.weightMean()).isNaN();
    assertThat(nothing.couplings().keySet()).isEqualTo(result.couplings().keySet());
    nothing
        .couplings()
        .forEach(
            (name, value) -> {
              assertThat(value.value()).as(name).isNaN();
              assertThat(value.low()).as(name).isNaN();
              assertThat(value.exact()).as(name).isEqualTo(result.couplings().get(name).exact());
            });
  }

  @Test
  void ofOneBagFunctionsOfAveragesHaveNoError() {
    ShardResult little =
        new Evaluation(plan, empty().plus(plan.sampler().measure(0))).result(VERDICT);
    assertThat(little.couplings().get("u4").standardError()).isPositive();
    assertThat(little.couplings().get("u6").value()).isNaN();
    assertThat(little.greens()).hasSize(6 + 15 + 28);
  }

  @Test
  void ofAShardThatWasNotPlannedNothingIsKnown() {
    ShardResult unknown = Evaluation.withoutValues(plan.measurement().shard(), empty(), VERDICT);
    assertThat(unknown.id()).isEqualTo(result.id());
    assertThat(unknown.couplings()).isEmpty();
    assertThat(unknown.deviations()).isEmpty();
    assertThat(unknown.greens()).isEmpty();
  }
}
