package wickstream.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.flow.Wetterich;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Frequencies;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.Priors;
import wickstream.physics.Readout;
import wickstream.physics.exact.ExactCouplings;
import wickstream.physics.exact.Theory;
import wickstream.physics.quadrature.CouplingIntegrals;
import wickstream.results.MeasuredValue;
import wickstream.results.VertexFit;
import wickstream.results.VertexFits;
import wickstream.statistics.ConfidenceSequence;

/** The numbers on the pages that follow from formulas are what the formulas give. */
@Tag("bits")
final class ExamplesTest {
  private static final Glossary GLOSSARY = Glossary.load();

  private static Ensemble gauss(double sigmaB) {
    return Ensemble.of(Activation.GAUSS, 1, 1, sigmaB);
  }

  private static ExactCouplings exact(double sigmaB) {
    return ExactCouplings.of(gauss(sigmaB), Activation.GAUSS.defaultPoints(), true).orElseThrow();
  }

  private static ExactCouplings exact(double sigmaB, Readout readout, OptionalDouble sharedScale) {
    Ensemble ensemble =
        gauss(sigmaB).withPriors(new Priors(readout, sharedScale, Frequencies.NORMAL));
    return ExactCouplings.of(ensemble, Activation.GAUSS.defaultPoints(), false).orElseThrow();
  }

  private static ExactCouplings cos(Frequencies frequencies) {
    Ensemble ensemble =
        Ensemble.of(Activation.COS, 1, 1, 0)
            .withPriors(new Priors(Readout.NORMAL, OptionalDouble.empty(), frequencies));
    return ExactCouplings.of(ensemble, Activation.COS.defaultPoints(), false).orElseThrow();
  }

  private static ExactCouplings relu(int depth) {
    Ensemble ensemble = Ensemble.of(Activation.RELU, 1, 1.5, 0).withDepth(depth);
    InputPoints ray = InputPoints.ofDimension(1, List.of(List.of(0.5), List.of(1.0)));
    return ExactCouplings.of(ensemble, ray, false).orElseThrow();
  }

  private static CouplingIntegrals integrals() {
    InputPoints origin = InputPoints.ofDimension(1, List.of(List.of(0.0)));
    return CouplingIntegrals.of(gauss(0), origin, true).orElseThrow();
  }

  static Stream<Arguments> fiveDigits() {
    ExactCouplings small = exact(0);
    ExactCouplings medium = exact(0.5);
    ExactCouplings large = exact(1);
    ExactCouplings shared = exact(0.5, Readout.NORMAL, OptionalDouble.of(4));
    return Stream.of(
        arguments("u4", medium.u4(1)),
        arguments("u4", medium.u4(500)),
        arguments("u4Canonical", medium.u4Canonical(500).orElseThrow()),
        arguments("u4Canonical", Math.pow(integrals().z0().orElseThrow(), 2)),
        arguments("u6", medium.u6(1).orElseThrow()),
        arguments("u6Canonical", medium.u6Canonical(1).orElseThrow()),
        arguments("Z0", integrals().z0().orElseThrow()),
        arguments("coupling integral", integrals().i4()[0]),
        arguments("coupling integral", integrals().i6()[0]),
        arguments("m4", large.m4(100).orElseThrow()),
        arguments("m4", large.m6(100).orElseThrow()),
        arguments("sigma-b", large.u4(100)),
        arguments("sigma-b", medium.u4(100)),
        arguments("sigma-b", small.u4(100)),
        arguments("conditional", large.u4(2)),
        arguments("tilted", large.u4(2)),
        arguments("readout", small.u4(100)),
        arguments("readout", exact(0, Readout.RADEMACHER, OptionalDouble.empty()).u4(100)),
        arguments("readout", exact(0, Readout.LAPLACE, OptionalDouble.empty()).u4(100)),
        arguments("shared-scale", shared.u4(10)),
        arguments("shared-scale", shared.u4(100)),
        arguments("shared-scale", shared.u4(1_000_000)),
        arguments("frequencies", cos(Frequencies.NORMAL).u4(100)),
        arguments("frequencies", cos(Frequencies.CAUCHY).u4(100)),
        arguments("depth", relu(4).m4(100).orElseThrow()),
        arguments("kernel", Kernel.of(gauss(0.5)).full(new double[] {-0.01}, new double[] {0.01})),
        arguments(
            "kernel",
            Kernel.of(Ensemble.of(Activation.ERF, 1, 1, 0))
                .full(new double[] {0.002}, new double[] {0.012})));
  }

  @ParameterizedTest
  @MethodSource("fiveDigits")
  void isOnThePage(String term, double value) {
    assertThat(notations(value)).anyMatch(markdown(term)::contains);
  }

  private static String markdown(String term) {
    return GLOSSARY.page(term).orElseThrow().markdown();
  }

