package wickstream.results;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import wickstream.config.CampaignConfig;
import wickstream.config.FitVariable;
import wickstream.physics.Activation;
import wickstream.physics.PowerLaw;
import wickstream.statistics.Bonferroni;
import wickstream.statistics.Estimate;
import wickstream.statistics.NumberText;

/** What a fit says about a statement of the paper (arXiv 2212.11811), in one sentence. */
final class FitStatement {
  /** If there were one fit, a contradiction would be farther than this, in standard errors. */
  private static final double LARGEST_DISTANCE = 3;

  /** If there were one fit, a smaller probability of so large a χ² would mean no power. */
  private static final double MIN_PROBABILITY = 1e-3;

  private final CampaignConfig config;
  private final Fits.Place place;
  private final Fits.Outcome outcome;
  private final OptionalDouble predicted;
  private final Bonferroni together;

  /**
   * @param predicted the exponent that is known beforehand, where one is
   * @param together how many fits of the same campaign are put to the test
   */
  FitStatement(
      CampaignConfig config,
      Fits.Place place,
      Fits.Outcome outcome,
      OptionalDouble predicted,
      Bonferroni together) {
    this.config = config;
    this.place = place;
    this.outcome = outcome;
    this.predicted = predicted;
    this.together = together;
  }

  String text() {
    if (isAssumed()) {
      return "%s is not fitted: the pooled estimator assumes powers of N, and cannot measure them"
          .formatted(place.law().quantity() + where());
    }
    if (predicted.isPresent()) {
      return found() + judged(predicted.getAsDouble());
    }
    if (place.variable() == FitVariable.WIDTH) {
      return found() + withSharedScale();
    }
    return config.activation() == Activation.GAUSS
        ? found() + withoutBiases()
        : found() + withoutDecay();
  }

  private boolean isAssumed() {
    return place.variable() == FitVariable.WIDTH
        && config.estimator().assumesPowersOfWidth(config.depth());
  }

  /** "u4 at N = 100 goes as σ_W to the power -3.001 ± 0.004". */
  private String found() {
    String what = place.law().quantity() + where();
    if (outcome.points() == 0) {
      return "%s cannot be fitted, as too few of %d shards have a value that differs from zero and an error to be believed"
          .formatted(what, outcome.leftOut());
    }
    return "%s goes as %s to the power %s"
        .formatted(what, symbol(place.variable()), measured(outcome.exponent()));
  }

  private String where() {
    if (place.width().isPresent()) {
      return " at N = " + place.width().getAsInt();
    }
    if (place.sigmaW().isPresent()) {
      return " at σ_W = " + NumberText.brief(place.sigmaW().getAsDouble());
    }
    return " at every " + symbol(place.variable().other());
  }

  private static String symbol(FitVariable variable) {
    return variable == FitVariable.WIDTH ? "N" : "σ_W";
  }

  private static String measured(Estimate estimate) {
    return NumberText.measured(estimate.value(), estimate.standardError());
  }

  /** An exact exponent, to the digits of the measured one. */
  private String exponent(double exact) {
    return NumberText.measured(exact, outcome.exponent().standardError()).split(" ")[0];
  }

  private String judged(double law) {
    if (outcome.points() == 0) {
      return ": it says nothing about " + source();
    }
    double distance = Math.abs(outcome.exponent().value() - law);
    String away =
        BigDecimal.valueOf(distance / outcome.exponent().standardError())
                .setScale(1, RoundingMode.HALF_EVEN)
                .toPlainString()
            + " standard errors";
    boolean isNear = isNear(distance);
    if (isOffTheLaw(law) && agreesWithExact() && !(isNear && isOnePower())) {
      return ", %s from %s%s".formatted(away, source(), exact(law));
    }
    if (!isNear && isOfWideNetworks()) {
      return ", %s from %s, a power that holds for N → ∞: the remainder tells whether r/N makes the difference"
          .formatted(away, source());
    }
    if (!isOnePower()) {
      return ", but the points follow no single power (χ² = %s for %d degrees of freedom): this does not bear out %s%s"
          .formatted(
              NumberText.brief(outcome.chiSquare()),
              outcome.degreesOfFreedom(),
              source(),
              exact(law));
    }
    if (!isNear && outcome.exact().isPresent() && !isOffTheLaw(law)) {
      return ", %s from %s; the exact values of the same shards bear that out (%s), so that it is the measured ones that are off%s"
          .formatted(
              away, source(), exponent(outcome.exact().getAsDouble()), offBecauseOfSelection());
    }
    return ", which %s %s: it is %s away%s%s"
        .formatted(
            isNear ? "bears out" : "contradicts",
            source(),
            away,
            isNear && distance > LARGEST_DISTANCE * outcome.exponent().standardError()
                ? ", as chance may bring one of %d fits".formatted(together.tests())
                : "",
            exact(law));
  }

