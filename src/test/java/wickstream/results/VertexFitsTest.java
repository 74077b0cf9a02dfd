package wickstream.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Line;
import wickstream.physics.Observable;
import wickstream.physics.VertexTerm;
import wickstream.physics.exact.Theory;

/** Vertices fitted to exact functions, at six equally spaced points. */
class VertexFitsTest {
  private static final List<VertexTerm> LOCAL = List.of(VertexTerm.LOCAL);
  private static final List<VertexTerm> WITH_NON_LOCAL =
      List.of(VertexTerm.LOCAL, VertexTerm.NON_LOCAL);
  private static final List<VertexTerm> ALL = List.of(VertexTerm.values());

  private static InputPoints points(double span) {
    return Line.of(DoubleStream.of(-1, -0.6, -0.2, 0.2, 0.6, 1).map(x -> span * x).toArray());
  }

  private static Theory theory(Activation activation, double sigmaW, InputPoints points) {
    Ensemble ensemble = Ensemble.of(activation, 1, sigmaW, 0.5);
    return Theory.of(ensemble, points, List.of(4));
  }

  private static List<VertexFit> fits(Theory theory, InputPoints points, int width) {
    VertexFits.Known known =
        new VertexFits.Known(theory.eachExactConnected4(width), Optional.empty());
    return VertexFits.at(points, theory.vertexTerms().orElseThrow()).orElseThrow().known(known);
  }

  private static VertexFit fit(Theory theory, InputPoints points, List<VertexTerm> terms) {
    return new Vertex(fits(theory, points, 1), true)
        .fit(terms, VertexFit.Weights.EQUAL)
        .orElseThrow();
  }

  /** As computed apart in Python with NumPy, and integrals by quadrature there. */
  @ParameterizedTest
  @CsvSource({
    "gauss, 0.01, 1.6788e-4",
    "gauss, 0.1, 0.016922",
    "gauss, 1, 0.91774",
    "cos, 0.01, 1.5038e-5",
    "cos, 0.1, 0.0013447",
    "cos, 1, 0.38786"
  })
  void whatALocalVertexLeavesUnexplained(Activation activation, double span, double share) {
    InputPoints points = points(span);
    VertexFit local = fit(theory(activation, 1, points), points, LOCAL);
    assertThat(local.unexplained().exact().orElseThrow()).isCloseTo(share, withinPercentage(0.01));
  }

  /** N u4 of gauss as the points move away from the origin; that of cos does not notice. */
  @ParameterizedTest
  @CsvSource({
    "gauss, 0, -4.11306",
    "gauss, 0.5, -15.2957",
    "gauss, 1, -353.048",
    "gauss, 2, -5.79425e7",
    "cos, 0, -1.19680",
    "cos, 0.5, -1.19680",
    "cos, 1, -1.19680",
    "cos, 2, -1.19680"
  })
  void u4OnceAllPointsAreMoved(Activation activation, double shift, double u4) {
    Theory theory = theory(activation, 1, points(0.01).movedBy(shift));
    assertThat(theory.exact(Observable.U4, 1).orElseThrow()).isCloseTo(u4, withinPercentage(0.001));
  }

  /**
   * For points close together G_c⁽⁴⁾ of cos is ½ Σ_3 KK, as a common random scale makes it: M(1234)
   * goes to 3/2, and M(ab) to 1.
   */
  @Test
  void theVertexOfCosIsNotLocalAtAll() {
    InputPoints points = points(0.01);
    VertexFit fit = fit(theory(Activation.COS, 1, points), points, WITH_NON_LOCAL);
    assertThat(fit.coefficients().get("nonLocal").exact().orElseThrow())
        .isCloseTo(0.5, within(0.001));
    assertThat(Math.abs(fit.coefficients().get("local").exact().orElseThrow())).isLessThan(0.002);
    assertThat(fit.unexplained().exact().orElseThrow()).isLessThan(2e-8);
  }

