package wickstream.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether contributions are tame enough for their sample variance to vouch for the error of their
 * mean.
 *
 * @param varianceOfVariance Σ(y−ȳ)⁴/(Σ(y−ȳ)²)² − 1/n; of the worst of several series
 * @param shape k̂ of the same series; NaN where it could not be fitted
 * @param objection what else speaks against the sample, of which its tail knows nothing
 */
public record TailDiagnosis(
    double varianceOfVariance, double shape, Optional<Objection> objection) {
  /** The diagnosis of nothing. */
  public static final TailDiagnosis UNKNOWN = new TailDiagnosis(Double.NaN, Double.NaN);

  /** A larger variance of variance is heavy, whatever the shape. */
  public static final double MAX_VARIANCE_OF_VARIANCE = 0.01;

  /** From this shape on, {@link #MAX_VARIANCE_OF_VARIANCE_WITH_SHAPE} holds instead. */
  public static final double SHAPE_OF_CONCERN = 0.7;

  /** A larger variance of variance is heavy with a shape of concern. */
  public static final double MAX_VARIANCE_OF_VARIANCE_WITH_SHAPE = 0.001;

  /** A diagnosis by the tail alone. */
  public TailDiagnosis(double varianceOfVariance, double shape) {
    this(varianceOfVariance, shape, Optional.empty());
  }

  /** The same tail, with something that speaks against the sample. */
  TailDiagnosis with(Objection other) {
    return new TailDiagnosis(varianceOfVariance, shape, Optional.of(other));
  }

  /** The diagnosis of the worst of some series: a heavy one if there is one. */
  public static TailDiagnosis of(Totals totals, List<Integer> series) {
    Sums sums = totals.sums();
    return series.stream()
        .map(s -> of(sums.series().get(s), totals.tail(s)))
        .max(
            Comparator.comparing(TailDiagnosis::isHeavy)
                .thenComparing(TailDiagnosis::varianceOfVariance))
        .orElse(UNKNOWN);
  }

  private static TailDiagnosis of(CentralMoments moments, ExtremeValues tail) {
    return new TailDiagnosis(moments.varianceOfVariance(), TailShape.of(moments, tail));
  }

  /** Whether the error cannot be believed, be it for the tail or for an objection. */
  public boolean isHeavy() {
    return objection.isPresent() || hasHeavyTail();
  }

  /**
   * Whether the tail is too heavy. The shape alone does not decide: contributions that are bounded
   * and come in clusters can look like a heavy tail to it.
   */
  private boolean hasHeavyTail() {
    return !(varianceOfVariance <= MAX_VARIANCE_OF_VARIANCE)
        || shape >= SHAPE_OF_CONCERN && varianceOfVariance > MAX_VARIANCE_OF_VARIANCE_WITH_SHAPE;
  }

  /** Why the error cannot be believed, as a clause; empty if it can. */
  public Optional<Objection> reason() {
    if (objection.isPresent() || !hasHeavyTail()) {
      return objection;
    }
    return Optional.of(
        new Objection(
            Objection.Kind.HEAVY_TAIL,
            "the contributions are too heavy-tailed to vouch for it: " + describe()));
  }

  /** The tail in words. */
  public String describe() {
    return "variance of variance %s, tail shape %s"
        .formatted(NumberText.brief(varianceOfVariance), NumberText.brief(shape));
  }
}
