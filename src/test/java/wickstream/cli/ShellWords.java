package wickstream.cli;

import java.util.ArrayList;
import java.util.List;

/** The words of commands as a shell reads them, as far as documents use its language. */
final class ShellWords {
  private final String script;
  private final List<List<String>> commands = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private List<String> words = new ArrayList<>();
  private boolean inWord;

  private ShellWords(String script) {
    this.script = script.replace("\\\n", " ");
  }

  /** The commands of a script, with lines, pipes and lists taken apart. */
  static List<List<String>> commands(String script) {
    return new ShellWords(script).split();
  }

  private List<List<String>> split() {
    for (int i = 0; i < script.length(); i++) {
      char c = script.charAt(i);
      if (c == '\'' || c == '"') {
        int end = script.indexOf(c, i + 1);
        word.append(script, i + 1, end);
        inWord = true;
        i = end;
      } else if ("|&;\n".indexOf(c) >= 0) {
        endCommand();
      } else if (c == '>') {
        endWord();
        i = endOfFile(i + 1) - 1;
      } else if (c == ' ') {
        endWord();
      } else {
        word.append(c);
        inWord = true;
      }
    }
    endCommand();
    return commands;
  }

  /** Where the name of a file ends to which something is redirected; it is no word of a command. */
  private int endOfFile(int from) {
    int i = from;
    while (i < script.length() && (script.charAt(i) == '>' || script.charAt(i) == ' ')) {
      i++;
    }
    while (i < script.length() && " |&;\n".indexOf(script.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
    }
    word.setLength(0);
    inWord = false;
  }

  private void endCommand() {
    endWord();
    if (!words.isEmpty()) {
      commands.add(words);
    }
    words = new ArrayList<>();
  }
}
