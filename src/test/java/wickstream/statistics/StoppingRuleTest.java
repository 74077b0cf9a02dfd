package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What follows from given totals: one case a verdict. */
class StoppingRuleTest {
  private static final Duration NO_TIME = Duration.ZERO;

  /** 10 bags of 100 with mean 2 and standard error 1/√999. */
  private static final Totals TEN_BAGS = SeededBags.alternating(10, 100, 2, 1);

  private static final double ERROR = 1 / Math.sqrt(999);

  /** As precise as one likes, but one network in a thousand carries everything. */
  private static final Totals HEAVY = heavy(10, 1e-9);

  private static Totals heavy(int bags, double size) {
    double[] series = new double[100 * bags];
    Arrays.setAll(series, i -> 1 + (i % 2 == 0 ? 1e-3 : -1e-3) * size);
    series[4] = 1 + size;
    return SeededBags.cutEqually(series, bags);
  }

  private static Verdict verdict(StoppingRule rule, Totals totals) {
    return rule.judge(totals, NO_TIME).verdict();
  }

  @Test
  void theFirstGrantIsTheLeastNumberOfBags() {
    assertThat(Rules.rule(Rules.absolute(1), Rules.bags(7, 100)).firstGrant())
        .isEqualTo(new Grant(0, 7));
  }

  @Test
  void fewerBagsThanTheLeastNumberAreNotJudged() {
    StoppingRule rule = Rules.rule(Rules.absolute(1e9), Rules.bags(20, 100));
    assertThat(rule.judge(TEN_BAGS, NO_TIME))
        .isEqualTo(
            new Judgement(
                Optional.empty(),
                new Verdict.Continue(new Grant(10, 20), "fewer bags than the least number")));
    assertThat(verdict(rule, Totals.startingAt("s", 0)))
        .isEqualTo(new Verdict.Continue(new Grant(0, 20), "fewer bags than the least number"));
  }

  @Test
  void anAssessmentHoldsWhatIsKnown() {
    Assessment assessment = Rules.rule(Rules.relative(0.1), Rules.bags(2, 100)).assess(TEN_BAGS);
    assertThat(assessment.networks()).isEqualTo(1000);
    assertThat(assessment.estimate().value()).isCloseTo(2, within(1e-14));
    assertThat(assessment.estimate().standardError()).isCloseTo(ERROR, within(1e-14));
    assertThat(assessment.tolerance()).isCloseTo(0.1 * (2 - ERROR), within(1e-14));
    assertThat(assessment.tail()).isEqualTo(TailDiagnosis.of(TEN_BAGS, List.of(0)));
  }

  @Test
  void aPreciseMeanOfTameContributionsHasConverged() {
    StoppingRule rule = Rules.rule(Rules.relative(0.1), Rules.bags(10, 100));
    Judgement judgement = rule.judge(TEN_BAGS, NO_TIME);
    assertThat(judgement.verdict())
        .isEqualTo(
            new Verdict.Converged("standard error 0.0316 (1.58 % of the value), allowed 0.197"));
    assertThat(judgement.assessment()).contains(rule.assess(TEN_BAGS));
    assertThat(judgement.assessment().orElseThrow().isReached()).isTrue();
  }

  @Test
  void anErrorThatJustMeetsTheTargetIsSmallEnough() {
    double error = TEN_BAGS.sums().series().get(0).estimate().standardError();
    Budget budget = Rules.bags(2, 100);
    assertThat(verdict(Rules.rule(Rules.absolute(error), budget), TEN_BAGS))
        .isInstanceOf(Verdict.Converged.class);
    assertThat(verdict(Rules.rule(Rules.absolute(Math.nextDown(error)), budget), TEN_BAGS))
        .isInstanceOf(Verdict.Continue.class);
  }

  @Test
  void aTargetReachedWithTheLastBagOfTheBudgetIsReached() {
    assertThat(verdict(Rules.rule(Rules.relative(0.1), Rules.bags(10, 10)), TEN_BAGS))
        .isInstanceOf(Verdict.Converged.class);
    Budget budget = Rules.limited(10, 100);
    assertThat(Rules.rule(Rules.relative(0.1), budget).judge(TEN_BAGS, Rules.LIMIT).verdict())
        .isInstanceOf(Verdict.Converged.class);
  }

