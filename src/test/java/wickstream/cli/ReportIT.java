package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What {@code report} makes of the database of a run. */
final class ReportIT {
  private static final List<String> FIGURES =
      List.of(
          "figure1-sigma-w-1",
          "figure1-sigma-w-2",
          "figure2-u4",
          "figure2-u6",
          "width-u4",
          "width-u6",
          "vertex",
          "flow-passive-sigma-w-1",
          "flow-passive-sigma-w-2",
          "flow-active-u4",
          "flow-active-u6",
          "flow-wetterich",
          "errors",
          "tails");

  @TempDir private static Path directory;
  private static Program program;
  private static Outcome report;

  @BeforeAll
  static void runOnce() {
    Campaigns.tinyIn(directory);
    program = Program.in(directory);
    Outcome run = program.run("run", "tiny.conf", "-q", "--out=done", "--set=orders=[2, 4, 6]");
    assertThat(run.exitCode()).as(run.err()).isZero();
    report =
        program.run(
            "report", "done", "--format", "svg,png", "--format", "pdf", "--out", "pictures");
    assertThat(report.exitCode()).as(report.err()).isZero();
  }

  private static Path picture(String name) {
    return directory.resolve("pictures").resolve(name);
  }

  @Test
  void listsWhatItWrote() throws IOException {
    List<String> expected =
        Stream.concat(
                FIGURES.stream()
                    .flatMap(
                        figure ->
                            Stream.of("svg", "png", "pdf", "txt")
                                .map(format -> "pictures/%s.%s".formatted(figure, format))),
                Stream.of("pictures/report.html"))
            .toList();
    assertThat(report.out().lines()).containsExactlyElementsOf(expected);
    try (Stream<Path> files = Files.list(directory.resolve("pictures"))) {
      assertThat(files).hasSameSizeAs(expected);
    }
    assertThat(report.complaints()).contains("reading 4 shards of tiny", "drawing figure2-u4");
  }

