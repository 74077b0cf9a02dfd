package wickstream.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * How many networks a target would take.
 *
 * @param count the number; may exceed every budget and every long
 * @param basis what it was computed from
 */
public record NetworksNeeded(double count, Basis basis) {
  /** What a number of networks was computed from, and so what it is worth. */
  public enum Basis {
    /** The exact value and the measured spread of the contributions. */
    EXACT_VALUE("from the exact value"),
    /** The measured spread alone: the target is an absolute error. */
    MEASURED_SPREAD("from the measured spread"),
    /**
     * The largest |value| that the data allow, or a spread that the tail makes look too small: it
     * takes at least so many.
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
