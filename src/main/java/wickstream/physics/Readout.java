package wickstream.physics;

import java.util.Locale;

/**
 * The law of the readout weights W1 = σ_W ω/√N: independent ω of mean 0 and variance 1, symmetric
 * about 0. Given the hidden layer, fields are then not Gaussian: they have the cumulants that ω has
 * beyond the second, κ4 = E ω⁴ − 3 and κ6 = E ω⁶ − 15 E ω⁴ + 30.
 */
public enum Readout {
  /** Normal numbers, as in the paper. */
  NORMAL(3, 15, 105, 0, 0, 9),
  /** Uniform between −√3 and √3. */
  UNIFORM(1.8, 27.0 / 7, 9, -1.2, 48.0 / 7, Math.sqrt(3)),
  /** −1 or 1, as likely. */
  RADEMACHER(1, 1, 1, -2, 16, 1),
  /** Of density exp(−√2|ω|)/√2. */
  LAPLACE(6, 90, 2520, 3, 30, 31);

  private final double[] moments;
  private final double fourthCumulant;
  private final double sixthCumulant;
  private final double largest;

  Readout(
      double fourth,
      double sixth,
      double eighth,
      double fourthCumulant,
      double sixthCumulant,
      double largest) {
    this.moments = new double[] {1, 1, fourth, sixth, eighth};
    this.fourthCumulant = fourthCumulant;
    this.sixthCumulant = sixthCumulant;
    this.largest = largest;
  }

  /** The name used in configurations. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** E ωⁿ for n = 0, 2, 4, 6, 8. */
  public double moment(int order) {
    return moments[order / 2];
  }

  /** κ4, the excess kurtosis. */
  public double fourthCumulant() {
    return fourthCumulant;
  }

  /** κ6. */
  public double sixthCumulant() {
    return sixthCumulant;
  }

  /** No |ω| beyond it is expected in any campaign: probability at most 2e−19. */
  public double largest() {
    return largest;
  }
}
