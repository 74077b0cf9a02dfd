package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TableTest {
  @Test
  void alignsColumnsToTheRight() {
    Table table = new Table("N", "u4 ± error", "verdict");
    table.row("5", "-0.823 ± 0.012", "converged");
    table.row("1000", "-", "failed");
    assertThat(table.lines())
        .containsExactly(
            "   N      u4 ± error    verdict",
            "   5  -0.823 ± 0.012  converged",
            "1000               -     failed");
  }

  @Test
  void hasNoSpacesAtTheEndOfLines() {
    Table table = new Table("a", "b");
    table.row("1", "");
    assertThat(table.lines()).containsExactly("a  b", "1");
  }

  @Test
  void isItsHeaderAloneWithoutRows() {
    assertThat(new Table("N", "exact").lines()).containsExactly("N  exact");
  }
}
