package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.dashboards.Tool;

/** The manual page is in the distribution, tells of everything, and man can show it. */
final class ManPageIT {
  private static final Path PAGE = Program.home().resolve("share/man/man1/wickstream.1");

  @TempDir private Path directory;

  @Test
  void tellsOfEveryCommandAndOption() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).startsWith(".TH WICKSTREAM 1 \"20");
    Main.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(page).contains("\n.SS " + name + "\n");
              command
                  .getCommandSpec()
                  .options()
                  .forEach(
                      option -> assertThat(page).contains(ManPage.escaped(option.longestName())));
            });
    assertThat(page).contains(".SS flow passive", ".SH \"EXIT CODES\"", ".SH \"ENVIRONMENT\"");
  }

  @Test
  void hasNoMistakes() {
    Tool.named("mandoc").run(directory, "-T", "lint", "-W", "warning", PAGE.toString());
  }

  @Test
  void isShownByMandoc() {
    Outcome outcome =
        Program.in(directory)
            .startedBy(Tool.named("mandoc").program().toString())
            .run("-T", "utf8", "-O", "width=78", PAGE.toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    String shown = outcome.out().replaceAll(".\b", "");
    assertThat(shown)
        .contains("wickstream - measures the quantum field theory", "--resume", "WICKSTREAM_URL")
        .containsPattern("wickstream completion fish\\s+>~/.config/fish");
  }
}