  @Test
  void aPreciseMeanOfHeavyContributionsGoesOn() {
    Judgement judgement = Rules.rule(Rules.relative(0.1), Rules.bags(2, 100)).judge(HEAVY, NO_TIME);
    assertThat(judgement.assessment().orElseThrow().isPrecise()).isTrue();
    assertThat(judgement.assessment().orElseThrow().isReached()).isFalse();
    assertThat(judgement.verdict())
        .isInstanceOfSatisfying(
            Verdict.Continue.class, go -> assertThat(go.grant()).isEqualTo(new Grant(10, 20)));
  }

  @Test
  void aPreciseMeanOfHeavyContributionsIsCalledHeavyTailedWhenTheBudgetIsSpent() {
    Verdict verdict = verdict(Rules.rule(Rules.relative(0.1), Rules.bags(2, 10)), HEAVY);
    assertThat(verdict)
        .isInstanceOf(Verdict.HeavyTailed.class)
        .extracting(Verdict::reason)
        .asString()
        .startsWith("standard error ")
        .contains(", but the contributions are too heavy-tailed to vouch for it: ")
        .contains(TailDiagnosis.of(HEAVY, List.of(0)).describe());
    assertThat(verdict.networksNeeded())
        .contains(new NetworksNeeded(1, NetworksNeeded.Basis.LOWER_BOUND));
  }

  @Test
  void aHeavyTailMakesEveryNumberOfNetworksALowerBound() {
    Totals heavy = heavy(10, 1);
    for (OptionalDouble exact : List.of(OptionalDouble.empty(), OptionalDouble.of(1))) {
      for (Target target : List.of(Rules.absolute(1e-4), Rules.relative(1e-4))) {
        Verdict verdict = verdict(Rules.rule(target, Rules.bags(2, 10), exact), heavy);
        assertThat(verdict).isInstanceOf(Verdict.HeavyTailed.class);
        assertThat(verdict.networksNeeded().orElseThrow().basis())
            .isEqualTo(NetworksNeeded.Basis.LOWER_BOUND);
      }
    }
  }

  @Test
  void aSpentBudgetSaysWhatWasReached() {
    assertThat(verdict(Rules.rule(Rules.relative(0.01), Rules.bags(2, 10)), TEN_BAGS))
        .isInstanceOf(Verdict.BudgetExhausted.class)
        .extracting(Verdict::reason)
        .isEqualTo(
            "standard error 0.0316 (1.58 % of the value), allowed 0.0197"
                + " when the budget of networks was spent");
  }

  @Test
  void anAbsoluteTargetNeedsWhatTheMeasuredSpreadSays() {
    assertNeeded(
        Rules.rule(Rules.absolute(0.001), Rules.bags(2, 10)),
        1000 * Math.pow(ERROR / 0.001, 2),
        NetworksNeeded.Basis.MEASURED_SPREAD);
  }

  @Test
  void aRelativeTargetOfAKnownValueNeedsWhatThatValueSays() {
    assertNeeded(
        Rules.rule(Rules.relative(0.01), Rules.bags(2, 10), OptionalDouble.of(1.9)),
        1000 * Math.pow(1.01 * ERROR / 0.019, 2),
        NetworksNeeded.Basis.EXACT_VALUE);
    assertNeeded(
        Rules.rule(Rules.relative(0.001), Rules.bags(2, 10), OptionalDouble.of(2.1)),
        1000 * Math.pow(1.001 * ERROR / 0.0021, 2),
        NetworksNeeded.Basis.EXACT_VALUE);
  }

  @Test
  void aRelativeTargetOfAnUnknownValueNeedsAtLeastWhatTheLargestAllowedValueSays() {
    double largest = 2 + Rules.SEQUENCE.halfWidth(ERROR, 1000);
    assertNeeded(
        Rules.rule(Rules.relative(0.001), Rules.bags(2, 10)),
        1000
            * Math.pow(1.001 * ERROR / (0.001 * largest), 2)
            * NetworksNeeded.leastVariance(0, 0.05),
        NetworksNeeded.Basis.LOWER_BOUND);
  }

