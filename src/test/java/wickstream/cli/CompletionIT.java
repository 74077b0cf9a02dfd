package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.dashboards.Tool;

/** The shells themselves complete what is typed, with the scripts that the program prints. */
final class CompletionIT {
  /** What is typed, and what a shell offers. */
  private static final Map<String, List<String>> OFFERED =
      Map.of(
          "wickstream expo", List.of("export"),
          "wickstream completion ", List.of("bash", "zsh", "fish"),
          "wickstream flow p", List.of("passive"),
          "wickstream flow passive --star", List.of("--start"),
          "wickstream export --to ", List.of("csv", "json", "hdf5", "nnqft-json"),
          "wickstream run --ou", List.of("--out"),
          "wickstream run --color ", List.of("auto", "always", "never"),
          "wickstream run mi", List.of("mine.conf"),
          "wickstream explain u4C", List.of("u4Canonical"));

  @TempDir private Path directory;

  @BeforeEach
  void aFileToBeFound() throws IOException {
    Files.writeString(directory.resolve("mine.conf"), Campaigns.TINY);
  }

  private String script(String shell) {
    Outcome outcome = Program.in(directory).run("completion", shell);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.complaints()).isEmpty();
    return outcome.out();
  }

  private String said(String shell, String... arguments) {
    Outcome outcome =
        Program.in(directory)
            .startedBy(Tool.named(shell).program().toString())
            .with("HOME", directory.toString())
            .run(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome.out();
  }

  @Test
  void bashCompletes() throws IOException {
    // What bash does at a tab; compopt works nowhere else.
    Files.writeString(
        directory.resolve("script"),
        script("bash")
            + """
            compopt() { :; }
            COMP_LINE=$1
            COMP_POINT=${#COMP_LINE}
            read -ra COMP_WORDS <<<"$1"
            [[ $1 == *' ' ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            $(complete -p wickstream | sed 's/.*-F \\([^ ]*\\).*/\\1/')
            printf '%s\\n' "${COMPREPLY[@]}"
            """);
    OFFERED.forEach(
        (typed, offered) ->
            assertThat(said("bash", "--norc", "script", typed).lines().map(String::strip))
                .as(typed)
                .containsExactlyInAnyOrderElementsOf(offered));
  }

  @Test
  void fishCompletesAndDescribes() throws IOException {
    Files.writeString(directory.resolve("script.fish"), script("fish"));
    OFFERED.forEach(
        (typed, offered) ->
            assertThat(
                    said("fish", "-c", "source script.fish; complete -C '" + typed + "'")
                        .lines()
                        .map(line -> line.replaceAll("\t.*", "")))
                .as(typed)
                .containsExactlyInAnyOrderElementsOf(offered));
    assertThat(said("fish", "-c", "source script.fish; complete -C 'wickstream submit --dry'"))
        .isEqualTo("--dry-run\tonly say what the campaign would cost\n");
  }

  /** At a terminal, where a tab is pressed. */
  @Test
  void zshCompletes() throws IOException {
    Files.writeString(directory.resolve("script"), script("zsh"));
    Files.writeString(
        directory.resolve("typing"),
        """
        zmodload zsh/zpty
        zpty shell 'zsh -f -i'
        zpty -w shell "PS1='> '; autoload -U compinit && compinit -u -D; source ./script; wickstream() { echo got \\$*; }; echo rea''dy"
        zpty -r -m shell out '*ready*'
        zpty -w shell $'wickstream comple\\tfi\\t; echo do\\'\\'ne'
        zpty -r -m shell out '*done*'
        print -r -- $out
        zpty -d shell
        """);
    assertThat(said("zsh", "-f", "typing")).contains("got completion fish");
  }

  @Test
  void knowsNoOtherShell() {
    Outcome outcome = Invocation.of("completion", "csh");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.err())
        .isEqualTo("wickstream: SHELL must be one of bash, zsh, fish, was csh\n");
  }
}
