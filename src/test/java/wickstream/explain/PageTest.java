package wickstream.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageTest {
  @Test
  void knowsItsKeysAndItsText() {
    Page page =
        Page.parse(
            "u4",
            "---\nterms: u4, quartic\naliases: λ\ntopic: Couplings\n---\n# The *title*\n\nText.\n");
    assertThat(page)
        .isEqualTo(
            new Page(
                "u4",
                "Couplings",
                List.of("u4", "quartic"),
                List.of("λ"),
                "# The *title*\n\nText.\n"));
    assertThat(page.title()).isEqualTo("The *title*");
    assertThat(page.names()).containsExactly("u4", "u4", "quartic", "λ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# Title\n",
        "---\nterms: a\ntopic: b\n# Title\n",
        "---\nterms: a\n---\n# Title\n",
        "---\ntopic: b\n---\n# Title\n",
        "---\nterms: a\ntopic: b\ncolour: red\n---\n# Title\n",
        "---\nterms: a\ntopic: b\n---\nText without a heading.\n"
      })
  void refusesWhatIsNoPage(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Page.parse("bad", text))
        .withMessageContaining("bad.md");
  }
}
