package wickstream.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.statistics.Objection;

/** What is in the figures, and that all of it can be read. */
final class GalleryTest {
  private static final String SCALING =
      "ensemble { sigma-b = 0.5 }, widths = [10, 100, 1000], sigma-w = [1, 2, 5, 20], orders = [2, 4, 6]";

  /** Of six points three are data; the fifth shard is heavy-tailed. */
  private static final String TRAINED =
      "ensemble { activation = erf, sigma-b = 0.3 }, widths = [16, 64, 256], sigma-w = [1, 1.5], points = [-1.0, 0.3, 1.2, 0.8, -0.4, 2.0], orders = [2, 4], training { data = [[-1.0, 1.0], [0.3, -0.5], [1.2, 0.7]], times = [0, 0.3, 1, 3, 10, infinity] }";

  /** Two inputs and outputs, and descent in steps. */
  private static final String TRAINED_IN_STEPS =
      "ensemble { activation = cos, sigma-b = 0.3, d-in = 2, d-out = 2 }, widths = [10, 20, 50, 100, 200, 500, 1000], sigma-w = [1.2], points = [[-1.0, 0.2], [0.3, 0.1], [0.8, -0.5]], orders = [2, 4], training { data = [[-1.0, 0.2, 1.0, 0.2], [0.5, 0.5, -0.5, 0.1]], times = [0.1, 0.2, 3], dynamics { descent = 0.1 } }";

  private static final String TRAINED_ONCE =
      "ensemble { activation = relu, sigma-b = 0.3, depth = 2 }, widths = [1000], sigma-w = [1.4], points = { grid = { from = -2, to = 2, count = 17 } }, orders = [2, 4], training { data = [[-1.0, 1.0]], times = [infinity] }";

  /** A column of a journal: 3.4 inches with letters of 8 points. */
  private static final FigureSize COLUMN = new FigureSize(244.8, 8, 8, 600);

  /** The usual size, both columns, one, and the largest letters that it may have. */
  private static final List<FigureSize> SIZES =
      List.of(
          FigureSize.USUAL,
          new FigureSize(504, 8, 8, 600),
          COLUMN,
          new FigureSize(244.8, 10.2, 10.2, 600));

  private static final Map<String, List<Figure>> DRAWN = new HashMap<>();

  /** What legends say of bars. */
  private static final String BARS = "1 standard error|interval at 95 %|68 % of 200 draws";

  private final Lettering lettering = Lettering.load();

  /** All figures of a campaign, drawn once for all tests. */
  private List<Figure> figures(String campaign) {
    return DRAWN.computeIfAbsent(campaign, this::drawnAnew);
  }

  private List<Figure> drawnAnew(String campaign) {
    return Gallery.of(MadeUp.of(campaign), lettering).toList();
  }

  private Figure figure(String campaign, String name) {
    return named(name, figures(campaign));
  }

