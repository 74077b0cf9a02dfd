package wickstream.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the figures, and that all of it can be read. */
final class GalleryTest {
  private static final String SCALING =
      "ensemble { sigma-b = 0.5 }, widths = [10, 100, 1000], sigma-w = [1, 2, 5, 20], orders = [2, 4, 6]";

  private final Lettering lettering = Lettering.load();

  private List<Figure> figures(String campaign) {
    return Gallery.of(MadeUp.of(campaign), lettering).toList();
  }

  private Figure figure(String campaign, String name) {
    return figures(campaign).stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(Figure figure) {
    return figure.drawing().texts().map(text -> text.line().plain()).toList();
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
            "errors",
            "tails");
    assertThat(
            figures("ensemble { sigma-b = 0.5 }, widths = [7], sigma-w = [2], orders = [4]")
                .stream()
                .map(Figure::name))
        .containsExactly("figure1-sigma-w-2", "errors", "tails");
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
    assertThat(u4.caption()).contains("does not hold", "σ_W^-1");
    assertThat(figure(SCALING, "figure2-u4").caption()).doesNotContain("does not hold");
  }

  @Test
  void fittedLawsAreDrawnWithTheirExponents() {
    Figure u4 = figure(SCALING, "width-u4");
    assertThat(u4.drawing().count(Part.GUIDE)).isEqualTo(4);
    assertThat(texts(u4)).contains("σW = 20, fit ~ N−1.000±0.010");
    assertThat(figure(SCALING, "width-u6").drawing().count(Part.GUIDE)).isZero();
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        SCALING,
        "ensemble { sigma-b = 1 }, widths = [2, 3, 4, 5, 10, 20, 50, 100, 500, 1000], sigma-w = [1], orders = [2, 4, 6]",
        "ensemble { sigma-b = 0 }, widths = [5, 10, 50, 100, 500, 1000], sigma-w = { from = 1, to = 10, step = 0.5, also = [20.0] }",
        "ensemble { sigma-b = 0.5 }, widths = [7], sigma-w = [2], orders = [4]",
        "ensemble { sigma-b = 0.5 }, widths = [1, 1000000], sigma-w = [0.01, 50], stop.relative-error = 1e-5",
        "ensemble { activation = relu, sigma-b = 0.3 }, widths = [3, 30], sigma-w = [1, 2], stop { relative-error = null, absolute-error = 1e-3 }"
      })
  void nothingOverlapsOrLeavesThePage(String campaign) {
    for (Figure figure : figures(campaign)) {
      Drawing drawing = figure.drawing();
      Rectangle2D page = new Rectangle2D.Double(4, 4, drawing.width() - 8, drawing.height() - 8);
      List<Rectangle2D> boxes = drawing.texts().map(Mark.Lettered::box).toList();
      List<String> words = texts(figure);
      for (int i = 0; i < boxes.size(); i++) {
        assertThat(page.contains(boxes.get(i))).as(figure.name() + ": " + words.get(i)).isTrue();
        for (int k = 0; k < i; k++) {
          assertThat(boxes.get(i).intersects(boxes.get(k)))
              .as("%s: %s and %s", figure.name(), words.get(i), words.get(k))
              .isFalse();
        }
      }
      drawing.marks().stream()
          .filter(mark -> mark.part() == Part.FRAME)
          .map(mark -> ((Mark.Drawn) mark).shape().getBounds2D())
          .forEach(frame -> assertThat(boxes).as(figure.name()).noneMatch(frame::intersects));
    }
  }

  /** Axes are drawn around everything that is between them. */
  @Test
  void nothingLeavesItsPlot() {
    for (Figure figure : figures(SCALING)) {
      List<Rectangle2D> frames =
          figure.drawing().marks().stream()
              .filter(mark -> mark.part() == Part.FRAME)
              .map(mark -> grown(((Mark.Drawn) mark).shape().getBounds2D(), 0.01))
              .toList();
      figure.drawing().marks().stream()
          .filter(
              mark -> List.of(Part.LINE, Part.GUIDE, Part.BAR, Part.REGION).contains(mark.part()))
          .map(GalleryTest::bounds)
          .forEach(
              bounds ->
                  assertThat(frames)
                      .as(figure.name())
                      .anyMatch(
                          frame ->
                              frame.contains(bounds.getMinX(), bounds.getMinY())
                                  && frame.contains(bounds.getMaxX(), bounds.getMaxY())));
    }
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

  private byte[] bytes(Drawing drawing, FigureFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(drawing, Lettering.load(), out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(FigureFormat.class)
  void theSameResultsMakeTheSameBytes(FigureFormat format) throws IOException {
    byte[] first = bytes(figure(SCALING, "figure2-u4").drawing(), format);
    byte[] second = bytes(figure(SCALING, "figure2-u4").drawing(), format);
    assertThat(second).isEqualTo(first);
    assertThat(new String(first, StandardCharsets.ISO_8859_1))
        .doesNotContain("CreationDate", "ModDate", "tIME");
  }

  @Test
  void pixelsStayOffTheBorder() throws IOException {
    for (Figure figure : figures(SCALING)) {
      BufferedImage image =
          ImageIO.read(new ByteArrayInputStream(bytes(figure.drawing(), FigureFormat.PNG)));
      Rectangle ink = ink(image);
      assertThat(image.getWidth()).isEqualTo(PngFormat.SCALE * (int) Sheet.WIDTH);
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
    byte[] pdf = bytes(figure(SCALING, "figure2-u4").drawing(), FigureFormat.PDF);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("|u4| against σ_W");
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo((float) Sheet.WIDTH);
      String text = new PDFTextStripper().getText(document);
      assertThat(text).contains("field as sampled", "N = 1000", "exact", "σ");
      for (var name : document.getPage(0).getResources().getFontNames()) {
        assertThat(document.getPage(0).getResources().getFont(name).isEmbedded()).isTrue();
      }
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
