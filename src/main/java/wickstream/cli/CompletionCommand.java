package wickstream.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code wickstream completion}: what a shell has to know to complete command lines. */
@Command(
    name = "completion",
    description = "Prints a script by which a shell completes commands, options and their values.",
    footer = {
      "",
      "To have it in every shell:",
      "  bash  echo 'source <(wickstream completion bash)' >>~/.bashrc",
      "  zsh   echo 'source <(wickstream completion zsh)' >>~/.zshrc",
      "  fish  wickstream completion fish >~/.config/fish/completions/wickstream.fish"
    })
final class CompletionCommand extends BaseCommand {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  @Parameters(
      index = "0",
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "bash, zsh or fish")
  private String shell;

  @Override
  public Integer call() {
    OptionValues.requireOneOf("SHELL", SHELLS, shell);
    System.out.print(
        shell.equals("fish")
            ? FishCompletion.script(Main.commandLine())
            : AutoComplete.bash("wickstream", Main.commandLine()));
    return ExitCode.OK;
  }

  private static final class Shells extends Choices {
    @Override
    List<String> all() {
      return SHELLS;
    }
  }
}
