package wickstream.results;

import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.statistics.ConfidenceSequence;
import wickstream.statistics.Estimate;

/**
 * A measured number as it is reported. NaN stands for what cannot be had.
 *
 * @param value the estimate
 * @param standardError its standard error (one σ)
 * @param low lower end of the anytime-valid interval
 * @param high upper end
 * @param confidence of the interval
 * @param exact the exact value, where the oracle has it
 * @param theory the value to leading order in 1/N, where there is a theory
 */
public record MeasuredValue(
    double value,
    double standardError,
    double low,
    double high,
    double confidence,
    OptionalDouble exact,
    Optional<TheoryValue> theory) {

  /** A number beside which there is no theory. */
  public MeasuredValue(
      double value,
      double standardError,
      double low,
      double high,
      double confidence,
      OptionalDouble exact) {
    this(value, standardError, low, high, confidence, exact, Optional.empty());
  }

  /** An estimate from {@code networks} networks with the interval of a confidence sequence. */
  public static MeasuredValue of(
      Estimate estimate, ConfidenceSequence sequence, long networks, OptionalDouble exact) {
    double halfWidth = sequence.halfWidth(estimate, networks);
    return new MeasuredValue(
        estimate.value(),
        estimate.standardError(),
        estimate.value() - halfWidth,
        estimate.value() + halfWidth,
        sequence.confidence(),
        exact);
  }

  /** A number that cannot be had, beside the exact value if there is one. */
  public static MeasuredValue unknown(ConfidenceSequence sequence, OptionalDouble exact) {
    return new MeasuredValue(
        Double.NaN, Double.NaN, Double.NaN, Double.NaN, sequence.confidence(), exact);
  }

  /** The same number beside its value to order 1/N, if there is one. */
  public MeasuredValue withTheory(OptionalDouble leading) {
    return with(leading.stream().mapToObj(TheoryValue::leading).findFirst());
  }

  /** The same number beside its value for N → ∞, if there is one. */
  public MeasuredValue withLimit(OptionalDouble limit) {
    return with(limit.stream().mapToObj(TheoryValue::limit).findFirst());
  }

  private MeasuredValue with(Optional<TheoryValue> other) {
    return new MeasuredValue(value, standardError, low, high, confidence, exact, other);
  }

  /** Whether there are a value and its error. */
  public boolean isKnown() {
    return Double.isFinite(value) && Double.isFinite(standardError) && standardError > 0;
  }

  /** (value − exact)/standardError; NaN without an exact value. */
  public double pull() {
    return exact.isPresent() ? (value - exact.getAsDouble()) / standardError : Double.NaN;
  }
}
