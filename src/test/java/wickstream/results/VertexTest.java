package wickstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import wickstream.physics.VertexTerm;

/** What is said of a vertex in one sentence. */
class VertexTest {
  private static MeasuredValue value(double value, double error) {
    return new MeasuredValue(value, error, 0, 1, 0.95, OptionalDouble.empty());
  }

  /** Both fits of each model, with these shares and probabilities. */
  private static List<VertexFit> fits(double[] shares, double error, double[] probabilities) {
    List<VertexFit> fits = new ArrayList<>();
    for (int m = 0; m < VertexTerm.models().size(); m++) {
      MeasuredValue share = value(shares[m], error);
      double squared = Double.isNaN(probabilities[m]) ? Double.NaN : 7.25;
      List<VertexTerm> terms = VertexTerm.models().get(m);
      fits.add(
          new VertexFit(
              terms,
              VertexFit.Weights.EQUAL,
              Map.of(),
              share,
              share,
              Double.NaN,
              0,
              20,
              Double.NaN));
      fits.add(
          new VertexFit(
              terms,
              VertexFit.Weights.COVARIANCE,
              Map.of(),
              share,
              share,
              squared,
              5,
              20,
              probabilities[m]));
    }
    return fits;
  }

  private static String statement(double[] shares, double... probabilities) {
    return new Vertex(fits(shares, 0.01, probabilities), true).statement();
  }

  @Test
  void aLocalVertexMayBeCompatible() {
    assertThat(statement(new double[] {0.02, 0.01, 0.01, 0}, 0.3, 0.4, 0.5, 0.6))
        .isEqualTo(
            "a local vertex leaves 2.0 ± 1.0 % of G_c4 unexplained and is compatible with the networks (χ² = 7.25 for 5 degrees of freedom)");
  }

  @Test
  void anotherVertexMayBe() {
    assertThat(statement(new double[] {0.9, 0.5, 0.02, 0.01}, 1e-9, 1e-9, 0.4, 0.6))
        .startsWith("a local vertex leaves 90.0 ± 1.0 % of G_c4 unexplained and is ruled out")
        .contains("; local+nonLocal leaves 2.0 ± 1.0 % and is compatible with them");
  }

  @Test
  void noneMayBe() {
    assertThat(statement(new double[] {0.9, 0.5, 0.6, 0.7}, 1e-9, 1e-9, 1e-9, 1e-9))
        .endsWith("; so are the others, of which local+quadratic leaves the least: 50.0 ± 1.0 %");
    assertThat(statement(new double[] {0.02, 0.01, 0.01, 0.01}, 1e-9, 1e-9, 1e-9, 1e-9))
        .endsWith("; so are the others");
  }

  /** One of four true statements is rejected at a thousandth in all. */
  @Test
  void fourTestsAreReadTogether() {
    assertThat(statement(new double[4], 3e-4, 3e-4, 3e-4, 3e-4)).contains("compatible");
    assertThat(statement(new double[4], 2e-4, 3e-4, 3e-4, 3e-4)).contains("ruled out");
  }

  @Test
  void fewBlocksTellNothing() {
    double nan = Double.NaN;
    assertThat(statement(new double[4], nan, nan, nan, nan))
        .endsWith("; there are too few blocks to test it");
    assertThat(new Vertex(fits(new double[4], nan, new double[4]), true).statement())
        .isEqualTo("there are too few blocks of networks to tell whether the vertex is local");
  }

  @Test
  void whatIsNotTrustedSaysSo() {
    assertThat(new Vertex(fits(new double[4], 0.01, new double[4]), false).statement())
        .endsWith(", but nothing vouches for these errors");
  }
}
