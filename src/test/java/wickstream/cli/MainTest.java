package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        "run --ran",
        "--version run",
        "exact /no/such/file"
      })
  void whatIsNeededSaysTheSameAsAll(String line) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
    assertThat(said(Main.commandLine(arguments), arguments))
        .isEqualTo(said(Main.commandLine(), arguments));
  }
}
