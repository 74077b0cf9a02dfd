package wickstream.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A fenced block of a document.
 *
 * @param info its info string: the language, then {@code needs WHAT} for commands, and the name of
 *     the file for others; src/README.md lists them
 */
record CodeBlock(String info, String text) {
  private static final String PROMPT = "$ ";

  /**
   * A command, and the lines that it prints.
   *
   * @param line the command, which may have several lines
   */
  record Command(String line, List<String> output) {}

  private List<String> words() {
    return Arrays.asList(info.strip().split(" +"));
  }

  private boolean isLanguage(String language) {
    return words().get(0).equals(language);
  }

  /** Whether the output of its commands is shown. */
  boolean isTranscript() {
    return isLanguage("console");
  }

  /** Whether tests run its commands. */
  boolean isRun() {
    return !words().contains("needs");
  }

  /** Whether it is part of a campaign file. */
  boolean isConfiguration() {
    return isLanguage("hocon");
  }

  /** The file that the reader makes of it. */
  Optional<String> file() {
    boolean isFile = isConfiguration() || isLanguage("python");
    return isFile ? words().stream().skip(1).findFirst() : Optional.empty();
  }

  /** What the reader types; a script is one command without output. */
  List<Command> commands() {
    if (isLanguage("sh")) {
      return List.of(new Command(text, List.of()));
    }
    return isTranscript() ? transcript() : List.of();
  }

  private List<Command> transcript() {
    List<Command> commands = new ArrayList<>();
    List<String> lines = text.lines().toList();
    int at = 0;
    while (at < lines.size()) {
      int output = at + 1;
      while (isContinued(lines.subList(at, output))) {
        output++;
      }
      int next = output;
      while (next < lines.size() && !lines.get(next).startsWith(PROMPT)) {
        next++;
      }
      String line = String.join("\n", lines.subList(at, output)).substring(PROMPT.length());
      commands.add(new Command(line, List.copyOf(lines.subList(output, next))));
      at = next;
    }
    return commands;
  }

  /** Whether another line follows: after a backslash, or within quotes. */
  private static boolean isContinued(List<String> lines) {
    String text = String.join("\n", lines);
    return text.endsWith("\\") || text.chars().filter(c -> c == '\'').count() % 2 != 0;
  }
}
