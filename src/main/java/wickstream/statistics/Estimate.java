package wickstream.statistics;

/** A measured number with its standard error (one σ); NaN where a number could not be had. */
public record Estimate(double value, double standardError) {

  /** What cannot be had: both numbers NaN. */
  public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN);

  private static final double CLEAR_OF_ZERO = 3;

  /** This number in other units. */
  public Estimate times(double factor) {
    return new Estimate(value * factor, standardError * Math.abs(factor));
  }

  /** This number, moved by an exact amount. */
  public Estimate plus(double shift) {
    return new Estimate(value + shift, standardError);
  }

  /** Whether it is more than three standard errors from zero; false for what cannot be had. */
  public boolean isClearOfZero() {
    return Math.abs(value) > CLEAR_OF_ZERO * standardError;
  }

  /** standardError/|value|; infinite or NaN for a value of zero. */
  public double relativeError() {
    return standardError / Math.abs(value);
  }
}
