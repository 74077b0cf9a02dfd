package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A command line that reads the options of one command is that of all commands to who calls it. */
class MainTest {

  private static String said(CommandLine commandLine, String... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said, true);
    int exitCode = commandLine.setOut(writer).setErr(writer).execute(arguments);
    return exitCode + " " + said;
  }

  @Test
  void commandsAreCalledWhatTheySay() {
    assertThat(new ArrayList<>(Main.commandLine().getSubcommands().keySet()))
        .isEqualTo(new ArrayList<>(Main.COMMANDS.keySet()));
    Main.COMMANDS.forEach(
        (name, command) ->
            assertThat(command.getAnnotation(CommandLine.Command.class).name()).isEqualTo(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--help",
        "--version",
        "-V",
        "run --help",
        "flow --help",
        "run",
        "ran",
        "--ran",
        "--color never run",
        "run --color=ever",
        "run --ran",
        "--version run",
        "exact /no/such/file"
      })
  void whatIsNeededSaysTheSameAsAll(String line) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
    assertThat(said(Main.commandLine(arguments), arguments))
        .isEqualTo(said(Main.commandLine(), arguments));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rnu | unknown command \"rnu\": did you mean run?",
        "expotr | unknown command \"expotr\": did you mean export?",
        "flow pasive | unknown command \"pasive\": did you mean passive?",
        "run x.conf --ouut dir | unknown option --ouut: did you mean --out? (see wickstream run --help)",
        "flow sideways | unknown command \"sideways\"; there are passive, active, wetterich, depth",
        "exact a.conf b.conf | Unmatched argument at index 2: 'b.conf' (see wickstream exact --help)"
      })
  void saysWhatMayHaveBeenMeant(String line, String message) {
    String[] arguments = line.split(" ");
    assertThat(said(Main.commandLine(arguments), arguments))
        .isEqualTo("2 wickstream: " + message + "\n");
  }

  @Test
  void suggestsNothingThatIsNotAlike() {
    assertThat(said(Main.commandLine(), "sandwich"))
        .startsWith("2 wickstream: unknown command \"sandwich\"; there are run, serve, ");
    assertThat(said(Main.commandLine(), "run", "x.conf", "--zzz"))
        .isEqualTo("2 wickstream: unknown option --zzz (see wickstream run --help)\n");
  }
}
