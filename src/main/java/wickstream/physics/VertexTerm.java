package wickstream.physics;

import java.util.Arrays;
import java.util.List;

/**
 * What the connected four-point function may be made of, by an action's quartic vertex, with every
 * leg the kernel K_W, as in eq. 8 of arXiv 2212.11811:
 *
 * <pre>
 *   G_c⁽⁴⁾(1234) = − ∫ dᵈx (g_local + g_quadratic |x|²) Π K_W(x, x_i) + g_nonLocal Σ_3 K_W(ab) K_W(cd)
 * </pre>
 *
 * The propagator is σ_b² + K_W; the convention of eq. 8 leaves out σ_b², which no local vertex
 * could integrate over.
 */
public enum VertexTerm {
  /** u4/4! ∫ f⁴: the same everywhere. If the vertex is that, its coefficient is u4. */
  LOCAL("local"),

  /** One that grows with the distance from the origin. */
  QUADRATIC("quadratic"),

  /** (∫ f²)²: pairs of legs that end in different places, as a common random scale makes them. */
  NON_LOCAL("nonLocal");

  private final String label;

  VertexTerm(String label) {
    this.label = label;
  }

  /** The name in result files. */
  public String label() {
    return label;
  }

  /** The vertices that are compared: a local one, with either of the other terms, with both. */
  public static List<List<VertexTerm>> models() {
    return List.of(
        List.of(LOCAL), List.of(LOCAL, QUADRATIC), List.of(LOCAL, NON_LOCAL), List.of(values()));
  }

  /** All labels, in their order. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(VertexTerm::label).toList();
  }
}
