package wickstream.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.special.Erf;

/**
 * How many networks a target would take.
 *
 * @param count the number; may exceed every budget and every long
 * @param basis what it was computed from
 */
public record NetworksNeeded(double count, Basis basis) {

  /**
   * The lower confidence limit of a variance, as a part of the sample variance. Squared deviations
   * are taken for events of different weights that come at random, so that their sum has the limit
   * of a gamma distribution with the same variance (Fay and Feuer, Statistics in Medicine 16, 791,
   * 1997): that of shape 1/VOV, by its cube root, which is nearly normal (Wilson and Hilferty, PNAS
   * 17, 684, 1931). Where one contribution is nearly all of the variance (VOV = 1) the limit at 5 %
   * is a twenty-fifth of it.
   *
   * @param varianceOfVariance VOV, the squared relative error of the sample variance
   * @param level the probability with which the variance is below the limit
   * @return between 0 and 1
   */
  static double leastVariance(double varianceOfVariance, double level) {
    double ninth = varianceOfVariance / 9;
    double root = 1 - ninth - Math.sqrt(2) * Erf.erfcInv(2 * level) * Math.sqrt(ninth);
    double positive = Math.max(0, root);
    return Math.min(1, positive * positive * positive);
  }

  /** What a number of networks was computed from, and so what it is worth. */
  public enum Basis {
    /** The exact value, and the spread of the contributions: the known one, or else as measured. */
    EXACT_VALUE("from the exact value"),
    /** The measured spread alone: the target is an absolute error. */
    MEASURED_SPREAD("from the measured spread"),
    /**
     * The largest |value| and the least spread that the data allow: it takes at least so many, with
     * the confidence of the interval. May be below the number that did not suffice in one run.
     */
    LOWER_BOUND("lower bound");

    private final String label;

    Basis(String label) {
      this.label = label;
    }

    /** The words used in messages and result files. */
    public String label() {
      return label;
    }

    /** The basis of these words. */
    public static Optional<Basis> labelled(String label) {
      return Arrays.stream(values()).filter(basis -> basis.label.equals(label)).findFirst();
    }
  }
}
