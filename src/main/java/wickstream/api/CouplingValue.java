package wickstream.api;

/**
 * A coupling or deviation with its error bar.
 *
 * @param value as measured
 * @param standardError of it, one σ
 * @param low lower end of its anytime-valid interval
 * @param high upper end of it
 * @param exact the exact value, where it is known
 */
public record CouplingValue(
    double value, double standardError, double low, double high, double exact) {
  /** What was not measured. */
  public static final CouplingValue NONE =
      new CouplingValue(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