  private static Figure named(String name, List<Figure> figures) {
    return figures.stream().filter(figure -> figure.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> texts(Figure figure) {
    return figure.drawing().texts().map(text -> text.line().plain()).toList();
  }

  /** Two hidden layers, of which nothing is known exactly; 4 of 5 shards can be believed. */
  @Test
  void theoryIsDrawnWhereNothingIsExact() {
    String deep =
        "ensemble { activation = erf, sigma-b = 0.3, depth = 2 }, points = [0.5, 1], widths = [10, 20, 40, 80], sigma-w = [1, 1.5], orders = [2, 4]";
    for (String name : List.of("figure2-u4", "width-u4", "figure1-sigma-w-1")) {
      Figure figure = figure(deep, name);
      assertThat(texts(figure)).anyMatch(text -> text.startsWith("theory, order 1/N"));
      assertThat(texts(figure)).noneMatch(text -> text.startsWith("exact"));
      assertThat(figure.caption()).contains("theory to leading order in 1/N");
      assertThat(figure.drawing().count(Part.LINE)).isPositive();
    }
    assertThat(samples(figure(deep, "figure2-u4").drawing()))
        .as("theory alone is a line, in short dashes: series are their marks")
        .filteredOn(mark -> mark instanceof Mark.Drawn drawn && drawn.shape() instanceof Line2D)
        .hasSize(1);
    String page = ReportPage.of(MadeUp.of(deep), List.of());
    assertThat(page).contains("Theory to leading order in 1/<i>N</i></h2>", "measured/theory − 1");
  }

  /** One shard of five has a heavy tail; others may have another reason. */
  @Test
  void onlyHeavyTailsAreCalledSo() {
    ReportData reportData =
        MadeUp.of("widths = [10, 100], sigma-w = [1, 2, 5], orders = [2, 4, 6]");
    ReportData objected =
        MadeUp.with(reportData, new Objection(Objection.Kind.KNOWN_MEAN_MISSED, "it is off"));
    assertThat(tails(reportData)).endsWith("1 of them has a heavy tail.");
    assertThat(tails(objected))
        .endsWith(
            "1 of them has a heavy tail; 5 others cannot vouch for their errors for another reason.");
    assertThat(Gallery.of(objected, lettering).flatMap(figure -> texts(figure).stream()))
        .contains("N = 10 (m4 doubtful)")
        .noneMatch(text -> text.contains("heavy"));
  }

  private String tails(ReportData reportData) {
    return named("tails", Gallery.of(reportData, lettering).toList()).drawing().description();
  }

  @Test
  void drawsWhatTheResultsAllow() {
    assertThat(figures(SCALING).stream().map(Figure::name))
        .containsExactly(
            "figure1-sigma-w-1",
            "figure1-sigma-w-5",
            "figure1-sigma-w-20",
            "figure2-u4",
            "figure2-u6",
            "width-u4",
            "width-u6",
            "flow-passive-sigma-w-1",
            "flow-passive-sigma-w-5",
            "flow-passive-sigma-w-20",
            "flow-active-u4",
            "flow-active-u6",
            "flow-wetterich",
            "errors",
            "tails");
    assertThat(
            figures("ensemble { sigma-b = 0.5 }, widths = [7], sigma-w = [2], orders = [4]")
                .stream()
                .map(Figure::name))
        .containsExactly("figure1-sigma-w-2", "errors", "tails");
  }

  /** At three of four widths, four vertices each; without vertices there is no such figure. */
  @Test
  void verticesHaveALineEachAndAMarkAtEverySigmaW() {
    ReportData reportData =
        MadeUp.withVertices(
            MadeUp.of(
                "ensemble { sigma-b = 0.5 }, points = [-1, -0.5, 0.5, 1], widths = [5, 10, 20, 50], sigma-w = [0.1, 1], orders = [4]"));
    Figure vertex = named("vertex", Gallery.of(reportData, lettering).toList());
    assertThat(vertex.drawing().count(Part.LINE)).isEqualTo(3 * 4);
    assertThat(vertex.drawing().count(Part.MARKER)).isEqualTo(3 * 4 * 2);
    assertThat(vertex.drawing().count(Part.CROSS)).as("the largest width").isEqualTo(4 * 2);
    assertThat(texts(vertex))
        .contains("N = 5", "N = 50", "local", "local + |x|2 + non-local")
        .contains("error not to be trusted");
    assertThat(vertex.caption()).contains("3 of 4 N are shown.");
    String page = ReportPage.of(reportData, List.of());
    assertThat(page).contains("Whether the vertex is local", "local+quadratic+nonLocal");
    assertThat(figures(SCALING)).extracting(Figure::name).doesNotContain("vertex");
    assertThat(ReportPage.of(MadeUp.of(SCALING), List.of())).doesNotContain("vertex");
  }

  /** Lines of theory alone: these findings hold no connected functions. */
  @Test
  void deepNetworksHaveALineForEverySigmaW() {
    Figure depth =
        figure(
            "ensemble { activation = relu, sigma-b = 0, depth = 5 }, points = [1], widths = [10], sigma-w = [1, 1.5], orders = [2, 4]",
            "flow-depth");
    assertThat(depth.drawing().count(Part.LINE)).isEqualTo(2);
    assertThat(depth.drawing().count(Part.MARKER)).isZero();
    assertThat(texts(depth))
        .contains("hidden layer", "1", "2", "3", "4", "5", "σW = 1.5")
        .doesNotContain("0.5", "5.5");
  }

  /** The marks of layers are at whole numbers, however many there are. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 64})
  void layersAreWholeNumbers(int layers) {
    assertThat(LayerScale.of(layers).ticks(12))
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(layers)
        .allSatisfy(tick -> assertThat(tick.value()).isBetween(1.0, (double) layers))
        .allSatisfy(tick -> assertThat(tick.value()).isEqualTo(Math.rint(tick.value())));
  }

  /** Predicted slopes: arXiv 2212.11811 below eq. 8 (d − 4) and eq. 13 (4 − d), at d = 1. */
  @Test
  void couplingsHaveAMarkerAndAnIntervalForEveryShard() {
    Figure u4 = figure(SCALING, "figure2-u4");
    assertThat(u4.drawing().count(Part.MARKER)).isEqualTo(2 * 12);
    assertThat(u4.drawing().count(Part.INTERVAL)).isEqualTo(2 * 12);
    assertThat(u4.drawing().count(Part.CROSS)).as("shards 4 and 9").isEqualTo(2 * 2);
    assertThat(u4.drawing().count(Part.GUIDE)).as("predictions").isEqualTo(2 * 3);
    assertThat(texts(u4))
        .contains("|u4|", "|u4/Z02|", "σW", "N = 10", "N = 1000", "u4 < 0", "exact")
        .contains("error not to be trusted", "predicted slope: −3, 3");
    assertThat(texts(figure(SCALING, "figure2-u6")))
        .contains("|u6|", "|u6/Z03|", "u6 > 0", "predicted slope: −5, 4");
  }

  @Test
  void aZeroBiasIsNotDrawnAsIfThePredictionHeld() {
    Figure u4 = figure("ensemble { sigma-b = 0 }, widths = [5], sigma-w = [1, 10]", "figure2-u4");
    assertThat(u4.caption()).contains("no points are small enough", "σ_W^-1");
    assertThat(figure(SCALING, "figure2-u4").caption())
        .doesNotContain("no points are small enough");
  }

  @Test
  void fittedLawsAreDrawnWithTheirExponents() {
    Figure u4 = figure(SCALING, "width-u4");
    assertThat(u4.drawing().count(Part.GUIDE)).isEqualTo(4);
    assertThat(texts(u4)).contains("σW = 20, fit ~ N−1.000±0.010");
    assertThat(figure(SCALING, "width-u6").drawing().count(Part.GUIDE)).isZero();
  }

  /** Marks, exact values and laws alike: of 3 widths the least and the largest have all of them. */
  @Test
  void whatStandsAgainstNStandsWhereItBelongs() {
    Drawing drawing = figure(SCALING, "width-u4").drawing();
    Rectangle2D lines =
        drawing.marks().stream()
            .filter(mark -> mark.part() == Part.LINE || mark.part() == Part.GUIDE)
            .map(GalleryTest::bounds)
            .reduce(Rectangle2D::createUnion)
            .orElseThrow();
    List<Double> places =
        drawing.marks().stream()
            .filter(mark -> mark.part() == Part.MARKER)
            .map(mark -> Math.round(10 * bounds(mark).getCenterX()) / 10.0)
            .distinct()
            .sorted()
            .toList();
    assertThat(places).hasSize(3);
    assertThat(places.get(0)).isCloseTo(lines.getMinX(), within(0.1));
    assertThat(places.get(2)).isCloseTo(lines.getMaxX(), within(0.1));
  }

  @Test
  void marksThatStandBesideTheirPlacesAreSaidTo() {
    for (String name : List.of("flow-active-u4", "flow-wetterich")) {
      assertThat(figure(SCALING, name).caption())
          .contains("the marks of different N stand up to 6.2 % beside their places; lines do not");
    }
    String one = "ensemble { sigma-b = 0.5 }, widths = [10], sigma-w = [1, 2, 5]";
    assertThat(figure(one, "flow-active-u4").caption()).doesNotContain("beside their places");
  }

  /** What cancels at σ_b = 0 leaves 1e-16 of many m2, which are no measure of the others. */
  @Test
  void roundingDoesNotSetTheAxisOfDeviations() {
    String campaign = "ensemble { sigma-b = 0 }, widths = [5], sigma-w = [1], orders = [2, 4]";
    ReportData reportData =
        MadeUp.withPairs(MadeUp.of(campaign), 1e-16, -1e-16, 0, 2e-16, 1e-5, 2e-5, -3e-5);
    Figure figure = named("figure1-sigma-w-1", Gallery.of(reportData, lettering).toList());
    assertThat(texts(figure)).contains("10−5").noneMatch(text -> text.matches("10−1\\d"));
  }

  /** Four of seven pairs; what is left is three bars of a third, two full and one hollow. */
  @Test
  void roundingIsNoDistribution() {
    String campaign = "ensemble { sigma-b = 0 }, widths = [5], sigma-w = [1], orders = [2, 4]";
    ReportData reportData =
        MadeUp.withPairs(MadeUp.of(campaign), 1e-16, -1e-16, 0, 2e-16, 1e-5, 2e-5, -3e-5);
    Figure some = named("figure1-sigma-w-1", Gallery.of(reportData, lettering).toList());
    assertThat(some.caption()).contains("they are 0 up to rounding: 4 of 7 m_2");
    long ofFour = named("figure1-sigma-w-1", figures(campaign)).drawing().count(Part.BAR);
    assertThat(some.drawing().count(Part.BAR)).isBetween(ofFour + 2, ofFour + 3);
    Figure none =
        named(
            "figure1-sigma-w-1",
            Gallery.of(MadeUp.withPairs(MadeUp.of(campaign), 1e-16, -3e-16), lettering).toList());
    assertThat(none.drawing().count(Part.BAR)).isEqualTo(ofFour);
    assertThat(texts(none)).contains("m4 > 0").doesNotContain("m2 > 0");
  }

  /** Four marks on a line, with the width of its band. */
  @Test
  void passiveFlowsHaveALineAndABandForEveryWidthInThreePanels() {
    Figure flow = figure(SCALING, "flow-passive-sigma-w-1");
    assertThat(flow.drawing().count(Part.REGION)).isEqualTo(3 * 3);
    assertThat(flow.drawing().count(Part.LINE)).isEqualTo(3 * 3);
    assertThat(flow.drawing().count(Part.MARKER)).isEqualTo(3 * 3 * 4);
    assertThat(flow.drawing().count(Part.INTERVAL)).isEqualTo(3 * 3 * 4);
    assertThat(flow.drawing().count(Part.GUIDE)).as("blow-ups").isZero();
    assertThat(texts(flow))
        .contains("scale k", "|u2(k) − u2(0)| / u2(0)", "u4(k) / |u4(0)|", "u6(k) u2(0) / u4(0)2")
        .contains("N = 10", "N = 1000", "68 % of 200 draws")
        .doesNotContain("blow-up", "passes through zero");
    assertThat(flow.caption()).contains("at σ_W = 1, from u2(0)").doesNotContain("Left out");
  }

  @Test
  void passiveFlowsDoNotStartFromWhatIsNotToBeTrusted() {
    Figure flow = figure(SCALING, "flow-passive-sigma-w-20");
    assertThat(texts(flow)).contains("N = 100", "N = 1000").doesNotContain("N = 10");
    assertThat(flow.caption()).contains("Left out: N = 10: the errors are not to be trusted.");
  }

  private Figure passiveFlow(double u4, double u6) {
    ReportData reportData =
        MadeUp.with(
            MadeUp.of(
                "ensemble { sigma-b = 0.5 }, widths = [3], sigma-w = [1], orders = [2, 4, 6]"),
            Map.of("u4", u4, "u4Canonical", u4, "u6Canonical", u6),
            0.1);
    return only(PassiveFlowFigure.of(reportData, lettering));
  }

  /**
   * The flow of the page "flows", which ends at k = 0.50603; u6 passes through zero before 0.1 √2.
   */
  @Test
  void blowUpsOfPassiveFlowsAreMarked() {
    Figure flow = passiveFlow(50, 50);
    assertThat(flow.drawing().count(Part.GUIDE)).isEqualTo(3);
    assertThat(texts(flow))
        .contains("blow-up", "u2(k) < u2(0)")
        .doesNotContain("passes through zero");
    assertThat(flow.caption()).contains("N = 3: 100 % of the draws blow up before k = 14.1.");
  }

  /** u6 drives u4 through zero. */
  @Test
  void zerosOfPassiveFlowsAreMarked() {
    Figure flow = passiveFlow(3, 500);
    assertThat(flow.drawing().count(Part.GUIDE)).isZero();
    assertThat(texts(flow)).contains("passes through zero").doesNotContain("blow-up");
    assertThat(flow.drawing().count(Part.EDGE))
        .as("of markers, two of them in the legend, and a ring")
        .isEqualTo(flow.drawing().count(Part.MARKER) + 2 + 1);
  }

  private static Figure only(List<Figure> figures) {
    assertThat(figures).hasSize(1);
    return figures.get(0);
  }

  @Test
  void wherePassiveFlowsCannotStartThePageSaysWhy() {
    ReportData without =
        MadeUp.of("ensemble { sigma-b = 0.5 }, widths = [3, 30], sigma-w = [1], orders = [4]");
    assertThat(PassiveFlowFigure.of(without, lettering)).isEmpty();
    assertThat(PassiveFlowFigure.absence(without))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("No passive flow is drawn: u4Canonical and u6Canonical are not")
                    .endsWith("(2 of 2 shards)."));
    assertThat(PassiveFlowFigure.absence(MadeUp.of(SCALING))).isEmpty();
  }

  /** Three slopes of three widths, of which three touch the shards 4 and 9. */
  @Test
  void slopesHaveAMarkerAndAnErrorForEveryPairOfNeighbours() {
    Figure u4 = figure(SCALING, "flow-active-u4");
    assertThat(u4.drawing().count(Part.MARKER)).isEqualTo(2 * 9);
    assertThat(u4.drawing().count(Part.INTERVAL)).isEqualTo(2 * 9);
    assertThat(u4.drawing().count(Part.CROSS)).isEqualTo(2 * 3);
    assertThat(u4.drawing().count(Part.GUIDE)).as("predictions").isEqualTo(2);
    assertThat(u4.drawing().count(Part.LINE)).as("exact").isEqualTo(2);
    assertThat(texts(u4))
        .contains("d log |u4| / d log σW", "d log |u4/Z02| / d log σW", "σW", "N = 100")
        .contains("predicted: −3, 3", "exact, at every N", "error not to be trusted");
    assertThat(texts(figure(SCALING, "flow-active-u6"))).contains("predicted: −5, 4");
    assertThat(u4.caption()).doesNotContain("no points are small enough", "left out");
  }

  @Test
  void slopesOfManySigmaWAreChosenSoThatTheyCanBeRead() {
    Figure u4 =
        figure(
            "ensemble { sigma-b = 0 }, widths = [5, 10, 50, 100, 500, 1000], sigma-w = { from = 1, to = 10, step = 0.5, also = [20.0] }",
            "flow-active-u4");
    assertThat(u4.drawing().count(Part.MARKER)).isEqualTo(2 * 6 * 8);
    assertThat(u4.caption())
        .contains(
            "9 of 20 σ_W",
            "no points are small enough",
            "σ_W^-1, and a slope of -3 in plain averages");
    assertThat(texts(u4)).contains("predicted for σb > 0: −3, 3");
  }

  @Test
  void theStrengthOfTheRegulatorIsShownForEveryWidth() {
    Figure figure = figure(SCALING, "flow-wetterich");
    assertThat(figure.drawing().count(Part.MARKER)).isEqualTo(12 + 3);
    assertThat(figure.drawing().count(Part.CROSS)).as("shards 4 and 9").isEqualTo(2);
    assertThat(texts(figure))
        .contains("|1−α| / α", "u4/Z02, measured / predicted", "~ 1/N")
        .anyMatch(text -> text.startsWith("N = 100, (1−α)/α = "));
    assertThat(figure.caption()).contains("N = 10: χ²/dof = ", "/2; N = 100");
  }

  /** Any prediction would fit it, and there are no slopes and flows of it. */
  @Test
  void noFlowsAreDrawnOfNoise() {
    ReportData noise =
        MadeUp.with(
            MadeUp.of(SCALING),
            Map.of("u4", -1.0, "u4Canonical", -1.0, "u6", 1.0, "u6Canonical", 1.0),
            0.8);
    assertThat(Gallery.of(noise, lettering).map(Figure::name)).noneMatch(n -> n.contains("flow"));
    assertThat(PassiveFlowFigure.absence(noise).orElseThrow())
        .contains("u4 is within three errors of zero (10 of 12 shards)")
        .contains("the errors are not to be trusted (2 of 12 shards)");
  }

  @Test
  void tailsAndErrorsHaveAMarkerForEveryShard() {
    for (String name : List.of("errors", "tails")) {
      assertThat(figure(SCALING, name).drawing().count(Part.MARKER)).as(name).isEqualTo(12);
      assertThat(figure(SCALING, name).drawing().count(Part.CROSS)).as(name).isEqualTo(2);
    }
    assertThat(texts(figure(SCALING, "errors"))).contains("number of networks", "target 0.01");
    assertThat(texts(figure(SCALING, "tails")))
        .contains("variance of variance", "tail shape k\u0302");
  }

  @Test
  void trainedNetworksHaveFourFiguresForEverySigmaW() {
    List<String> names = figures(TRAINED).stream().map(Figure::name).toList();
    assertThat(names)
        .containsSubsequence(
            "training-mean-sigma-w-1",
            "training-mean-sigma-w-1.5",
            "training-connected-sigma-w-1",
            "training-connected-sigma-w-1.5",
            "training-flow-sigma-w-1",
            "training-flow-sigma-w-1.5",
            "training-remainder-sigma-w-1",
            "training-remainder-sigma-w-1.5");
    assertThat(figures(TRAINED_IN_STEPS).stream().map(Figure::name))
        .contains("training-mean-sigma-w-1.2-output-0", "training-mean-sigma-w-1.2-output-1");
    assertThat(figures(TRAINED_ONCE).stream().map(Figure::name))
        .as("one width leaves no remainder to compare")
        .noneMatch(name -> name.contains("remainder"));
  }

  /** Six panels with six points and three data each. */
  @Test
  void whatNetworksHaveLearntIsDrawnBesideTheData() {
    Figure mean = figure(TRAINED, "training-mean-sigma-w-1");
    assertThat(mean.drawing().count(Part.MARKER)).isEqualTo(6 * (6 + 3));
    assertThat(mean.drawing().count(Part.REGION)).as("from quartile to quartile").isEqualTo(6 * 6);
    assertThat(mean.drawing().count(Part.LINE)).as("theory, where it is a guide").isEqualTo(4);
    assertThat(texts(mean))
        .contains("τ = 0", "τ = 0.3", "τ = 10", "τ = ∞", "input x", "data", "between quartiles")
        .contains("mean of networks, N = 256");
    assertThat(mean.caption()).contains("Cornish and Fisher (1938)", "N = 256, the widest");
  }

  /** 17 points are enough for a band; the theory of two layers is a curve as well. */
  @Test
  void manyPointsHaveABand() {
    Figure mean = figure(TRAINED_ONCE, "training-mean-sigma-w-1.4");
    assertThat(mean.drawing().count(Part.REGION)).isEqualTo(1);
    assertThat(mean.drawing().count(Part.MARKER)).isEqualTo(17 + 1);
    assertThat(mean.caption()).contains("joined by straight lines").doesNotContain("widest");
  }

  /** The input (0.5, 0.5) is none of the three points. */
  @Test
  void inputsOfSeveralNumbersAreShownByTheirIndex() {
    Figure mean = figure(TRAINED_IN_STEPS, "training-mean-sigma-w-1.2-output-1");
    assertThat(mean.drawing().count(Part.MARKER)).isEqualTo(3 * (3 + 1));
    assertThat(mean.drawing().count(Part.LINE)).as("a dash of theory a point").isEqualTo(3 * 3);
    assertThat(texts(mean)).contains("point", "0", "1", "2").doesNotContain("input x");
    assertThat(mean.caption()).contains("output 1", "descent in steps of 0.1", "by their index");
  }

  /** At time 0 there is no third cumulant. */
  @Test
  void cumulantsOfAllWidthsStandBesideOneLine() {
    Figure figure = figure(TRAINED, "training-connected-sigma-w-1.5");
    assertThat(figure.drawing().count(Part.MARKER)).isEqualTo(3 * 5 + 3 * 6);
    assertThat(figure.drawing().count(Part.INTERVAL)).isEqualTo(3 * 5 + 3 * 6);
    assertThat(figure.drawing().count(Part.GUIDE)).as("borders of 0 and ∞").isEqualTo(2 * 2);
    assertThat(figure.drawing().count(Part.CROSS)).as("the fifth shard").isEqualTo(5 + 6 - 0);
    assertThat(texts(figure))
        .contains("|N Gc(3)|", "|N Gc(4)|", "τ, learning rate × steps", "0", "1", "10", "∞")
        .contains("N = 16", "N = 256", "theory, order 1/N", "below 0");
  }

  /** A row for each of the three points that are not data. */
  @Test
  void flowsAreThoseOfPointsThatAreNotData() {
    Figure flow = figure(TRAINED, "training-flow-sigma-w-1");
    assertThat(flow.drawing().count(Part.MARKER)).isEqualTo(3 * 2 * 3 * 6);
    assertThat(texts(flow))
        .contains("x = 0.8", "x = −0.4", "x = 2", "|N Gc(4)(x, x, x, x)|", "N Gc(4)/Var2")
        .doesNotContain("x = −1", "x = 0.3", "x = 1.2");
    String allLearnt = TRAINED.replace(", 0.8, -0.4, 2.0]", "]");
    assertThat(figures(allLearnt).stream().map(Figure::name))
        .contains("training-mean-sigma-w-1")
        .noneMatch(name -> name.startsWith("training-flow"));
  }

  /** The findings leave out 2/N of theory. */
  @Test
  void remaindersAreLevelWhereTheyFallAsTheyShould() {
    Figure figure = figure(TRAINED, "training-remainder-sigma-w-1");
    assertThat(figure.drawing().count(Part.MARKER)).isBetween(2L * 6, 3L * 6);
    assertThat(figure.drawing().count(Part.LINE)).isEqualTo(6);
    figure.drawing().marks().stream()
        .filter(mark -> mark.part() == Part.LINE)
        .map(GalleryTest::bounds)
        .forEach(line -> assertThat(line.getHeight()).isCloseTo(0, within(1e-6)));
    assertThat(texts(figure)).contains("N (measured/theory − 1) of Gc(4)", "τ = ∞");
  }

  @Test
  void symbolsOfTrainedNetworksHaveLetters() {
    assertThat(lettering.has("∞τ×′")).isTrue();
    assertThat(Label.of(Symbols.of("connected4@0.5")).plain()).isEqualTo("Gc(4)(τ = 0.5)");
    assertThat(Label.of(Symbols.of("kurtosis@infinity")).plain())
        .isEqualTo("excess kurtosis(τ = ∞)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SCALING,
        TRAINED,
        TRAINED_IN_STEPS,
        TRAINED_ONCE,
        "ensemble { sigma-b = 1 }, widths = [2, 3, 4, 5, 10, 20, 50, 100, 500, 1000], sigma-w = [1], orders = [2, 4, 6]",
        "ensemble { sigma-b = 0 }, widths = [5, 10, 50, 100, 500, 1000], sigma-w = { from = 1, to = 10, step = 0.5, also = [20.0] }",
        "ensemble { sigma-b = 0.5 }, widths = [7], sigma-w = [2], orders = [4]",
        "ensemble { sigma-b = 0.5 }, widths = [1, 1000000], sigma-w = [0.01, 50], stop.relative-error = 1e-5",
        "ensemble { activation = relu, sigma-b = 0.3 }, widths = [3, 30], sigma-w = [1, 2], stop { relative-error = null, absolute-error = 1e-3 }"
      })
  void nothingOverlapsOrLeavesThePage(String campaign) {
    for (Figure figure : figures(campaign)) {
      SIZES.forEach(size -> nothingOverlaps(figure.name(), figure.picture().at(size), size));
    }
  }

  private static void nothingOverlaps(String name, Drawing drawing, FigureSize size) {
    double border = 4 * size.scale();
    Rectangle2D page =
        grown(new Rectangle2D.Double(0, 0, drawing.width(), drawing.height()), -border);
    List<Mark.Lettered> texts = drawing.texts().toList();
    List<Rectangle2D> boxes = texts.stream().map(Mark.Lettered::box).toList();
    List<String> words = texts.stream().map(text -> text.line().plain()).toList();
    for (int i = 0; i < boxes.size(); i++) {
      assertThat(page.contains(boxes.get(i))).as("%s: %s, %s", name, words.get(i), size).isTrue();
      for (int k = 0; k < i; k++) {
        assertThat(boxes.get(i).intersects(boxes.get(k)))
            .as("%s: %s and %s, %s", name, words.get(i), words.get(k), size)
            .isFalse();
      }
    }
    List<Rectangle2D> samples = samples(drawing).map(mark -> grown(bounds(mark), 0.01)).toList();
    assertThat(samples).as("%s, %s", name, size).allMatch(page::contains);
    assertThat(samples).as(name).noneMatch(sample -> boxes.stream().anyMatch(sample::intersects));
    frames(drawing).forEach(frame -> assertThat(boxes).as(name).noneMatch(frame::intersects));
  }

  private static Stream<Mark> samples(Drawing drawing) {
    return drawing.marks().stream().filter(mark -> mark.part() == Part.SAMPLE);
  }

  private static Stream<Rectangle2D> frames(Drawing drawing) {
    return drawing.marks().stream()
        .filter(mark -> mark.part() == Part.FRAME)
        .map(mark -> ((Mark.Drawn) mark).shape().getBounds2D());
  }

  /** In a column, of a page of a journal: 9 inches and what titles and many panels need. */
  @Test
  void figuresOfAColumnAreLaidOutForIt() {
    for (Figure figure : figures(SCALING)) {
      Drawing drawing = figure.picture().at(COLUMN);
      assertThat(drawing.width()).isCloseTo(244.8, within(1e-9));
      assertThat(drawing.height()).as(figure.name()).isBetween(100.0, 648.0);
      assertThat(drawing.count(Part.MARKER)).isEqualTo(figure.drawing().count(Part.MARKER));
      assertThat(frames(drawing).toList())
          .as(figure.name())
          .allSatisfy(frame -> assertThat(frame.getWidth()).isBetween(140.0, 215.0))
          .allSatisfy(frame -> assertThat(frame.getHeight()).isGreaterThan(45));
      assertThat(drawing.texts().flatMap(text -> text.line().runs().stream()))
          .as(figure.name())
          .anyMatch(run -> Math.abs(run.size() - 8) < 1e-9)
          .allSatisfy(run -> assertThat(run.size()).isIn(within8(1), within8(0.72)));
      assertThat(drawing.marks())
          .as("lines that journals print")
          .filteredOn(Mark.Drawn.class::isInstance)
          .allSatisfy(
              mark ->
                  assertThat(((Mark.Drawn) mark).pen().stroke().getLineWidth())
                      .isBetween(0.5f, 1.2f));
    }
  }

  private static double within8(double part) {
    return Lettering.TEXT * part * COLUMN.scale();
  }

  @Test
  void filesHaveThePhysicalSize() throws IOException {
    Figure figure = figure(SCALING, "tails");
    Drawing drawing = figure.picture().at(COLUMN);
    String svg = new String(bytes(figure, FigureFormat.SVG, COLUMN), StandardCharsets.UTF_8);
    assertThat(svg).contains("width=\"244.8pt\"", "viewBox=\"0 0 244.8 ", "font-size=\"8\"");
    byte[] png = bytes(figure, FigureFormat.PNG, COLUMN);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(2040);
    assertThat(image.getHeight()).isEqualTo((int) Math.ceil(drawing.height() / 72 * 600 - 1e-6));
    assertThat(new String(png, StandardCharsets.ISO_8859_1))
        .as("600 dots per inch are 23622 per metre")
        .contains("pHYs\0\0\\F\0\0\\F\1");
    try (PDDocument document = Loader.loadPDF(bytes(figure, FigureFormat.PDF, COLUMN))) {
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(244.8f);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "90   | 4   | 100  | --width must be from 96 to 1440 points, was 90",
        "NaN  | 4   | 100  | --width must be from 96 to 1440 points, was NaN",
        "720  | 3.9 | 100  | --font-size must be from 4 to 24 points, was 3.9",
        "240  | 12  | 100  | --font-size must be at most 10 for figures of this width, was 12",
        "720  | 10  | 1201 | --dpi must be from 50 to 1200 dots per inch, was 1201",
        "1440 | 10  | 600  | --dpi must be at most 500 for figures of this width, was 600"
      })
  void refusesSizesThatFiguresCannotHave(
      double width, double fontSize, double dotsPerInch, String complaint) {
    assertThatThrownBy(() -> new FigureSize(width, fontSize, fontSize, dotsPerInch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(complaint);
  }

  /** Whatever campaign it is, and in every size. */
  @ParameterizedTest
  @ValueSource(strings = {SCALING, TRAINED, TRAINED_IN_STEPS, TRAINED_ONCE})
  void figuresWithBarsSayWhatTheyAre(String campaign) {
    for (Figure figure : figures(campaign)) {
      boolean hasBars = figure.drawing().count(Part.INTERVAL) > 0;
      assertThat(texts(figure).stream().anyMatch(text -> text.matches(BARS)))
          .as(figure.name())
          .isEqualTo(hasBars);
    }
    assertThat(figures(campaign)).anyMatch(figure -> figure.drawing().count(Part.INTERVAL) > 0);
  }

  /** One text, which the page and the files have. */
  @Test
  void captionsSayWhatIsDrawnAndWhereItComesFrom() {
    assertThat(figure(SCALING, "figure2-u4").caption())
        .startsWith("Measured u4 with intervals")
        .contains(
            "Axes: |u4| (logarithmic) against σ_W (logarithmic); |u4/Z0²| (logarithmic) against")
        .endsWith(
            ". Bars: interval at 95 %. Lines: exact (solid); predicted slope: −3, 3 (dotted). Campaign made-up, seed 42, Wickstream 1.2.3.");
    assertThat(figure(TRAINED, "training-connected-sigma-w-1").caption())
        .contains("Axes: |N G_c⁽³⁾| (logarithmic) against τ, learning rate × steps;");
  }

  /** Axes are drawn around everything that is between them. */
  @ParameterizedTest
  @ValueSource(strings = {SCALING, TRAINED, TRAINED_IN_STEPS, TRAINED_ONCE})
  void nothingLeavesItsPlot(String campaign) {
    for (Figure figure : figures(campaign)) {
      SIZES.forEach(size -> nothingLeavesItsPlot(figure.name(), figure.picture().at(size)));
    }
  }

  private static void nothingLeavesItsPlot(String name, Drawing drawing) {
    List<Rectangle2D> frames = frames(drawing).map(frame -> grown(frame, 0.01)).toList();
    drawing.marks().stream()
        .filter(mark -> List.of(Part.LINE, Part.GUIDE, Part.BAR, Part.REGION).contains(mark.part()))
        .map(GalleryTest::bounds)
        .forEach(
            bounds ->
                assertThat(frames)
                    .as(name)
                    .anyMatch(
                        frame ->
                            frame.contains(bounds.getMinX(), bounds.getMinY())
                                && frame.contains(bounds.getMaxX(), bounds.getMaxY())));
  }

  private static Rectangle2D grown(Rectangle2D box, double by) {
    return new Rectangle2D.Double(
        box.getX() - by, box.getY() - by, box.getWidth() + 2 * by, box.getHeight() + 2 * by);
  }

  private static Rectangle2D bounds(Mark mark) {
    return mark instanceof Mark.Filled filled
        ? filled.shape().getBounds2D()
        : ((Mark.Drawn) mark).shape().getBounds2D();
  }

  private static byte[] bytes(Figure figure, FigureFormat format) throws IOException {
    return bytes(figure, format, FigureSize.USUAL);
  }

  private static byte[] bytes(Figure figure, FigureFormat format, FigureSize size)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(figure.picture(), size, out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(FigureFormat.class)
  void theSameResultsMakeTheSameBytes(FigureFormat format) throws IOException {
    List<Figure> again = drawnAnew(SCALING);
    for (String name : List.of("figure2-u4", "flow-passive-sigma-w-1")) {
      byte[] first = bytes(figure(SCALING, name), format);
      byte[] second = bytes(named(name, again), format);
      assertThat(second).isEqualTo(first);
      assertThat(new String(first, StandardCharsets.ISO_8859_1))
          .doesNotContain("CreationDate", "ModDate", "tIME");
    }
  }

  @Test
  void pixelsStayOffTheBorder() throws IOException {
    for (Figure figure : figures(SCALING)) {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes(figure, FigureFormat.PNG)));
      Rectangle ink = ink(image);
      assertThat(image.getWidth()).isEqualTo(2 * (int) Sheet.WIDTH);
      assertThat(new Rectangle(8, 8, image.getWidth() - 16, image.getHeight() - 16).contains(ink))
          .as(figure.name() + " " + ink)
          .isTrue();
      assertThat(ink.width).as(figure.name()).isGreaterThan(image.getWidth() * 3 / 4);
    }
  }

  private static Rectangle ink(BufferedImage image) {
    Rectangle ink = new Rectangle(-1, -1);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if ((image.getRGB(x, y) & 0xffffff) != 0xffffff) {
          ink.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return ink;
  }

  @Test
  void pdfHasItsTextAndItsFont() throws IOException {
    byte[] pdf = bytes(figure(SCALING, "figure2-u4"), FigureFormat.PDF);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("|u4| against σ_W");
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo((float) Sheet.WIDTH);
      String text = new PDFTextStripper().getText(document);
      assertThat(text).contains("field as sampled", "N = 1000", "exact", "σ");
      PDResources page = document.getPage(0).getResources();
      COSName drawing = page.getXObjectNames().iterator().next();
      PDResources used = ((PDFormXObject) page.getXObject(drawing)).getResources();
      assertThat(used.getFontNames())
          .isNotEmpty()
          .allSatisfy(name -> assertThat(used.getFont(name).isEmbedded()).isTrue());
    }
  }

  /** Series differ in shape, so that they can be told apart without colour. */
  @Test
  void tenSeriesHaveTenShapes() {
    assertThat(
            IntStream.range(0, 10).mapToObj(i -> Style.of(i).marker()).collect(Collectors.toSet()))
        .hasSize(10);
  }
}