  private static Document parsed(Path file)
      throws ParserConfigurationException, IOException, SAXException {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static long count(Document svg, String part) {
    NodeList paths = svg.getElementsByTagName("path");
    return Stream.iterate(0, i -> i < paths.getLength(), i -> i + 1)
        .filter(i -> ((Element) paths.item(i)).getAttribute("class").equals(part))
        .count();
  }

  @Test
  void svgHasItsLabelsAndAMarkerForEveryShard()
      throws ParserConfigurationException, IOException, SAXException {
    for (String figure : FIGURES) {
      assertThat(parsed(picture(figure + ".svg")).getElementsByTagName("text").getLength())
          .as(figure)
          .isGreaterThan(8);
    }
    Document u4 = parsed(picture("figure2-u4.svg"));
    assertThat(u4.getDocumentElement().getTextContent())
        .contains("|u4|", "|u4/Z02|", "σW", "N = 5", "N = 20", "predicted slope: −3, 3");
    assertThat(count(u4, "marker")).isEqualTo(2 * 4);
    assertThat(count(u4, "interval")).isEqualTo(2 * 4);
    assertThat(count(parsed(picture("tails.svg")), "marker")).isEqualTo(4);
    assertThat(count(parsed(picture("errors.svg")), "line"))
        .as("the way of each shard from block to block")
        .isEqualTo(4);
    assertThat(count(parsed(picture("flow-passive-sigma-w-1.svg")), "region"))
        .as("a band of u2, u4 and u6 for each N")
        .isEqualTo(3 * 2);
    assertThat(count(parsed(picture("flow-active-u4.svg")), "marker")).isEqualTo(2 * 2);
    assertThat(count(parsed(picture("figure1-sigma-w-1.svg")), "bar"))
        .as("m2, m4, m6 at each N")
        .isGreaterThanOrEqualTo(2 * 3);
  }

  @Test
  void pdfHasText() throws IOException {
    for (String figure : FIGURES) {
      try (PDDocument document = Loader.loadPDF(picture(figure + ".pdf").toFile())) {
        assertThat(new PDFTextStripper().getText(document)).as(figure).containsAnyOf("N =", "σ");
      }
    }
  }

  @Test
  void pngHasInkButNotAtItsBorder() throws IOException {
    for (String figure : FIGURES) {
      BufferedImage image = ImageIO.read(picture(figure + ".png").toFile());
      long inside = 0;
      for (int x = 0; x < image.getWidth(); x++) {
        for (int y = 0; y < image.getHeight(); y++) {
          boolean ink = (image.getRGB(x, y) & 0xffffff) != 0xffffff;
          int toBorder =
              Math.min(Math.min(x, y), Math.min(image.getWidth() - x, image.getHeight() - y));
          assertThat(ink && toBorder < 8).as(figure).isFalse();
          inside += ink ? 1 : 0;
        }
      }
      assertThat(inside).as(figure).isGreaterThan(5000);
    }
  }

  @Test
  void thePageStandsAlone() throws ParserConfigurationException, IOException, SAXException {
    Document page = parsed(picture("report.html"));
    assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(FIGURES.size());
    assertThat(page.getDocumentElement().getTextContent())
        .contains("All 4 values of u4 can be trusted", "4 converged")
        .contains("Whether the vertex is local", "a local vertex leaves")
        .contains("wickstream run tiny.conf", "\"relative-error\" : 0.2");
    String text = Files.readString(picture("report.html"));
    assertThat(text.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "src=", "url(")
        .doesNotContainPattern("href=\"[^#]");
  }

  /** One text for both: the page typesets symbols, which changes no letter but _ and ^. */
  @Test
  void captionsAreThoseOfThePage() throws ParserConfigurationException, IOException, SAXException {
    NodeList captions = parsed(picture("report.html")).getElementsByTagName("figcaption");
    assertThat(captions.getLength()).isEqualTo(FIGURES.size());
    for (int i = 0; i < FIGURES.size(); i++) {
      String text = Files.readString(picture(FIGURES.get(i) + ".txt"));
      assertThat(text).contains("Axes: ").endsWith(".\n").contains("Campaign tiny, seed ");
      assertThat(letters(captions.item(i).getTextContent())).isEqualTo(letters(text));
    }
  }

  private static String letters(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("[_^\\s]", "")
        .replace('−', '-');
  }

  @Test
  void figuresAreLaidOutForAColumn() throws IOException {
    Outcome outcome =
        Invocation.in(
            directory,
            "report done --format svg,png,pdf --width 8.6cm --font-size 8 --dpi 300 --out column"
                .split(" "));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Path column = directory.resolve("column");
    assertThat(Files.readString(column.resolve("figure2-u4.svg"))).contains("width=\"243.78pt\"");
    assertThat(ImageIO.read(column.resolve("figure2-u4.png").toFile()).getWidth())
        .as("8.6 cm at 300 dots per inch")
        .isEqualTo(1016);
    try (PDDocument document = Loader.loadPDF(column.resolve("figure2-u4.pdf").toFile())) {
      assertThat(document.getPage(0).getMediaBox().getWidth()).isCloseTo(243.78f, within(0.01f));
    }
    assertThat(column.resolve("report.html"))
        .as("figures of the page keep their size")
        .hasSameBinaryContentAs(picture("report.html"));
  }

  @Test
  void theSameResultsMakeTheSameBytes() throws IOException {
    Outcome again =
        Invocation.in(
            directory, "report", "done", "--format", "pdf", "--format", "png", "--out", "again");
    assertThat(again.exitCode()).as(again.err()).isZero();
    for (String line : again.out().lines().toList()) {
      Path file = directory.resolve(line);
      assertThat(file).hasSameBinaryContentAs(picture(file.getFileName().toString()));
    }
  }

  @Test
  void drawsSvgBesideTheResultsUnlessTold() {
    Outcome outcome = program.run("report", "done");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines())
        .contains("done/report.html", "done/errors.svg")
        .noneMatch(line -> line.endsWith(".png") || line.endsWith(".pdf"));
    assertThat(directory.resolve("done/report.html")).exists();
    assertThat(directory.resolve("done")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void ofARunThatIsGoingOn() throws IOException {
    try (RunningProgram running =
        program.start(
            "run",
            "tiny.conf",
            "--out=going",
            "--set=widths=[5, 1000000]",
            "--set=sigma-w=[1.0]")) {
      running.awaitOnStandardError(Pattern.compile("(?s)converged"));
      await() // until what has converged is saved
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(reportMeanwhile())
                      .contains(
                          "1 of 2 values of <i>u</i><sub>4</sub> are not to be trusted, or",
                          "1 converged, 1 cancelled"));
      assertThat(running.isAlive()).isTrue();
      running.endedBy("KILL");
    }
  }

  private static String reportMeanwhile() throws IOException {
    Outcome outcome = Invocation.in(directory, "report", "going", "--out", "meanwhile");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return Files.readString(directory.resolve("meanwhile/report.html"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "report nowhere                   | nowhere must be the directory of a run, is none",
        "report .                         | . must be the directory of a run, holds no results database",
        "report done --format gif         | --format must be one of svg, png, pdf, was gif",
        "report done --width 3.4          | --width must be a length in in, cm, mm or pt such as 3.4in, was 3.4",
        "report done --width 3in --font-size 12 | --font-size must be at most 9 for figures of this width, was 12",
        "report done --font-size small    | --font-size must be a number such as 8, was small",
        "report done --dpi 9999           | --dpi must be from 50 to 1200 dots per inch, was 9999",
        "report done --out tiny.conf      | --out tiny.conf must be a directory that you may write to",
        "report                           | Missing required parameter: 'DIR'"
      })
  void refusesInOneLine(String words, String complaint) throws IOException {
    Outcome outcome = Invocation.in(directory, words.split(" +"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.complaints().get(outcome.complaints().size() - 1)).contains(complaint);
    assertThat(outcome.complaints()).filteredOn(line -> line.startsWith("wickstream:")).hasSize(1);
  }
}
