package wickstream.statistics;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds several quantities of one sample to their targets at once: a shard is done when all are.
 * What it says of the target it says of the first quantity, whose tolerance is the error at which
 * the one farthest from its target is expected to reach it.
 *
 * @param rules one a quantity, by its name, of the same budget and checks; at least one
 */
public record JointRule(Map<String, StoppingRule> rules) implements ShardRule {

  public JointRule {
    rules = new LinkedHashMap<>(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("a joint rule needs at least one quantity, had none");
    }
  }

  private StoppingRule first() {
    return rules.values().iterator().next();
  }

  @Override
  public Budget budget() {
    return first().budget();
  }

  @Override
  public ConfidenceSequence sequence() {
    return first().sequence();
  }

  @Override
  public Optional<Exact> exact() {
    return first().exact();
  }

  @Override
  public SampleChecks checks() {
    return first().checks();
  }

  @Override
  public Assessment assess(Totals totals) {
    return together(each(rule -> rule.assess(totals)).values().stream().toList());
  }

  private static Assessment together(List<Assessment> each) {
    Assessment shown = each.get(0);
    double farthest = each.stream().mapToDouble(known -> excess(known)).max().orElse(Double.NaN);
    TailDiagnosis tail =
        each.stream()
            .map(Assessment::tail)
            .filter(TailDiagnosis::isHeavy)
            .findFirst()
            .orElse(shown.tail());
    return new Assessment(
        shown.networks(), shown.estimate(), shown.estimate().halfWidth(1) / farthest, tail);
  }

  /** Its error in units of the one that is allowed. */
  private static double excess(Assessment known) {
    return known.estimate().halfWidth(1) / known.tolerance();
  }

  @Override
  public Judgement judge(Totals totals, Duration elapsed) {
    Map<String, Judgement> each = each(rule -> rule.judge(totals, elapsed));
    Judgement first = each.values().iterator().next();
    if (first.assessment().isEmpty()) {
      return first;
    }
    Assessment together =
        together(each.values().stream().map(known -> known.assessment().orElseThrow()).toList());
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    each.forEach((name, judgement) -> verdicts.put(name, judgement.verdict()));
    return new Judgement(Optional.of(together), verdict(verdicts, farthest(each)));
  }

  @Override
  public Verdict conclude(Totals totals) {
    Map<String, Judgement> each =
        each(rule -> new Judgement(Optional.of(rule.assess(totals)), rule.conclude(totals)));
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    each.forEach((name, judgement) -> verdicts.put(name, judgement.verdict()));
    return verdict(verdicts, farthest(each));
  }

  private <T> Map<String, T> each(Function<StoppingRule, T> what) {
    Map<String, T> each = new LinkedHashMap<>();
    rules.forEach((name, rule) -> each.put(name, what.apply(rule)));
    return each;
  }

  private static String farthest(Map<String, Judgement> each) {
    return each.entrySet().stream()
        .max(
            Comparator.comparingDouble(
                known -> excess(known.getValue().assessment().orElseThrow())))
        .orElseThrow()
        .getKey();
  }

  /** Goes on while any does; ends with the worst. */
  private static Verdict verdict(Map<String, Verdict> each, String farthest) {
    Optional<Grant> grant =
        each.values().stream()
            .filter(Verdict.Continue.class::isInstance)
            .map(verdict -> ((Verdict.Continue) verdict).grant())
            .max(Comparator.comparingLong(Grant::endBag));
    if (grant.isPresent()) {
      return new Verdict.Continue(grant.get(), farthest + ": " + each.get(farthest).reason());
    }
    List<String> fromBad =
        Verdict.finalLabels().stream().filter(label -> !label.equals("converged")).toList();
    Optional<Map.Entry<String, Verdict>> worst =
        each.entrySet().stream()
            .filter(known -> fromBad.contains(known.getValue().label()))
            .min(Comparator.comparingInt(known -> fromBad.indexOf(known.getValue().label())));
    return worst
        .map(known -> ended(known.getKey(), known.getValue(), each))
        .orElseGet(
            () ->
                new Verdict.Converged(
                    "every one of %s is known as precisely as asked, %s the least so: %s"
                        .formatted(
                            each.keySet().stream().collect(Collectors.joining(", ")),
                            farthest,
                            each.get(farthest).reason())));
  }

  /** It takes as many networks as the quantity that takes most. */
  private static Verdict ended(String name, Verdict worst, Map<String, Verdict> each) {
    Optional<NetworksNeeded> most =
        each.values().stream()
            .flatMap(verdict -> verdict.networksNeeded().stream())
            .max(Comparator.comparingDouble(NetworksNeeded::count));
    return Verdict.ended(worst.label(), name + ": " + worst.reason(), most).orElseThrow();
  }
}
