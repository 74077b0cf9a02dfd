package wickstream.statistics;

/**
 * A number that is known without sampling.
 *
 * @param value the number
 * @param error a bound on its numerical error, absolute
 */
public record Exact(double value, double error) {

  public Exact {
    if (!(error >= 0)) {
      throw new IllegalArgumentException(
          "the error of an exact value must be at least 0, was " + error);
    }
  }
}