  /**
   * A number to five digits as a page may write it: with a power of ten or without, as the other
   * numbers of its row are written, with either minus sign.
   */
  private static List<String> notations(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(5));
    String scaled =
        String.format(Locale.ROOT, "%.4e", value)
            .replaceFirst("e([-+])0*", "e$1")
            .replace("e+", "e");
    return Stream.of(rounded.toPlainString(), scaled)
        .flatMap(text -> Stream.of(text, text.replaceFirst("^-", "−")))
        .toList();
  }

  /** A number as pages write it, with a typographic minus sign. */
  private static String text(String format, double value) {
    String plain = String.format(Locale.ROOT, format, value);
    return plain.startsWith("-") ? "−" + plain.substring(1) : plain;
  }

  static Stream<Arguments> tutorial() {
    return Stream.of(
        arguments(0, 5, 1.0),
        arguments(0, 100, 1.5),
        arguments(0.5, 100, 1.0),
        arguments(0.5, 100, 20.0),
        arguments(1, 2, 1.0),
        arguments(1, 100, 1.0));
  }

  /** The column of exact values in the tutorial's tables. */
  @ParameterizedTest
  @MethodSource("tutorial")
  void isInTheTutorial(double sigmaB, int width, double sigmaW) {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, sigmaW, sigmaB);
    ExactCouplings exact =
        ExactCouplings.of(ensemble, Activation.GAUSS.defaultPoints(), false).orElseThrow();
    assertThat(notations(exact.u4(width))).anyMatch(markdown("tutorial")::contains);
  }

  /** The columns of exact numbers in the tables of vertices. */
  @ParameterizedTest
  @CsvSource({
    "gauss, 0.01", "gauss, 0.1", "gauss, 1",
    "cos, 0.01", "cos, 0.1", "cos, 1",
    "erf, 0.01", "erf, 0.1", "erf, 1"
  })
  void vertexIsInItsTable(Activation activation, double span) {
    InputPoints points =
        InputPoints.ofDimension(
            1, Stream.of(-1.0, -0.6, -0.2, 0.2, 0.6, 1.0).map(x -> List.of(span * x)).toList());
    OptionalDouble cutoff =
        activation.hasGaussianKernel() ? OptionalDouble.empty() : OptionalDouble.of(10);
    Theory theory = Theory.of(new Ensemble(activation, 1, 1, 0.5, cutoff), points, List.of(4));
    VertexFits.Known known = new VertexFits.Known(theory.eachExactConnected4(1), Optional.empty());
    List<VertexFit> fits =
        VertexFits.at(points, theory.vertexTerms().orElseThrow()).orElseThrow().known(known);
    String row =
        "| %s | %s | ".formatted(activation.label(), span == 1 ? "1" : Double.toString(span));
    assertThat(notations(exact(fits.get(0).coefficients().get("local"))))
        .anySatisfy(
            local ->
                assertThat(notations(exact(fits.get(0).unexplained())))
                    .map(unexplained -> row + local + " | " + unexplained + " | ")
                    .anyMatch(markdown("vertex")::contains));
    assertThat(notations(exact(fits.get(3).unexplained())))
        .map(unexplained -> row + unexplained + " | ")
        .anyMatch(markdown("vertex")::contains);
  }

  private static double exact(MeasuredValue value) {
    return value.exact().orElseThrow();
  }

  /** Six points have 21, 126 and 462 multisets (of M points: M + n − 1 over n). */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 6})
  void countsMultisets(int order) {
    assertThat(markdown("multiset")).contains(" " + Multisets.of(6, order).size() + " ");
  }

  static Stream<Arguments> widths() {
    return Stream.of(
        arguments(2, "80", "5.9e5"), arguments(10, "16", "5.3e4"), arguments(1000, "0.16", "68"));
  }

  /**
   * f is Gaussian with variance C given the hidden layer: E[f⁴] = 3 E[C²], E[f⁸] = 105 E[C⁴], and C
   * = 1 + Σ h²/N with E[h^(2k)] = exp(2k² − 2k) for gauss at σ_b = σ_W = 1, x = 0.
   */
  @ParameterizedTest
  @MethodSource("widths")
  void plainAveragesVaryAsThePageSays(int width, String signal, String deviation) {
    double[] moments = momentsOfC(width);
    double fourth = 3 * moments[2];
    double free = 3 * 2 * 2;
    assertThat(twoDigits(fourth - free)).isEqualByComparingTo(signal);
    assertThat(twoDigits(Math.sqrt(105 * moments[4] - fourth * fourth)))
        .isEqualByComparingTo(deviation);
    assertThat(markdown("plain"))
        .contains("| 1 | %d | %s | %s |".formatted(width, signal, deviation));
  }

  /**
   * At points near 0 contributions to u4 are in proportion to D² with D = Σ (h² − 1)/N, so that
   * their relative variance is E[D⁴]/E[D²]² − 1 = (μ4 + 3(N−1)μ2²)/(Nμ2²) − 1 with the central
   * moments μ of h², whose moments are exp((2k² − 2k) σ_b²).
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1})
  void conditionalAveragesVaryAsThePageSays(double sigmaB) {
    String row =
        IntStream.of(2, 10, 100, 1000)
            .mapToObj(
                width -> twoDigits(Math.sqrt(relativeVariance(sigmaB, width))).toPlainString())
            .collect(Collectors.joining(" | "));
    assertThat(markdown("conditional"))
        .contains("| %s | %s |".formatted(sigmaB == 1 ? "1" : "0.5", row));
  }

  private static double relativeVariance(double sigmaB, int width) {
    double b = sigmaB * sigmaB;
    double second = Math.expm1(4 * b);
    double fourth = Math.exp(24 * b) - 4 * Math.exp(12 * b) + 6 * Math.exp(4 * b) - 3;
    return (fourth / (second * second) + 3.0 * (width - 1)) / width - 1;
  }

  /** Networks for 1 %: the relative variance over 0.01². */
  @Test
  void conditionalTakesSoManyNetworks() {
    assertThat(twoDigits(relativeVariance(0.5, 2) * 1e4)).isEqualByComparingTo("570000");
    assertThat(markdown("estimator")).contains("| 0.5 | 2 | 1.1·10⁷ | 570 000 |");
    assertThat(twoDigits(relativeVariance(1, 2) * 1e4)).isEqualByComparingTo("4.6e10");
    assertThat(markdown("estimator")).contains("| 1 | 2 | 5.4·10¹¹ | 4.6·10¹⁰ |");
    assertThat(twoDigits(relativeVariance(1, 1000) * 1e4)).isEqualByComparingTo("9.2e7");
    assertThat(markdown("estimator")).contains("| 1 | 1000 | 1.8·10⁹ | 9.2·10⁷ |");
  }

  private static BigDecimal twoDigits(double value) {
    return new BigDecimal(value).round(new MathContext(2));
  }

  /** Moments of 1 + Σ h²/N to order four, one unit after the other. */
  private static double[] momentsOfC(int width) {
    double[] moments = {1, 1, 1, 1, 1};
    for (int unit = 0; unit < width; unit++) {
      double[] next = new double[5];
      for (int n = 0; n < 5; n++) {
        double binomial = 1;
        for (int k = 0; k <= n; k++) {
          next[n] += binomial * moments[n - k] * Math.exp(2.0 * k * k - 2 * k) / Math.pow(width, k);
          binomial = binomial * (n - k) / (k + 1);
        }
      }
      moments = next;
    }
    return moments;
  }

  /** Theorem 2.2 of Waudby-Smith et al. at the expected number of networks. */
  @Test
  void intervalsAreAsWideAsThePageSays() {
    double halfWidth = new ConfidenceSequence(0.95, 20_000).halfWidth(1, 20_000);
    assertThat(markdown("interval")).contains("%.2f standard errors".formatted(halfWidth));
  }

  /** c_1 = ∫_{|q|<1} dq/(2π) e^{−2q²} = erf(√2)/√(8π). */
  @Test
  void wetterichsIntegralIsWhatThePageSays() {
    double c = Erf.erf(Math.sqrt(2)) / Math.sqrt(8 * Math.PI);
    assertThat(markdown("Wetterich")).contains("c_1 = %.4f".formatted(c));
  }

  /** α of u4/Z0² at N = 10, d = 1, σ_b = 0.5 and σ_W = 1, where u4/Z0² = −2 (1−α)/α 2^{3/2}/c_1. */
  @Test
  void wetterichsStrengthsAreWhatThePageSays() {
    double c = Erf.erf(Math.sqrt(2)) / Math.sqrt(8 * Math.PI);
    double published = -exact(0.5).u4Canonical(10).orElseThrow() * c / (4 * Math.sqrt(2));
    double consistent = published * Math.pow(2 * Math.PI, 2);
    // ∫ q² e^{−2q²} = (c − (2/2π) e^{−2})/4 by parts, both over |q| < 1 with dq/2π
    double e = (c - Math.exp(-2) / Math.PI) / 4;
    double running = c / (c - 3 * e);
    assertThat(markdown("Wetterich"))
        .contains("| 1 | %.3f |".formatted(1 / (1 + published)))
        .contains("| (2π)^(2d) | %.3f |".formatted(1 / (1 + consistent)))
        .contains("| (2π)^(2d)/ρ_d | %.3f |".formatted(1 / (1 + consistent / running)))
        .contains("ρ_1 = %.3f".formatted(running))
        .contains("ρ_3 = %.3f".formatted(Wetterich.ofRunningZ0(3)));
  }
}
