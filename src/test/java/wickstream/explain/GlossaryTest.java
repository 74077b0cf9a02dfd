package wickstream.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.metrics.MeterNames;

/** The pages that come with the program. */
final class GlossaryTest {
  private static final Glossary GLOSSARY = Glossary.load();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
  private static final Pattern METER = Pattern.compile("`(wickstream_[a-z0-9_]+)`");
  private static final Pattern EXPLAIN = Pattern.compile("`wickstream explain ([^`]+)`");

  static List<Page> pages() {
    return GLOSSARY.pages();
  }

  static Stream<Page> definitions() {
    return pages().stream().filter(page -> !List.of("Begin here", "Guides").contains(page.topic()));
  }

  @Test
  void everyFileIsListed() throws IOException, URISyntaxException {
    Path directory = Path.of(Glossary.class.getResource("/wickstream/explain/tutorial.md").toURI());
    try (Stream<Path> files = Files.list(directory.getParent())) {
      assertThat(pages().stream().map(page -> page.name() + ".md"))
          .as("contents.txt must name each page once")
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".md"))
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void isFoundByAllItsNames(Page page) {
    assertThat(page.names()).allSatisfy(name -> assertThat(GLOSSARY.page(name)).contains(page));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadToPages(Page page) {
    assertThat(found(LINK, page))
        .allSatisfy(
            link -> assertThat(pages()).extracting(other -> other.name() + ".md").contains(link));
    assertThat(found(EXPLAIN, page))
        .allSatisfy(term -> assertThat(GLOSSARY.page(term)).isPresent());
  }

  @Test
  void everyPageIsLinkedFromAnother() {
    List<String> linked =
        pages().stream()
            .flatMap(
                page -> found(LINK, page).stream().filter(to -> !to.startsWith(page.name() + ".")))
            .toList();
    assertThat(pages()).extracting(page -> page.name() + ".md").allMatch(linked::contains);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void namesMetersThatThereAre(Page page) {
    assertThat(MeterNames.allSeries()).containsAll(found(METER, page));
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void saysWhatADefinitionMustSay(Page page) {
    assertThat(page.markdown())
        .as(
            "%s.md needs a formula or example, its source, where it is found, what it does not tell",
            page.name())
        .containsAnyOf("```", "| ")
        .contains(
            "\n**Source.** ", "\n**Found in.** ", "\n**What it does not tell.** ", "\nSee also: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "conditional", "tilted"})
  void saysOfEstimatorsWhenTheyDo(String estimator) {
    assertThat(GLOSSARY.page(estimator).orElseThrow().markdown())
        .contains(
            "**What it assumes.**",
            "**Variance.**",
            "**Cost.**",
            "**When not to use it.**",
            "**What goes wrong, and how it shows.**");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void fitsOnATerminal(Page page) {
    assertThat(PlainText.lines(page.markdown(), 100))
        .allSatisfy(line -> assertThat(Wrapping.width(line)).isLessThanOrEqualTo(100));
    assertThat(page.title()).doesNotContain("`", "*").hasSizeLessThan(56);
    assertThat(page.terms().get(0)).hasSizeLessThan(22);
  }

  private static List<String> found(Pattern pattern, Page page) {
    return pattern.matcher(page.markdown()).results().map(result -> result.group(1)).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "u_4, u4",
    "K-HAT, tail-shape",
    "k̂, tail-shape",
    "K, kernel",
    "vov, variance-of-variance",
    "ess, effective-sample-size",
    "σ_W, sigma-w",
    "Heavy Tailed, heavy-tailed",
    "confidence sequence, interval",
    "u6CanonicalLow, u6-canonical",
    "wickstream_u4_pull, pull"
  })
  void spellingIsForgiven(String term, String page) {
    assertThat(GLOSSARY.page(term)).map(Page::name).contains(page);
  }

  @ParameterizedTest
  @CsvSource({
    "titled, tilted",
    "jacknife, jackknife",
    "converge, converged",
    "sigmaa-w, sigma-w",
    "conditionnal, conditional"
  })
  void suggestsWhatIsNear(String term, String meant) {
    assertThat(GLOSSARY.page(term)).isEmpty();
    assertThat(GLOSSARY.nearest(term)).hasSizeLessThanOrEqualTo(3).first().isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xyzzyxyzzy", "*", "支"})
  void suggestsNothingWhereNothingIsNear(String term) {
    assertThat(GLOSSARY.page(term)).isEmpty();
    assertThat(GLOSSARY.nearest(term)).isEmpty();
  }

  @Test
  void twoPagesMayNotClaimOneName() {
    Page one = new Page("a", "t", List.of("same-name"), List.of(), "# A\n");
    Page two = new Page("b", "t", List.of("SameName"), List.of(), "# B\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Glossary(List.of(one, two)))
        .withMessageContainingAll("a.md", "b.md", "SameName");
  }
}
