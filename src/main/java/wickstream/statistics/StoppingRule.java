package wickstream.statistics;

import java.time.Duration;
import java.util.Optional;

/**
 * Decides at the end of each grant whether a shard is done. A pure function of the totals, and of
 * the time spent where there is a budget of time.
 *
 * @param quantity what is measured
 * @param target how precisely it is wanted
 * @param budget what it may cost
 * @param sequence the interval around the value
 * @param exact the exact value where it is known; a value too far from it is never called
 *     converged, and it tells how many networks a target out of reach would take
 * @param checks what the sample must pass
 */
public record StoppingRule(
    Quantity quantity,
    Target target,
    Budget budget,
    ConfidenceSequence sequence,
    Optional<Exact> exact,
    SampleChecks checks)
    implements ShardRule {

  /** Safety factor on the predicted number of bags, so that a grant rarely falls just short. */
  private static final double MARGIN = 1.05;

  /** From so many on, Student's t widens an error by less than a hundredth. */
  private static final double FEW_DEGREES_OF_FREEDOM = 50;

  private static final double MIN_GROWTH = 1.25;
  private static final double MAX_GROWTH = 4;

  @Override
  public Assessment assess(Totals totals) {
    Estimate estimate = quantity.estimate(totals);
    return new Assessment(
        totals.networks(),
        estimate,
        target.tolerance(estimate),
        checks.sample(totals).diagnose(quantity, estimate, exact));
  }

  @Override
  public Judgement judge(Totals totals, Duration elapsed) {
    boolean timeIsUp = budget.maxTime().map(limit -> elapsed.compareTo(limit) >= 0).orElse(false);
    if (totals.bags() == 0 && timeIsUp) {
      return new Judgement(
          Optional.empty(),
          new Verdict.BudgetExhausted(
              "no bag was measured within the budget of time", Optional.empty()));
    }
    if (totals.bags() < budget.minBags() && !timeIsUp) {
      Grant rest = new Grant(totals.nextBag(), budget.minBags());
      return new Judgement(
          Optional.empty(), new Verdict.Continue(rest, "fewer bags than the least number"));
    }
    Assessment assessment = assess(totals);
    return new Judgement(Optional.of(assessment), verdict(totals, assessment, timeIsUp));
  }

  @Override
  public Verdict conclude(Totals totals) {
    Assessment assessment = assess(totals);
    return assessment.isReached()
        ? new Verdict.Converged(precision(assessment))
        : finished(assessment, "with all the networks there are");
  }

  private Verdict verdict(Totals totals, Assessment assessment, boolean timeIsUp) {
    if (assessment.isReached() && totals.bags() >= budget.minBags()) {
      return new Verdict.Converged(precision(assessment));
    }
    if (isUnresolved(assessment)) {
      return finished(assessment, "");
    }
    if (totals.bags() >= budget.maxBags() || timeIsUp) {
      return finished(
          assessment, "when the budget of %s was spent".formatted(timeIsUp ? "time" : "networks"));
    }
    Grant grant = new Grant(totals.nextBag(), nextBoundary(totals.bags(), assessment));
    return new Verdict.Continue(grant, standing(assessment));
  }

  /** More networks would lower the standard error, but not what rounding does. */
  private static boolean isUnresolved(Assessment assessment) {
    return assessment
        .tail()
        .reason()
        .filter(objection -> objection.kind() == Objection.Kind.UNRESOLVED)
        .isPresent();
  }

  private Verdict finished(Assessment assessment, String when) {
    Optional<NetworksNeeded> needed = networksNeeded(assessment);
    Optional<Objection> objection = assessment.tail().reason();
    if (objection.isEmpty()) {
      return new Verdict.BudgetExhausted("%s %s".formatted(precision(assessment), when), needed);
    }
    return Verdict.against(objection.get(), standing(assessment), needed);
  }

  /** How precise the value is, and what speaks against believing it. */
  private static String standing(Assessment assessment) {
    return precision(assessment)
        + assessment.tail().reason().map(objection -> ", but " + objection.why()).orElse("");
  }

  private static String precision(Assessment assessment) {
    Estimate estimate = assessment.estimate();
    double degrees = estimate.degreesOfFreedom();
    return "standard error %s (%s of the value)%s, allowed %s"
        .formatted(
            NumberText.brief(estimate.standardError()),
            NumberText.percent(estimate.relativeError()),
            degrees < FEW_DEGREES_OF_FREEDOM
                ? ", as good as %s from many blocks"
                    .formatted(NumberText.brief(estimate.halfWidth(1)))
                : "",
            NumberText.brief(assessment.tolerance()));
  }

  /** Grants grow geometrically towards the predicted need, which keeps judgements few. */
  private long nextBoundary(long bags, Assessment assessment) {
    double predicted =
        MARGIN * bags * square(assessment.estimate().standardError() / assessment.tolerance());
    if (assessment.isPrecise() || Double.isNaN(predicted)) {
      predicted = 2.0 * bags; // held up by the tail alone, or nothing can be predicted
    }
    double next = Math.max(MIN_GROWTH * bags, Math.min(MAX_GROWTH * bags, predicted));
    return Math.max(bags + 1, (long) Math.min(budget.maxBags(), Math.ceil(next)));
  }

  /**
   * σ²/tolerance²: of the exact value where there is one, else of the largest |value| that the
   * interval allows. Where σ² is known it is that; a lower bound has the least σ² that the
   * contributions allow, and may be below the number that did not suffice here; the others are of
   * this run, which needs more. Empty where the sample has not seen what σ² is made of.
   */
  private Optional<NetworksNeeded> networksNeeded(Assessment assessment) {
    Estimate estimate = assessment.estimate();
    double halfWidth = sequence.halfWidth(estimate, assessment.networks());
    double value = exact.map(Exact::value).orElse(Math.abs(estimate.value()) + halfWidth);
    Optional<KnownVariance> known = checks.variance(quantity);
    NetworksNeeded.Basis basis = basis(assessment, known);
    double variance = known.map(KnownVariance::variance).orElse(0.0);
    if (known.filter(KnownVariance::isExact).isEmpty()) {
      double least =
          basis == NetworksNeeded.Basis.LOWER_BOUND
              ? NetworksNeeded.leastVariance(
                  varianceOfVariance(assessment), 1 - sequence.confidence())
              : 1;
      double seen = least * assessment.networks() * square(estimate.standardError());
      variance = hasSeenItsSpread(assessment) ? Math.max(variance, seen) : variance;
    }
    double needed = Math.ceil(variance / square(target.tolerance(value)));
    double count =
        basis == NetworksNeeded.Basis.LOWER_BOUND
            ? needed
            : Math.max(needed, assessment.networks());
    return variance > 0 && count > 0
        ? Optional.of(new NetworksNeeded(count, basis))
        : Optional.empty();
  }

  private static boolean hasSeenItsSpread(Assessment assessment) {
    return assessment
        .tail()
        .reason()
        .map(Objection::kind)
        .map(kind -> kind == Objection.Kind.HEAVY_TAIL || kind == Objection.Kind.TOO_FEW)
        .orElse(true);
  }

  /** The squared relative error of the variance: of the contributions, and of few blocks. */
  private static double varianceOfVariance(Assessment assessment) {
    return assessment.tail().varianceOfVariance() + 2 / assessment.estimate().degreesOfFreedom();
  }

  private NetworksNeeded.Basis basis(Assessment assessment, Optional<KnownVariance> known) {
    boolean isSpreadKnown = known.filter(KnownVariance::isExact).isPresent();
    if (assessment.tail().isHeavy() && !isSpreadKnown) {
      return NetworksNeeded.Basis.LOWER_BOUND;
    }
    if (target.relativeError().isEmpty()) {
      return isSpreadKnown
          ? NetworksNeeded.Basis.EXACT_VALUE
          : NetworksNeeded.Basis.MEASURED_SPREAD;
    }
    return exact.isPresent() ? NetworksNeeded.Basis.EXACT_VALUE : NetworksNeeded.Basis.LOWER_BOUND;
  }

  private static double square(double x) {
    return x * x;
  }
}
