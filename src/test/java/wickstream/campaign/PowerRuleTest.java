package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wickstream.config.FitVariable;
import wickstream.results.GridPower;
import wickstream.results.GridValue;
import wickstream.sampling.Shard;
import wickstream.statistics.Assessment;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.Estimate;
import wickstream.statistics.Grant;
import wickstream.statistics.Judgement;
import wickstream.statistics.NetworksNeeded;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/** What all shards together decide; here their values are normal numbers around a power law. */
class PowerRuleTest {
  private static final String GRID =
      """
      campaign {
        widths = [10, 100, 1000], sigma-w = [1.0, 1.5, 2.0, 3.0, 5.0, 8.0]
        orders = [2, 4]
        stop { power-of = u4, in = sigma-w, error = %s }
      }
      """;
  private static final long MOST = 1_000_000;
  private static final long FIRST = 20;
  private static final TailDiagnosis SOUND = new TailDiagnosis(1e-4, 0.1);
  private static final TailDiagnosis HEAVY = new TailDiagnosis(0.1, 0.9);

  private final CampaignPlan plan;
  private final PowerRule rule;

  PowerRuleTest() {
    this.plan = Campaigns.plan(GRID.formatted("0.001"));
    this.rule = plan.powerRule().orElseThrow();
  }

  /** Relative standard deviations of a network, not the same for all. */
  private static double spread(Shard shard) {
    return 0.8 + 0.1 * shard.ensemble().sigmaW() + (shard.width() == 10 ? 0.5 : 0);
  }

  private static double law(Shard shard) {
    return -4.0 / shard.width() * StrictMath.pow(shard.ensemble().sigmaW(), -3);
  }

  /** A grid of which each shard has measured some networks. */
  private final class Grid {
    private final Random random;
    private final long[] bags = new long[plan.shards().size()];
    private final double[] sums = new double[bags.length];
    private final double[] squares = new double[bags.length];

    Grid(long seed) {
      this.random = new Random(seed);
      run(IntStream.range(0, bags.length).mapToLong(i -> FIRST).toArray());
    }

    /** Until each shard has so many bags; bags are normal, which their means are all but. */
    void run(long[] until) {
      for (int i = 0; i < bags.length; i++) {
        Shard shard = plan.shards().get(i);
        for (; bags[i] < until[i]; bags[i]++) {
          double mean = law(shard) * (1 + spread(shard) / Math.sqrt(1000) * random.nextGaussian());
          sums[i] += mean;
          squares[i] += mean * mean;
        }
      }
    }

    Estimate estimate(int i) {
      Shard shard = plan.shards().get(i);
      double error = Math.abs(law(shard)) * spread(shard) / Math.sqrt(1000.0 * bags[i]);
      return new Estimate(sums[i] / bags[i], error);
    }

    List<PowerRule.Standing> standings(long most, int... heavy) {
      return IntStream.range(0, bags.length)
          .mapToObj(
              i ->
                  new PowerRule.Standing(
                      i,
                      bags[i],
                      Math.max(most, bags[i]),
                      new Assessment(
                          1000 * bags[i],
                          estimate(i),
                          Double.NaN,
                          Arrays.stream(heavy).anyMatch(h -> h == i) ? HEAVY : SOUND)))
          .toList();
    }

    /** To the end; how many rounds it took. */
    int runToTheEnd() {
      for (int round = 1; ; round++) {
        List<Judgement> judgements = rule.judge(standings(MOST));
        if (!(judgements.get(0).verdict() instanceof Verdict.Continue)) {
          assertThat(judgements).allMatch(j -> j.verdict() instanceof Verdict.Converged);
          return round;
        }
        run(ends(judgements));
      }
    }

    Estimate exponent() {
      return GridPower.of(
              IntStream.range(0, bags.length)
                  .mapToObj(
                      i ->
                          new GridValue(
                              plan.shards().get(i).width(),
                              plan.shards().get(i).ensemble().sigmaW(),
                              estimate(i),
                              true,
                              Double.NaN))
                  .toList(),
              FitVariable.SIGMA_W)
          .fit()
          .orElseThrow()
          .exponent();
    }

    double work() {
      return IntStream.range(0, bags.length)
          .mapToDouble(i -> 1000.0 * bags[i] * plan.shards().get(i).cost())
          .sum();
    }
  }

  private static long[] ends(List<Judgement> judgements) {
    return judgements.stream()
        .mapToLong(j -> ((Verdict.Continue) j.verdict()).grant().endBag())
        .toArray();
  }

  @Test
  void networksGoToTheEndsOfTheLineThatGainsMostForItsWork() {
    Grid grid = new Grid(1);
    grid.runToTheEnd();
    long[] bags = grid.bags;
    int first = 0; // N = 10, σ_W = 1
    int last = 15; // N = 10, σ_W = 8
    for (int i = 0; i < bags.length; i++) {
      assertThat(bags[i]).isGreaterThanOrEqualTo(FIRST);
      assertThat(bags[i]).isLessThanOrEqualTo(Math.max(bags[first], bags[last]));
    }
    assertThat(bags[first]).isGreaterThan(15 * FIRST);
    assertThat(bags[17]).as("N = 1000").isLessThan(2 * FIRST);
  }

