package wickstream.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class PlainTextTest {
  private static String text(String markdown, int columns) {
    return String.join("\n", PlainText.lines(markdown, columns));
  }

  @Test
  void wrapsParagraphsAndDropsMarks() {
    assertThat(text("A **bold** *word*, `code` and\na [link](page.md) to it.\n\nNext.", 20))
        .isEqualTo(
            """
            A bold word, code
            and a link to it.

            Next.""");
  }

  @Test
  void underlinesHeadings() {
    assertThat(text("# Tail shape k̂\n\n## More", 80))
        .isEqualTo(
            """
            Tail shape k̂
            ============

            More
            ----""");
  }

  @Test
  void leavesCodeAsItStands() {
    assertThat(text("```\nu4 =   −ΔG⁽⁴⁾ / I4\n\n  next\n```", 10))
        .isEqualTo("    u4 =   −ΔG⁽⁴⁾ / I4\n\n      next");
  }

  @Test
  void indentsLists() {
    assertThat(text("- one two three\n- four\n\n1. a\n2. b", 11))
        .isEqualTo(
            """
            - one two
              three
            - four

            1. a
            2. b""");
  }

  @Test
  void alignsTables() {
    assertThat(text("| a | long head |\n|---|---|\n| σ_W | x |\n| `k̂` | |", 80))
        .isEqualTo(
            """
            a    long head
            ---  ---------
            σ_W  x
            k̂""");
  }

  @Test
  void wrapsTheWidestCellsOfTables() {
    assertThat(text("| key | meaning |\n|---|---|\n| a | one two three four five |", 20))
        .isEqualTo(
            """
            key  meaning
            ---  ---------------
            a    one two three
                 four five""");
  }

  @Test
  void refusesWhatItCannotShow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlainText.lines("![a picture](a.png)", 80))
        .withMessageContaining("Image");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlainText.lines("<b>bold</b>", 80))
        .withMessageContaining("Html");
  }
}
