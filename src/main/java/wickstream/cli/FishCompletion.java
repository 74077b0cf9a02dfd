package wickstream.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What the shell fish is told to complete: commands, options, choices, files, each described. */
final class FishCompletion {
  private static final String FUNCTIONS =
      """
      # Completion of wickstream for fish; wickstream completion fish prints it.
      function __wickstream_words
          set -l tokens (commandline -opc)
          for token in $tokens[2..-1]
              string match -q -- '-*' $token; or echo $token
          end
      end
      # Whether the words up to here are these.
      function __wickstream_at
          set -l words (__wickstream_words)
          test "$words" = "$argv"
      end
      # Whether the first words are these.
      function __wickstream_in
          set -l words (__wickstream_words)
          set -l count (count $argv)
          test (count $words) -ge $count; and test "$words[1..$count]" = "$argv"
      end
      complete -c wickstream -e
      complete -c wickstream -f
      """;

  private final List<String> lines = new ArrayList<>();

  private FishCompletion() {}

  /** The script. */
  static String script(CommandLine program) {
    FishCompletion completion = new FishCompletion();
    completion.add(program.getCommandSpec(), "");
    return FUNCTIONS + String.join("\n", completion.lines) + "\n";
  }

  /**
   * @param words that lead to the command, after the name of the program
   */
  private void add(CommandSpec command, String words) {
    command
        .subcommands()
        .forEach(
            (name, inner) ->
                complete(
                    "__wickstream_at" + words,
                    "-a " + name,
                    HelpText.summary(inner.getCommandSpec())));
    String inside = words.isEmpty() ? "__wickstream_at" : "__wickstream_in" + words;
    command.options().forEach(option -> complete(inside, option));
    command.positionalParameters().forEach(parameter -> complete(inside, parameter));
    command.subcommands().forEach((name, inner) -> add(inner.getCommandSpec(), words + " " + name));
  }

  private void complete(String condition, OptionSpec option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      names.append(name.startsWith("--") ? "-l " : "-s ").append(name.replaceFirst("^-+", ""));
      names.append(' ');
    }
    String value = option.arity().max() == 0 ? "" : isFile(option) ? "-r -F" : "-x";
    complete(condition, names + value, HelpText.brief(HelpText.meaning(option)));
    if (option.completionCandidates() != null) {
      choices(condition, names + "-x", option);
    }
  }

  private void complete(String condition, PositionalParamSpec parameter) {
    if (isFile(parameter)) {
      lines.add("complete -c wickstream -n '%s' -F".formatted(condition));
    } else if (parameter.completionCandidates() != null) {
      choices(condition, "", parameter);
    }
  }

  private static boolean isFile(ArgSpec argument) {
    Class<?>[] types = argument.auxiliaryTypes();
    return argument.type() == Path.class || types.length > 0 && types[0] == Path.class;
  }

  private void choices(String condition, String names, ArgSpec argument) {
    List<String> choices =
        StreamSupport.stream(argument.completionCandidates().spliterator(), false).toList();
    lines.add(
        "complete -c wickstream -n '%s' %s -a '%s'"
            .formatted(condition, names, String.join(" ", choices)));
  }

  private void complete(String condition, String what, String description) {
    lines.add(
        "complete -c wickstream -n '%s' %s -d '%s'"
            .formatted(
                condition, what.strip(), description.replace("\\", "\\\\").replace("'", "\\'")));
  }
}
