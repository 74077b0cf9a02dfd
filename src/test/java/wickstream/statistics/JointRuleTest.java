package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several quantities of one sample, each held to its target. */
class JointRuleTest {
  private static final Budget BUDGET = Rules.bags(200, 800);

  private static StoppingRule times(double unit, double shift, double relative) {
    Quantity of =
        new Quantity.FunctionOfMeans(means -> unit * means.seriesMean(0) + shift, List.of(0));
    return new StoppingRule(
        of,
        Rules.relative(relative),
        BUDGET,
        Rules.SEQUENCE,
        Optional.empty(),
        Rules.unchecked(Rules.SEQUENCE));
  }

  private static JointRule joint(double shift) {
    Map<String, StoppingRule> rules = new LinkedHashMap<>();
    rules.put("large", times(1, 100, 0.01));
    rules.put("small", times(1, shift, 0.01));
    return new JointRule(rules);
  }

  private static Totals totals(int bags) {
    return SeededBags.sequential("s", 0, bags);
  }

  @Test
  void isDoneWhenAllAre() {
    JointRule rule = joint(50);
    Judgement judgement = rule.judge(totals(400), Duration.ZERO);
    assertThat(judgement.verdict()).isInstanceOf(Verdict.Converged.class);
    assertThat(judgement.verdict().reason())
        .startsWith(
            "every one of large, small is known as precisely as asked, small the least so: standard error");
    assertThat(judgement.assessment().orElseThrow().isReached()).isTrue();
    assertThat(rule.conclude(totals(400))).isInstanceOf(Verdict.Converged.class);
  }

  @Test
  void goesOnAsFarAsTheFarthestNeeds() {
    Totals totals = totals(200);
    double error = times(1, 0, 1).assess(totals).estimate().standardError();
    double mean = times(1, 0, 1).assess(totals).estimate().value();
    JointRule rule = joint(50 * error - mean); // twice the target
    Judgement judgement = rule.judge(totals, Duration.ZERO);
    assertThat(judgement.verdict()).isInstanceOf(Verdict.Continue.class);
    assertThat(judgement.verdict().reason()).startsWith("small: standard error");
    Assessment shown = judgement.assessment().orElseThrow();
    assertThat(shown.estimate().value()).as("of the first").isCloseTo(100 + mean, within(1e-9));
    assertThat(shown.isPrecise()).isFalse();
    Assessment small = rule.rules().get("small").assess(totals);
    assertThat(shown.estimate().halfWidth(1) / shown.tolerance())
        .isCloseTo(small.estimate().halfWidth(1) / small.tolerance(), within(1e-12));
    assertThat(((Verdict.Continue) judgement.verdict()).grant())
        .isEqualTo(
            ((Verdict.Continue) rule.rules().get("small").judge(totals, Duration.ZERO).verdict())
                .grant());
  }

  @Test
  void takesWhatThatTakesWhichTakesMost() {
    JointRule rule = joint(0.01);
    Totals totals = totals(800);
    Verdict verdict = rule.judge(totals, Duration.ZERO).verdict();
    Verdict small = rule.rules().get("small").judge(totals, Duration.ZERO).verdict();
    assertThat(verdict).isInstanceOf(Verdict.BudgetExhausted.class);
    assertThat(verdict.networksNeeded()).isPresent().isEqualTo(small.networksNeeded());
    assertThat(verdict.reason()).startsWith("small: ");
  }

  @Test
  void needsAQuantity() {
    assertThatThrownBy(() -> new JointRule(Map.of()))
        .hasMessage("a joint rule needs at least one quantity, had none");
  }
}
