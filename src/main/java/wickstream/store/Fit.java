package wickstream.store;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A power law |quantity| = A · variableᵖ fitted to the shards of a campaign by weighted least
 * squares on both logarithms. NaN stands for what cannot be had.
 *
 * @param quantity what was fitted: u4, u4Canonical, u6, u6Canonical, m4, m6, …
 * @param variable what it was fitted against: sigmaW or width
 * @param width N of all shards, for a fit against σ_W
 * @param sigmaW σ_W of all shards, for a fit against N
 * @param exponent p
 * @param standardError of p
 * @param logAmplitude log A
 * @param logAmplitudeError its standard error
 * @param chiSquare of the fit
 * @param degreesOfFreedom of the fit
 * @param probability of a χ² as large or larger if the law holds
 * @param points how many shards were fitted
 * @param leftOut how many shards were not, because nothing vouches for their error, or their value
 *     is within three standard errors of zero
 * @param predicted the exponent that theory predicts, where it does
 * @param exact the exponent of the exact values of the same shards with the same weights, where the
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
    String statement) {}