  /** A spread from few blocks may be too large by chance, whatever the contributions say. */
  @Test
  void aLowerBoundAllowsForTheFewBlocksOfAJackknife() {
    StoppingRule rule =
        new StoppingRule(
            new Quantity.FunctionOfMeans(means -> means.seriesMean(0), List.of(0)),
            Rules.relative(0.001),
            Rules.bags(10, 10),
            Rules.SEQUENCE,
            Optional.empty(),
            Rules.unchecked(Rules.SEQUENCE));
    Totals totals = SeededBags.cutEqually(SeriesOf.normals(33, 1000, 2, 1), 10);
    Assessment assessment = rule.assess(totals);
    double error = assessment.estimate().standardError();
    double largest =
        assessment.estimate().value() + Rules.SEQUENCE.halfWidth(assessment.estimate(), 1000);
    double vov = assessment.tail().varianceOfVariance() + 2 / 9.0;
    double needed = 1000 * Math.pow(1.001 * error / (0.001 * largest), 2);
    assertThat(verdict(rule, totals).networksNeeded().orElseThrow())
        .isEqualTo(
            new NetworksNeeded(
                Math.ceil(needed * NetworksNeeded.leastVariance(vov, 0.05)),
                NetworksNeeded.Basis.LOWER_BOUND));
  }

  /** Of log-normal contributions: variance e^{s²} − 1 times the squared mean. */
  @Test
  void aLowerBoundOfHeavyContributionsIsOne() {
    Random random = new Random(31);
    double s = 1.2;
    assertLowerBound(
        Math.exp(s * s / 2), Math.expm1(s * s), () -> StrictMath.exp(s * random.nextGaussian()));
  }

  /** Of one network in two hundred, of which some runs see four. */
  @Test
  void aLowerBoundOfRareEventsIsOne() {
    Random random = new Random(32);
    assertLowerBound(0.005, 0.995 / 0.005, () -> random.nextDouble() < 0.005 ? 1 : 0);
  }

  /**
   * Of 4000 runs of 200 networks with a target of 1 %, no more bounds are above what it takes than
   * the 5 % that the interval allows, and five standard deviations of that number: a right bound
   * fails for one seed in 3 million. With the measured spread it was 29 % of log-normal runs and 63
   * % of those with rare events.
   */
  private static void assertLowerBound(
      double mean, double relativeVariance, DoubleSupplier contribution) {
    int runs = 4000;
    double need = relativeVariance / (0.01 * 0.01);
    StoppingRule rule =
        Rules.rule(Rules.relative(0.01), Rules.bags(2, 20), OptionalDouble.of(mean));
    long above =
        IntStream.range(0, runs)
            .mapToObj(run -> DoubleStream.generate(contribution).limit(200).toArray())
            .map(series -> verdict(rule, SeededBags.cutEqually(series, 20)).networksNeeded())
            .flatMap(Optional::stream)
            .filter(needed -> needed.basis() == NetworksNeeded.Basis.LOWER_BOUND)
            .filter(needed -> needed.count() > need)
            .count();
    assertThat(above).isLessThan((long) (0.05 * runs + 5 * Math.sqrt(0.05 * 0.95 * runs)));
  }

  private static void assertNeeded(StoppingRule rule, double count, NetworksNeeded.Basis basis) {
    NetworksNeeded needed = verdict(rule, TEN_BAGS).networksNeeded().orElseThrow();
    assertThat(needed.basis()).isEqualTo(basis);
    assertThat(needed.count()).isCloseTo(Math.ceil(count), within(1 + 1e-12 * count));
    assertThat(needed.count()).isEqualTo(Math.rint(needed.count()));
  }

  @Test
  void noTargetNeedsFewerNetworksThanDidNotReachIt() {
    StoppingRule rule =
        Rules.rule(Rules.relative(0.0163), Rules.bags(2, 10), OptionalDouble.of(2.1));
    Totals low = SeededBags.alternating(10, 100, 1.95, 1);
    assertThat(verdict(rule, low).networksNeeded().orElseThrow().count()).isEqualTo(1000);
  }

