package wickstream.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import wickstream.statistics.Objection.Kind;

/**
 * What a sample must pass before the error of a value measured on it is believed. A tail diagnosis
 * knows only what the sample has seen; these checks hold the sample against what is known without
 * it. Pure.
 *
 * @param means averages whose exact values are known
 * @param variances variances that are known to be there
 * @param rounding what rounding can have done
 * @param sequence the intervals of the shard, for the number of networks at which they are tightest
 * @param weights the series of weights that averages are divided by; none unless they are
 */
public record SampleChecks(
    List<KnownMean> means,
    List<KnownVariance> variances,
    Rounding rounding,
    ConfidenceSequence sequence,
    Set<Integer> weights) {

  /**
   * Fewer networks are not judged: the variance of variance of 14/n that squares of normals have is
   * near its threshold here, and rarer events than one in a few hundred have not been seen.
   */
  public static final long FEWEST_NETWORKS = 1000;

  /** With fewer blocks the jackknife's error is itself too uncertain, whatever their size. */
  public static final int FEWEST_BLOCKS = 10;

  /** A value further from the exact one, in standard errors, contradicts it. */
  public static final double MAX_ERRORS = 6;

  /**
   * How often a sound sample is held to miss one of its known means, over all of them and all looks
   * together, as far as averages are normal.
   */
  public static final double FALSE_ALARM_RATE = 1e-6;

  /** Rounding counts as small against the standard error up to this share of it. */
  public static final double LARGEST_ROUNDING_SHARE = 0.1;

  /** A spread below this share of the mean is that of the last digits. */
  private static final double LAST_DIGITS = 0x1p-49;

  public SampleChecks {
    means = List.copyOf(means);
    variances = List.copyOf(variances);
    weights = Set.copyOf(weights);
  }

  /** The checks of averages that are divided by no weights. */
  public SampleChecks(
      List<KnownMean> means,
      List<KnownVariance> variances,
      Rounding rounding,
      ConfidenceSequence sequence) {
    this(means, variances, rounding, sequence, Set.of());
  }

  /**
   * What there is to say of a sample, before any quantity is looked at.
   *
   * @param totals of at least one bag
   */
  public Sample sample(Totals totals) {
    Sums sums = totals.sums();
    Optional<Objection> objection =
        missedMean(sums).or(() -> first(variances.stream().map(known -> known.objection(sums))));
    return new Sample(totals, sums, objection, rounding.bounds(sums), weights);
  }

  /**
   * A sample that has been looked at.
   *
   * @param objection what speaks against it whatever is measured
   * @param rounding a bound on the rounding error of each series
   * @param weights the series of weights that averages are divided by
   */
  public record Sample(
      Totals totals,
      Sums sums,
      Optional<Objection> objection,
      double[] rounding,
      Set<Integer> weights) {

    /**
     * Whether the error of a quantity can be believed.
     *
     * @param estimate of the quantity from these totals
     * @param exact its exact value, if it is known
     */
    public TailDiagnosis diagnose(Quantity quantity, Estimate estimate, Optional<Exact> exact) {
      List<Integer> series = quantity.vouching(sums);
      TailDiagnosis tail = TailDiagnosis.of(totals, series);
      Optional<Objection> against =
          tooFew(sums.networks(), estimate)
              .or(() -> objection)
              .or(() -> first(series.stream().map(this::collapse)))
              .or(() -> first(series.stream().map(s -> spread(sums.series().get(s), rounding[s]))));
      if (against.isPresent()) {
        return tail.with(against.get());
      }
      return tail.isHeavy() ? tail : contradiction(estimate, exact).map(tail::with).orElse(tail);
    }

    /** Says how few networks count, if a series is one of weights and they are too few. */
    private Optional<Objection> collapse(int series) {
      if (!weights.contains(series)) {
        return Optional.empty();
      }
      double size = sums.series().get(series).effectiveSampleSize();
      TailDiagnosis tail = TailDiagnosis.of(totals, List.of(series));
      if (size >= FEWEST_NETWORKS && !tail.isHeavy()) {
        return Optional.empty();
      }
      return Optional.of(
          new Objection(
              Kind.WEIGHTS_COLLAPSED,
              "by their weights %d networks of the prior count for %s of the posterior, and it takes %d whose weights have no heavy tail (%s): a larger noise-variance, fewer data or wider networks would help"
                  .formatted(
                      sums.networks(),
                      Double.isNaN(size) ? "none" : NumberText.brief(size),
                      FEWEST_NETWORKS,
                      tail.describe())));
    }
  }

  private static Optional<Objection> first(Stream<Optional<Objection>> objections) {
    return objections.flatMap(Optional::stream).findFirst();
  }

  private static Optional<Objection> tooFew(long networks, Estimate estimate) {
    if (networks < FEWEST_NETWORKS) {
      return Optional.of(
          new Objection(
              Kind.TOO_FEW,
              "%d networks are too few to judge their spread by: it takes at least %d"
                  .formatted(networks, FEWEST_NETWORKS)));
    }
    if (estimate.degreesOfFreedom() < FEWEST_BLOCKS - 1) {
      return Optional.of(
          new Objection(
              Kind.TOO_FEW,
              "%.0f bags are too few to judge an error by that comes from their differences: it takes at least %d"
                  .formatted(estimate.degreesOfFreedom() + 1, FEWEST_BLOCKS)));
    }
    return Optional.empty();
  }

  private static Optional<Objection> spread(CentralMoments moments, double bound) {
    double spread = Math.sqrt(moments.variance());
    double mean = Math.abs(moments.mean());
    if (spread <= Math.max(bound, LAST_DIGITS * mean)) {
      return Optional.of(mean > bound || spread == 0 ? noSpread() : unresolved(spread, bound));
    }
    double error = spread / Math.sqrt(moments.count());
    return bound > LARGEST_ROUNDING_SHARE * error
        ? Optional.of(unresolved(error, bound))
        : Optional.empty();
  }

  private static Objection noSpread() {
    return new Objection(
        Kind.NO_SPREAD,
        "all networks contribute the same, at least to the last digits, so that nothing has been seen yet of what makes them differ. "
            + Objection.WHAT_HELPS);
  }

  private static Objection unresolved(double error, double bound) {
    return new Objection(
        Kind.UNRESOLVED,
        "rounding may add up to %s, which is not small against a spread or error of %s: the value lies below what double precision resolves"
            .formatted(NumberText.brief(bound), NumberText.brief(error)));
  }

  private Optional<Objection> missedMean(Sums sums) {
    ConfidenceSequence together =
        new ConfidenceSequence(
            1 - FALSE_ALARM_RATE / Math.max(1, means.size()), sequence.expectedCount());
    return first(means.stream().map(mean -> mean.objection(sums, together)));
  }

  /** The variance of what one network contributes to a quantity, as far as it is known. */
  Optional<KnownVariance> variance(Quantity quantity) {
    return quantity instanceof Quantity.SeriesMean mean
        ? variances.stream()
            .filter(known -> known.series().equals(OptionalInt.of(mean.index())))
            .findFirst()
        : Optional.empty();
  }

  private static Optional<Objection> contradiction(Estimate estimate, Optional<Exact> exact) {
    if (exact.isEmpty()) {
      return Optional.empty();
    }
    double distance = Math.abs(estimate.value() - exact.get().value());
    double allowed = estimate.halfWidth(MAX_ERRORS) + exact.get().error();
    if (!(distance > allowed)) {
      return Optional.empty();
    }
    return Optional.of(
        new Objection(
            Kind.CONTRADICTED,
            "%s ± %s is %s standard errors from the exact value %s, most likely because networks that matter are too rare to have been drawn"
                .formatted(
                    NumberText.brief(estimate.value()),
                    NumberText.brief(estimate.standardError()),
                    NumberText.brief(distance / estimate.standardError()),
                    NumberText.brief(exact.get().value()))));
  }
}
