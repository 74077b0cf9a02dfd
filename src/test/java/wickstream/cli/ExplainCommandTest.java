package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.explain.Glossary;
import wickstream.explain.Page;

final class ExplainCommandTest {
  private static Outcome succeeds(String... words) {
    Outcome outcome = Invocation.of(words);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    return outcome;
  }

  static Iterable<Page> pages() {
    return Glossary.load().pages();
  }

  @Test
  void printsDefinitionFormulaAndSource() {
    assertThat(succeeds("explain", "U_4").out())
        .startsWith("Quartic coupling ⟨u4⟩\n=====================\n\n")
        .contains("u4(x1..x4) = − ΔG⁽⁴⁾(x1..x4) / I4(x1..x4)", "eq. 8", "results.csv")
        .doesNotContain("**", "](", "---\n");
  }

  @Test
  void takesTermsOfSeveralWords() {
    assertThat(succeeds("explain", "confidence", "sequence").out())
        .isEqualTo(succeeds("explain", "low").out());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void isAsWideAsTheTerminal(Page page) {
    System.setProperty("wickstream.columns", "60");
    try {
      String narrow = succeeds("explain", page.name()).out();
      assertThat(narrow.lines().filter(line -> !line.startsWith("    ")))
          .allSatisfy(line -> assertThat(line.codePointCount(0, line.length())).isLessThan(62));
    } finally {
      System.clearProperty("wickstream.columns");
    }
  }

  @Test
  void printsThePageAsItWasWritten() {
    assertThat(succeeds("explain", "u4", "--markdown").out())
        .startsWith("# Quartic coupling")
        .contains("**Source.** ", "](u6.md)");
  }

  @Test
  void listsWhatThereIs() {
    String list = succeeds("explain").out();
    assertThat(pages())
        .allSatisfy(
            page ->
                assertThat(list)
                    .containsPattern("(?m)^\\Q%s\\E$".formatted(page.topic()))
                    .containsPattern(
                        "\n  \\Q%s\\E +\\Q%s\\E\n".formatted(page.terms().get(0), page.title())));
    assertThat(list.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @ParameterizedTest
  @CsvSource({"titled, tilted", "u5, u4", "jacknife, jackknife", "xyzzyxyzzy, lists what there is"})
  void suggestsWhatMayHaveBeenMeant(String term, String suggested) {
    refused(Invocation.of("explain", term), term, suggested);
  }

  @Test
  void wantsATermForMarkdown() {
    refused(Invocation.of("explain", "--markdown"), "TERM");
  }

  private static void refused(Outcome outcome, String... named) {
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .singleElement()
        .asString()
        .startsWith("wickstream: ")
        .contains(named)
        .doesNotContain("Exception");
  }
}
