package wickstream.results;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A power law |quantity| = A · variableᵖ fitted to the shards of a campaign: the one that minimises
 * χ² = Σ ((quantity ∓ A · variableᵖ)/standardError)², not a line through logarithms, which is where
 * the search for it begins and what is left where none is found. A fit for which neither width nor
 * sigmaW is fixed is one of the whole grid: a common p, with an amplitude of its own for each N (or
 * σ_W). NaN stands for what cannot be had.
 *
 * @param quantity what was fitted: u4, u4Canonical, u6, u6Canonical, m4, m6, …
 * @param variable what it was fitted against: sigmaW or width
 * @param width N of all shards, for a fit against σ_W
 * @param sigmaW σ_W of all shards, for a fit against N
 * @param exponent p
 * @param standardError of p
 * @param logAmplitude log A; NaN where amplitudes are many
 * @param logAmplitudeError its standard error
 * @param chiSquare of the fit
 * @param degreesOfFreedom of the fit
 * @param probability of a χ² as large or larger if the law holds
 * @param points how many shards were fitted
 * @param leftOut how many shards of the same kind were not: nothing vouches for their error, the
 *     law is within three standard errors of zero there, or there is no other on their line
 * @param predicted the exponent that is known, where one is: in σ_W that of the scaling identity
 *     for points small against 1/σ_W
 * @param exact the exponent of the exact values of the same shards with the same errors, where the
 *     oracle has them
 * @param statement one sentence for a physicist: what the fit bears out, or that it does not
 */
public record Fit(
    String quantity,
    String variable,
    OptionalInt width,
    OptionalDouble sigmaW,
    double exponent,
    double standardError,
    double logAmplitude,
    double logAmplitudeError,
    double chiSquare,
    int degreesOfFreedom,
    double probability,
    int points,
    int leftOut,
    OptionalDouble predicted,
    OptionalDouble exact,
    String statement) {

  /** The names that result files use, in their order. */
  public static final List<String> COLUMNS =
      Arrays.stream(Fit.class.getRecordComponents()).map(RecordComponent::getName).toList();
}
