package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts have the colours that they deserve, where colours are wanted. */
final class PaintTest {
  @AfterEach
  void asByDefault() {
    Paint.use(Paint.When.AUTO);
  }

  @ParameterizedTest
  @CsvSource({
    "converged, 32",
    "passed, 32",
    "heavy-tailed, 33",
    "budget-exhausted, 33",
    "cancelled, 33",
    "failed, 31",
    "FAILED, 31"
  })
  void verdictsHaveColours(String label, int colour) {
    Paint.use(Paint.When.ALWAYS);
    assertThat(Paint.OUT.verdict(label)).isEqualTo("\033[%dm%s\033[0m".formatted(colour, label));
    Paint.use(Paint.When.NEVER);
    assertThat(Paint.OUT.verdict(label)).isEqualTo(label);
  }

  @Test
  void thereAreNoneWhereNobodySaysThatThereIsATerminal() {
    assertThat(Paint.OUT.bad("no") + Paint.ERR.bad("no")).isEqualTo("nono");
  }

  @Test
  void whatHasNoEndYetAndNoTextHaveNone() {
    Paint.use(Paint.When.ALWAYS);
    assertThat(Paint.OUT.verdict("running") + Paint.OUT.doubtful("")).isEqualTo("running");
  }

  @Test
  void coloursAndAccentsTakeNoColumns() {
    Paint.use(Paint.When.ALWAYS);
    assertThat(Paint.width(Paint.ERR.good("k̂ = 1") + "█")).isEqualTo(6);
    Table table = new Table("verdict", "N");
    table.row(Paint.OUT.verdict("failed"), "5");
    table.row("-", "50");
    assertThat(table.lines())
        .containsExactly("verdict   N", " \033[31mfailed\033[0m   5", "      -  50");
  }
}