  /** Beside the same number of networks for all, to the same error. */
  @Test
  void anEqualSplitTakesSeveralTimesTheWork() {
    Grid grid = new Grid(2);
    grid.runToTheEnd();
    Grid equal = new Grid(2);
    double error = equal.exponent().standardError();
    double factor = Math.pow(error / grid.exponent().standardError(), 2);
    assertThat(equal.work() * factor / grid.work()).isGreaterThan(4);
  }

  @Test
  void aRoundGrowsNoShardByMoreThanFour() {
    Grid grid = new Grid(3);
    List<Judgement> judgements = rule.judge(grid.standings(MOST));
    assertThat(Arrays.stream(ends(judgements)).boxed())
        .allMatch(end -> end >= FIRST && end <= 4 * FIRST);
    assertThat(Arrays.stream(ends(judgements)).boxed()).anyMatch(end -> end == 4 * FIRST);
    assertThat(judgements)
        .anyMatch(j -> j.verdict().reason().endsWith("this shard waits for the others"))
        .allMatch(j -> j.assessment().orElseThrow().tolerance() > 0);
    Judgement waiting = judgements.get(17);
    assertThat(((Verdict.Continue) waiting.verdict()).grant()).isEqualTo(new Grant(0, FIRST));
    assertThat(waiting.assessment().orElseThrow().isPrecise()).as("it has its share").isTrue();
    assertThat(judgements.get(0).assessment().orElseThrow().isPrecise()).isFalse();
  }

  /**
   * The exponent at the data-dependent end of 1000 campaigns: without bias and with an honest
   * error. Each bound is 4 standard errors away: false alarms are below 2 in 10 000.
   */
  @Test
  void stoppingByTheDataLeavesTheErrorHonest() {
    int campaigns = 1000;
    CentralMoments pulls = CentralMoments.EMPTY;
    for (int seed = 0; seed < campaigns; seed++) {
      Grid grid = new Grid(1000 + seed);
      grid.runToTheEnd();
      Estimate exponent = grid.exponent();
      assertThat(exponent.standardError()).isBetween(0.00085, 0.001);
      double pull = (exponent.value() + 3) / exponent.standardError();
      pulls = pulls.plus(CentralMoments.of(new double[] {pull}, 1));
    }
    assertThat(pulls.mean()).isCloseTo(0, within(4 / Math.sqrt(campaigns)));
    assertThat(Math.sqrt(pulls.variance())).isCloseTo(1, within(4 / Math.sqrt(2.0 * campaigns)));
  }

  @Test
  void whoCannotVouchTakesNoPart() {
    Grid grid = new Grid(4);
    long[] many = new long[grid.bags.length];
    Arrays.fill(many, 4000);
    grid.run(many);
    List<Judgement> judgements = rule.judge(grid.standings(MOST, 4));
    assertThat(judgements.get(4).verdict())
        .isInstanceOf(Verdict.HeavyTailed.class)
        .extracting(Verdict::reason)
        .asString()
        .contains("this shard takes no part: the standard error is", "too heavy-tailed");
    assertThat(judgements).filteredOn(j -> j.verdict() instanceof Verdict.Converged).hasSize(17);
  }

  @Test
  void outOfBudgetItSaysWhatItWouldTake() {
    Grid grid = new Grid(5);
    List<Judgement> judgements = rule.judge(grid.standings(FIRST));
    assertThat(judgements)
        .allMatch(j -> j.verdict() instanceof Verdict.BudgetExhausted)
        .allMatch(j -> j.verdict().reason().contains("when the budget was spent; it would take "));
    double[] needed =
        judgements.stream()
            .map(j -> j.verdict().networksNeeded().orElseThrow())
            .peek(n -> assertThat(n.basis()).isEqualTo(NetworksNeeded.Basis.MEASURED_SPREAD))
            .mapToDouble(NetworksNeeded::count)
            .toArray();
    grid.run(Arrays.stream(needed).mapToLong(n -> (long) Math.ceil(n / 1000)).toArray());
    assertThat(grid.exponent().standardError()).isCloseTo(0.001, within(0.0001));
    assertThat(rule.conclude(grid.standings(FIRST)).get(0).reason()).contains("allowed 0.001");
  }

  /** Others do what a budget forbids the best; when nobody may go on, it is over. */
  @Test
  void goesOnWhileAnybodyMay() {
    Grid grid = new Grid(6);
    long most = 50;
    List<Judgement> judgements = rule.judge(grid.standings(most));
    for (int round = 0; judgements.get(0).verdict() instanceof Verdict.Continue; round++) {
      assertThat(round).isLessThan(20);
      grid.run(ends(judgements));
      judgements = rule.judge(grid.standings(most));
    }
    assertThat(grid.bags).containsOnly(most);
    assertThat(judgements).allMatch(j -> j.verdict() instanceof Verdict.BudgetExhausted);
  }

  @Test
  void whileNothingCanBeFittedAllGrow() {
    List<PowerRule.Standing> noise = new ArrayList<>();
    for (int i = 0; i < plan.shards().size(); i++) {
      noise.add(
          new PowerRule.Standing(
              i, 20, 100, new Assessment(20_000, new Estimate(0.1, 1), 0.03, SOUND)));
    }
    List<Judgement> judgements = rule.judge(noise);
    assertThat(ends(judgements)).containsOnly(40);
    assertThat(judgements.get(0).verdict().reason()).contains("cannot be fitted yet");
    assertThat(judgements.get(0).assessment()).isEqualTo(Optional.of(noise.get(0).assessment()));
  }
}