  /** Whether the law is only that of wide networks: of one layer most powers of N are exact. */
  private boolean isOfWideNetworks() {
    return place.variable() == FitVariable.WIDTH && config.depth() > 1;
  }

  private boolean isOnePower() {
    return !(outcome.probability() < together.level(MIN_PROBABILITY));
  }

  private boolean isNear(double distance) {
    double largest = together.distance(LARGEST_DISTANCE);
    return distance <= largest * outcome.exponent().standardError();
  }

  /** What the exact values say, where they are off the law by more than the error of the fit. */
  private String exact(double law) {
    if (!isOffTheLaw(law)) {
      return "";
    }
    return "; the exact values of the same shards give %s, since %s"
        .formatted(exponent(outcome.exact().getAsDouble()), offBecause());
  }

  /**
   * Of many small samples those without a large contribution are left: they are small themselves.
   */
  private String offBecauseOfSelection() {
    return outcome.leftOut() == 0
        ? ""
        : ": those shards are left out whose errors cannot be believed, %d of them, and not by chance"
            .formatted(outcome.leftOut());
  }

  private String offBecause() {
    if (place.variable() == FitVariable.SIGMA_W) {
      return "the points are not small enough against 1/σ_W for that power, or σ_b is too small";
    }
    return place.law() == PowerLaw.M6
        ? "m6 = B/N + C/N² has a second power beside the first"
        : "N is not large enough for the law";
  }

  private boolean isOffTheLaw(double law) {
    OptionalDouble exact = outcome.exact();
    return exact.isPresent()
        && Math.abs(exact.getAsDouble() - law) > outcome.exponent().standardError();
  }

  private boolean agreesWithExact() {
    return isNear(Math.abs(outcome.exponent().value() - outcome.exact().getAsDouble()));
  }

  /**
   * The statement of the paper that is put to the test; in σ_W that is the {@link
   * wickstream.physics.ScalingIdentity} for small points.
   */
  private String source() {
    int d = config.dIn();
    if (place.variable() == FitVariable.WIDTH) {
      return switch (place.law()) {
        case U4, U4_CANONICAL -> "u4 = O(1/N), as the connected four-point function";
        case U6, U6_CANONICAL -> "u6 = O(1/N²), as both u4² and the connected six-point function";
        case M4, M6 -> "m_2n = O(1/N)";
        case CONNECTED4 -> "the connected 2n-point functions O(1/N^(n-1)), 1/N for n = 2";
        case CONNECTED6 -> "the connected 2n-point functions O(1/N^(n-1)), 1/N² for n = 3";
      };
    }
    String power = NumberText.brief(place.law().leading(d).orElseThrow());
    return switch (place.law()) {
      case U4 -> "the power d - 4 = %s of the scaling identity for u4 of eq. 8".formatted(power);
      case U4_CANONICAL ->
          "the power 4 - d = %s of the scaling identity for u4/Z0², as in eq. 13".formatted(power);
      case U6 -> "the power d - 6 = %s of the scaling identity for u6".formatted(power);
      case U6_CANONICAL ->
          "the power 6 - 2d = %s of the scaling identity for u6/Z0³, as below eq. 13"
              .formatted(power);
      case M4, M6, CONNECTED4, CONNECTED6 -> throw new IllegalStateException(place.toString());
    };
  }

  private String withoutBiases() {
    int d = config.dIn();
    return ("; without biases (σ_b = 0) no points are small enough for %s, because the leading term of ΔG cancels:"
            + " for points small against 1/σ_W the power is exactly %s%s, with a sign that varies from multiset to multiset;"
            + " plain averages cannot see it, since their noise goes as σ_W to the power %s")
        .formatted(
            source(),
            NumberText.brief(place.law().withoutBiases(d).orElseThrow()),
            outcome.exact().isPresent()
                ? " (the exact values of these shards give %s)"
                    .formatted(exponent(outcome.exact().getAsDouble()))
                : "",
            NumberText.brief(place.law().leading(d).orElseThrow()));
  }

  private static String withSharedScale() {
    return "; no power of N is predicted, because the weights of a network share a scale, which they have in common however many they are";
  }

  private String withoutDecay() {
    return "; no power is predicted, because the kernel of %s does not decay: the coupling integrals end at a cutoff, which the scaling identity scales as well"
        .formatted(config.activation().label());
  }
}
