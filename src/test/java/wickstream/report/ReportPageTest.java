package wickstream.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class ReportPageTest {
  private static String text;
  private static Document page;

  @BeforeAll
  static void write() throws ParserConfigurationException, SAXException, IOException {
    ReportData reportData =
        MadeUp.of(
            "seed = 77, ensemble { sigma-b = 0.5 }, widths = [10, 100], sigma-w = [1, 2, 5], orders = [2, 4, 6]");
    text = ReportPage.of(reportData, Gallery.of(reportData, Lettering.load()).toList());
    page =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(text)));
  }

  private static List<Element> all(String name) {
    NodeList nodes = page.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static List<Attr> attributes() {
    List<Attr> attributes = new ArrayList<>();
    for (Element element : all("*")) {
      NamedNodeMap of = element.getAttributes();
      IntStream.range(0, of.getLength()).forEach(i -> attributes.add((Attr) of.item(i)));
    }
    return attributes;
  }

  @Test
  void refersToNothingOutside() {
    assertThat(text).startsWith("<!DOCTYPE html>").doesNotContain("url(", "@import", "<script");
    assertThat(attributes())
        .filteredOn(attribute -> !attribute.getName().equals("xmlns"))
        .noneMatch(attribute -> attribute.getValue().contains("//"))
        .noneMatch(attribute -> List.of("src", "xlink:href").contains(attribute.getName()));
  }

  /** Every section and every figure, in their order. */
  @Test
  void contentsLeadToAllSectionsAndFigures() {
    List<String> parts =
        all("*").stream()
            .filter(element -> List.of("h2", "figure").contains(element.getTagName()))
            .map(element -> "#" + element.getAttribute("id"))
            .toList();
    assertThat(all("a")).extracting(a -> a.getAttribute("href")).isEqualTo(parts);
    assertThat(parts).hasSizeGreaterThan(15);
    assertThat(all("h2").stream().map(Element::getTextContent))
        .containsExactly(
            "Couplings",
            "Which numbers are to be trusted",
            "Deviations from the free theory",
            "Power laws",
            "Figures",
            "Shards",
            "Configuration",
            "How to reproduce it");
  }

  @Test
  void symbolsAreTypeset() {
    assertThat(text)
        .contains("|<i>u</i><sub>4</sub>| against <i>σ</i><sub><i>W</i></sub>")
        .contains("<caption><i>u</i><sub>4</sub>/<i>Z</i><sub>0</sub><sup>2</sup>, mean over")
        .contains("<i>k\u0302</i> is the shape", "<th scope=\"col\"><i>k\u0302</i></th>");
    all("figcaption").stream()
        .map(Element::getTextContent)
        .forEach(caption -> assertThat(caption).doesNotContain("_", "^", "*"));
  }

  /** A box before each point is as wide as the widest of its column, and so is one before ±. */
  @Test
  void numbersStandBelowEachOtherAtTheirPoints() {
    Element u4 = (Element) all("tbody").get(1);
    List<Element> values = new ArrayList<>();
    NodeList rows = u4.getElementsByTagName("tr");
    for (int i = 0; i < rows.getLength(); i++) {
      values.add((Element) ((Element) rows.item(i)).getElementsByTagName("td").item(2));
    }
    assertThat(values).hasSize(6);
    assertThat(values.stream().map(Element::getTextContent))
        .allMatch(value -> value.matches("\\(?−?[\\d.]+ ± [\\d.]+(\\)·10−\\d)?"));
    for (Element value : values) {
      NodeList boxes = value.getElementsByTagName("span");
      assertThat(boxes.getLength()).isEqualTo(3);
      for (int k = 0; k < 3; k++) {
        int box = k;
        int widest =
            values.stream()
                .mapToInt(of -> of.getElementsByTagName("span").item(box).getTextContent().length())
                .max()
                .orElseThrow();
        assertThat(((Element) boxes.item(k)).getAttribute("style"))
            .isEqualTo("min-width:%dch".formatted(widest));
      }
      assertThat(boxes.item(0).getTextContent()).matches("\\(?−?\\d+");
      assertThat(boxes.item(2).getTextContent()).matches(" ± \\d+");
    }
  }

  /** Figures are drawn in black, so their ground is white on a dark page too. */
  @Test
  void isMadeForDarkScreensAndForPaper() {
    assertThat(all("style").get(0).getTextContent())
        .contains(
            "color-scheme: light dark;", "@media (prefers-color-scheme: dark)", "@media print");
    assertThat(all("svg"))
        .allSatisfy(
            svg ->
                assertThat(
                        ((Element) svg.getElementsByTagName("rect").item(0)).getAttribute("fill"))
                    .isEqualTo("#ffffff"));
  }

  @Test
  void namesNothingTwice() {
    List<String> ids =
        attributes().stream()
            .filter(attribute -> attribute.getName().equals("id"))
            .map(Attr::getValue)
            .toList();
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  @Test
  void figuresCanBeHeard() {
    assertThat(all("svg"))
        .hasSameSizeAs(all("figcaption"))
        .hasSizeGreaterThan(6)
        .allSatisfy(
            svg -> {
              assertThat(svg.getAttribute("role")).isEqualTo("img");
              assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
              assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
            });
    assertThat(all("html").get(0).getAttribute("lang")).isEqualTo("en");
    assertThat(all("table")).allMatch(t -> t.getElementsByTagName("caption").getLength() == 1);
  }

  @Test
  void saysWhatIsNotToBeTrustedAndWhy() {
    assertThat(trust())
        .contains("1 of 6 values of u4 are not to be trusted, or not as precise as asked")
        .contains("N = 10, σW = 5: the contributions are too heavy-tailed")
        .contains("variance of variance 0.3, tail shape 1.1")
        .contains("values of u6 (1), u6Canonical (1), m4 (1) are not to be trusted");
  }

  private static String trust() {
    return all("div").stream()
        .filter(div -> div.getAttribute("id").equals("trust"))
        .findFirst()
        .orElseThrow()
        .getTextContent();
  }

  @Test
  void hasAllNumbers() {
    assertThat(all("tr")).hasSize(1 + 1 + 1 + 3 + 5 * (1 + 6) + 1 + 6);
    assertThat(text).contains("</sub> falls as 1/<i>N</i> &lt;as it should&gt; &amp; no faster");
    assertThat(all("td").stream().map(Element::getTextContent)).contains("−1.000 ± 0.010", "3.5/2");
  }

  @Test
  void saysHowToReproduceIt() {
    assertThat(all("pre").stream().map(Element::getTextContent))
        .anySatisfy(pre -> assertThat(pre).contains("\"seed\" : 77", "\"sigma-b\" : 0.5"))
        .anySatisfy(
            pre ->
                assertThat(pre)
                    .startsWith("wickstream run made-up.conf --out runs/made-up\n")
                    .endsWith("wickstream report runs/made-up"));
    assertThat(text).contains("Wickstream 1.2.3, seed 77.");
  }

  /** Two shards at three times. */
  @Test
  void hasATableOfEachFunctionOfTrainedNetworks() {
    ReportData trained =
        MadeUp.of(
            "ensemble { activation = erf, sigma-b = 0.3 }, widths = [10, 100], sigma-w = [1], points = [-1.0, 0.3], orders = [2, 4], training { data = [[-1.0, 1.0], [0.5, -0.25]], times = [0, 1, infinity] }");
    String page = ReportPage.of(trained, List.of());
    assertThat(page)
        .contains(">Trained networks</h2>", "(measured − theory)/error", "1/<i>N</i><sup>2</sup>")
        .contains("<caption>E <i>f</i> of trained networks, mean over all points and outputs")
        .contains("</sup> of trained networks, mean over all quadruples of points and outputs")
        .contains("excess kurtosis of trained networks")
        .contains(
            "whose readout learns 2 examples by gradient flow", "at <i>τ</i> = 0, 1, infinity.")
        .contains("What networks learn", ">−0</span>.25</td>")
        .doesNotContain("± ?", "not to be trusted");
    assertThat(page.split(">∞</span></td>", -1)).hasSize(1 + 5 * 2);
    assertThat(text).doesNotContain("Trained networks", "What networks learn");
  }

  /** Its fifth shard. */
  @Test
  void marksWhatTrainedNetworksCannotVouchFor() {
    ReportData trained =
        MadeUp.of(
            "ensemble { activation = erf, sigma-b = 0.3 }, widths = [10], sigma-w = [1, 1.1, 1.2, 1.3, 1.4], points = [-1.0, 0.3], orders = [2, 4], training { data = [[-1.0, 1.0]], times = [0, 1] }");
    assertThat(ReportPage.of(trained, List.of()))
        .contains("mean of trained networks (1)", "connected4 of trained networks (2)")
        .contains("<td>not to be trusted</td>");
  }
}
