package wickstream.cli;

import java.util.Locale;
import java.util.Optional;

/**
 * Colours of texts on standard output or standard error. Here alone it is decided whether there are
 * any: as {@code --color} says and, where that says auto, on a terminal that knows colours, unless
 * {@code NO_COLOR} is set.
 */
enum Paint {
  /** Of standard output. */
  OUT("wickstream.terminal.out"),
  /** Of standard error. */
  ERR("wickstream.terminal");

  /** When there are colours; the names are those of the option's values. */
  enum When {
    AUTO,
    ALWAYS,
    NEVER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String RESET = "\033[0m";
  private static final String RED = "\033[31m";
  private static final String GREEN = "\033[32m";
  private static final String YELLOW = "\033[33m";

  private static volatile When when = When.AUTO;

  /** The property by which the launcher says whether the stream is a terminal. */
  private final String terminal;

  Paint(String terminal) {
    this.terminal = terminal;
  }

  /** From now on there are colours at these times. */
  static void use(When choice) {
    when = choice;
  }

  /** Whether something can be redrawn on this stream, as the launcher found it. */
  boolean isTerminal() {
    return Boolean.getBoolean(terminal) && !"dumb".equals(System.getenv("TERM"));
  }

  private boolean isColoured() {
    return switch (when) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          isTerminal() && Optional.ofNullable(System.getenv("NO_COLOR")).orElse("").isEmpty();
    };
  }

  /** What went well, or has been done. */
  String good(String text) {
    return painted(GREEN, text);
  }

  /** What is worth a second look. */
  String doubtful(String text) {
    return painted(YELLOW, text);
  }

  /** What went wrong. */
  String bad(String text) {
    return painted(RED, text);
  }

  /** A verdict, or the state of a campaign; what is not final keeps its colour. */
  String verdict(String label) {
    return switch (label) {
      case "converged", "finished", "passed" -> good(label);
      case "failed", "FAILED", "contradicted" -> bad(label);
      case "heavy-tailed", "budget-exhausted", "cancelled", "posterior-unreachable", "unresolved" ->
          doubtful(label);
      default -> label;
    };
  }

  private String painted(String colour, String text) {
    return isColoured() && !text.isEmpty() ? colour + text + RESET : text;
  }

  /** How many columns a text takes, whatever its colours; combining accents take none. */
  static int width(String text) {
    String plain = text.indexOf('\033') < 0 ? text : text.replaceAll("\033\\[\\d*m", "");
    return (int)
        plain.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
  }
}