  /** A function that is made of the terms gives its coefficients back, and predicts the rest. */
  @ParameterizedTest
  @ValueSource(strings = {"gauss", "erf", "relu"})
  void whatTheTermsMakeIsFound(Activation activation) {
    InputPoints points = Line.of(0.3, 0.7, 1.1, 1.6);
    var terms = theory(activation, 1, points).vertexTerms().orElseThrow();
    double[] coefficients = {-3, 0.5, 2};
    double[] made = new double[terms.get(VertexTerm.LOCAL).length];
    for (int j = 0; j < 3; j++) {
      double[] term = terms.get(VertexTerm.values()[j]);
      double unit = coefficients[j] / Math.abs(term[0]);
      Arrays.setAll(made, k -> made[k] + unit * term[k]);
    }
    VertexFits.Known known = new VertexFits.Known(Optional.of(made), Optional.empty());
    VertexFit fit =
        new Vertex(VertexFits.at(points, terms).orElseThrow().known(known), true)
            .fit(ALL, VertexFit.Weights.EQUAL)
            .orElseThrow();
    for (int j = 0; j < 3; j++) {
      double unit = Math.abs(terms.get(VertexTerm.values()[j])[0]);
      assertThat(fit.coefficients().get(VertexTerm.labels().get(j)).exact().orElseThrow() * unit)
          .isCloseTo(coefficients[j], within(1e-6));
    }
    assertThat(fit.unexplained().exact().orElseThrow()).isLessThan(1e-11);
    assertThat(fit.heldOut().exact().orElseThrow()).isLessThan(1e-11);
  }

  /** f_σ(x) has the law of σ f₁(σx): the share depends on σ_W times the span alone. */
  @Test
  void theShareScales() {
    double narrow =
        fit(theory(Activation.GAUSS, 2, points(0.25)), points(0.25), ALL)
            .heldOut()
            .exact()
            .orElseThrow();
    double wide =
        fit(theory(Activation.GAUSS, 1, points(0.5)), points(0.5), ALL)
            .heldOut()
            .exact()
            .orElseThrow();
    assertThat(narrow).isCloseTo(wide, withinPercentage(1e-6));
  }

  /** If u4 is the same for all multisets a local vertex with it is all there is. */
  @Test
  void aLocalVertexHasTheCoefficientU4() {
    InputPoints points = points(0.01);
    Theory theory = theory(Activation.GAUSS, 1, points);
    VertexFit local = fit(theory, points, LOCAL);
    assertThat(local.coefficients().get("local").exact().orElseThrow())
        .isCloseTo(theory.exact(Observable.U4, 1).orElseThrow(), withinPercentage(0.01));
  }

  /** It is of order 1/N, and what it leaves unexplained does not depend on N. */
  @Test
  void coefficientsFallAsOneOverN() {
    InputPoints points = points(0.5);
    Theory theory = theory(Activation.GAUSS, 1, points);
    VertexFit one = fits(theory, points, 1).get(3);
    VertexFit hundred = fits(theory, points, 100).get(3);
    VertexTerm.labels()
        .forEach(
            term ->
                assertThat(100 * hundred.coefficients().get(term).exact().orElseThrow())
                    .isCloseTo(
                        one.coefficients().get(term).exact().orElseThrow(),
                        withinPercentage(1e-6)));
    assertThat(hundred.unexplained().exact().orElseThrow())
        .isCloseTo(one.unexplained().exact().orElseThrow(), withinPercentage(1e-6));
  }

  @Test
  void aSinglePointHasNoVertexToTest() {
    InputPoints one = Line.of(0.5);
    assertThat(VertexFits.at(one, theory(Activation.GAUSS, 1, one).vertexTerms().orElseThrow()))
        .isEmpty();
  }

  @Test
  void theModelsAreNamed() {
    InputPoints points = points(1);
    assertThat(fits(theory(Activation.GAUSS, 1, points), points, 1))
        .extracting(VertexFit::model)
        .containsExactly("local", "local+quadratic", "local+nonLocal", "local+quadratic+nonLocal");
  }
}
