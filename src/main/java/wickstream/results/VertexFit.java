package wickstream.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import wickstream.physics.VertexTerm;

/**
 * A quartic vertex fitted to the connected four-point functions of all multisets of points. NaN
 * stands for what cannot be had.
 *
 * @param terms what it is made of
 * @param weights those of the multisets
 * @param coefficients of the terms, by their labels; exact values and theory are what the same
 *     weights make of exact and theoretical functions
 * @param unexplained √(Σ (G_c⁽⁴⁾ − fitted)²/Σ G_c⁽⁴⁾²), over all multisets
 * @param heldOut the same over multisets that were held out from another fit, of all others
 * @param chiSquare of the fit: T² of Hotelling; NaN for equal weights
 * @param degreesOfFreedom in how many directions more than it has terms the vertex was tested
 * @param blocks from how many the covariance was measured
 * @param probability of a χ² as large or larger if the vertex is such
 */
public record VertexFit(
    List<VertexTerm> terms,
    Weights weights,
    Map<String, MeasuredValue> coefficients,
    MeasuredValue unexplained,
    MeasuredValue heldOut,
    double chiSquare,
    int degreesOfFreedom,
    int blocks,
    double probability) {

  public VertexFit {
    terms = List.copyOf(terms);
    coefficients = Collections.unmodifiableMap(new LinkedHashMap<>(coefficients));
  }

  /** The terms in a word: local+quadratic. */
  public String model() {
    return terms.stream().map(VertexTerm::label).collect(Collectors.joining("+"));
  }

  /** How multisets are weighted. */
  public enum Weights {
    /** All alike: how well the vertex describes the functions, whatever their errors. */
    EQUAL("equal"),
    /** By the measured covariance of their errors: whether the vertex is compatible with them. */
    COVARIANCE("covariance");

    private final String label;

    Weights(String label) {
      this.label = label;
    }

    /** The name in result files. */
    public String label() {
      return label;
    }
  }
}