  @Test
  void aRelativeTargetOfAValueThatIsZeroNeedsNoFiniteNumber() {
    StoppingRule rule = Rules.rule(Rules.relative(0.01), Rules.bags(2, 10), OptionalDouble.of(0));
    Totals aroundZero = SeededBags.alternating(10, 100, 0, 1);
    assertThat(verdict(rule, aroundZero).networksNeeded().orElseThrow().count()).isInfinite();
  }

  @Test
  void whenTheTimeIsUpTheRunEndsWithWhatItHas() {
    StoppingRule rule = Rules.rule(Rules.relative(0.01), Rules.limited(2, 100));
    assertThat(rule.judge(TEN_BAGS, Rules.LIMIT.minusNanos(1)).verdict())
        .isInstanceOf(Verdict.Continue.class);
    Judgement judgement = rule.judge(TEN_BAGS, Rules.LIMIT);
    assertThat(judgement.assessment()).contains(rule.assess(TEN_BAGS));
    assertThat(judgement.verdict())
        .isInstanceOf(Verdict.BudgetExhausted.class)
        .extracting(Verdict::reason)
        .isEqualTo(
            "standard error 0.0316 (1.58 % of the value), allowed 0.0197"
                + " when the budget of time was spent");
  }

  @Test
  void whenTheTimeIsUpFewerBagsThanTheLeastNumberDoNotConverge() {
    StoppingRule rule = Rules.rule(Rules.relative(0.5), Rules.limited(20, 100));
    assertThat(rule.judge(TEN_BAGS, Rules.LIMIT).verdict())
        .isInstanceOf(Verdict.BudgetExhausted.class);
  }

  @Test
  void whenTheTimeIsUpBeforeTheFirstBagThereIsNothingToAssess() {
    StoppingRule rule = Rules.rule(Rules.relative(0.5), Rules.limited(2, 100));
    assertThat(rule.judge(Totals.startingAt("s", 0), Rules.LIMIT.plusSeconds(1)))
        .isEqualTo(
            new Judgement(
                Optional.empty(),
                new Verdict.BudgetExhausted(
                    "no bag was measured within the budget of time", Optional.empty())));
  }

  @Test
  void withoutABudgetOfTimeTimeDoesNotMatter() {
    StoppingRule rule = Rules.rule(Rules.relative(0.01), Rules.bags(2, 100));
    assertThat(rule.judge(TEN_BAGS, Duration.ofDays(10_000)))
        .isEqualTo(rule.judge(TEN_BAGS, NO_TIME));
  }

  @Test
  void aSeriesThatDoesNotVaryHasSeenNothing() {
    for (double constant : new double[] {3, 0, 0.1}) {
      Totals totals = SeededBags.alternating(10, 1000, constant, 0);
      StoppingRule rule = Rules.rule(Rules.absolute(1), Rules.bags(2, 100));
      assertThat(verdict(rule, totals)).isInstanceOf(Verdict.Continue.class);
      assertThat(rule.conclude(totals))
          .isInstanceOf(Verdict.HeavyTailed.class)
          .extracting(Verdict::reason)
          .asString()
          .contains("all networks contribute the same");
    }
  }

  @Test
  void anEstimateThatIsNotANumberNeverConverges() {
    StoppingRule loose =
        new StoppingRule(
            new Quantity.FunctionOfMeans(means -> Double.NaN, List.of(0)),
            Rules.absolute(1e300),
            Rules.bags(2, 100),
            Rules.SEQUENCE,
            Optional.empty(),
            Rules.unchecked(Rules.SEQUENCE));
    assertThat(verdict(loose, TEN_BAGS))
        .isInstanceOfSatisfying(
            Verdict.Continue.class, go -> assertThat(go.grant()).isEqualTo(new Grant(10, 20)));
    assertThat(verdict(Rules.rule(Rules.absolute(1e300), Rules.bags(2, 10)), oneNotANumber()))
        .isInstanceOf(Verdict.HeavyTailed.class);
  }

  private static Totals oneNotANumber() {
    double[] series = SeriesOf.normals(91, 1000, 1, 1);
    series[50] = Double.NaN;
    return SeededBags.cutEqually(series, 10);
  }
}
