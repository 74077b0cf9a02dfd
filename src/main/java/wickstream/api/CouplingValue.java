package wickstream.api;

/**
 * A coupling or deviation with its error bar.
 *
 * @param value as measured
 * @param standardError of it, one σ
 * @param low lower end of its anytime-valid interval
 * @param high upper end of it
 * @param exact the exact value, where it is known
 * @param theory the value to leading order in 1/N, where there is a theory
 */
public record CouplingValue(
    double value, double standardError, double low, double high, double exact, double theory) {
  /** What was not measured. */
  public static final CouplingValue NONE =
      new CouplingValue(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
